"""The contract with agents: what every tool is called, takes and gives, one snapshot each.

After an intended change: `REKURATE_UPDATE_CONTRACT=1 python -m pytest tests/contract`, then read the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import mcp.types as t
import pytest
from tests.support.desk import make_desk
from tests.support.tool import client_of

from rekurate.server.answers import View
from rekurate.server.app import build_server
from rekurate.server.arguments import Inputs
from rekurate.server.spec import ToolSpec
from rekurate.server.tools import TOOLS

FOLDER = Path(__file__).parent / "tools"
UPDATE = os.environ.get("REKURATE_UPDATE_CONTRACT") == "1"
ALLOWED_NETWORK = {"enrich_tracks", "analyze_audio_batch"}
ALLOWED_FILE = {"write_xml"}
ALLOWED_DESTRUCTIVE = {"clear_changes", "lock_tracks"}  # a lock takes what is staged off the stage


@pytest.fixture
async def listed() -> dict[str, t.Tool]:
    async with client_of(build_server(make_desk())) as client:
        return {tool.name: tool for tool in (await client.list_tools()).tools}


def published(tool: t.Tool) -> str:
    data = tool.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.anyio
@pytest.mark.parametrize("name", [spec.name for spec in TOOLS])
async def test_a_tool_is_what_its_snapshot_says(listed: dict[str, t.Tool], name: str) -> None:
    snapshot = FOLDER / f"{name}.json"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        snapshot.write_text(published(listed[name]), encoding="utf-8")
    assert snapshot.is_file(), f"{snapshot} is missing: run with REKURATE_UPDATE_CONTRACT=1 and read it"
    assert published(listed[name]) == snapshot.read_text(encoding="utf-8")


def test_every_snapshot_belongs_to_a_tool() -> None:
    names = {spec.name for spec in TOOLS}
    orphans = [path for path in FOLDER.glob("*.json") if path.stem not in names]
    for path in orphans if UPDATE else ():
        path.unlink()
    assert UPDATE or orphans == []


@pytest.mark.parametrize("spec", TOOLS, ids=lambda spec: spec.name)
def test_hints_are_set_on_every_tool_and_true(spec: ToolSpec) -> None:
    hints = spec.hints
    assert None not in (hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint, hints.open_world_hint)
    assert hints.open_world_hint == (spec.name in ALLOWED_NETWORK)
    assert hints.destructive_hint == (spec.name in ALLOWED_DESTRUCTIVE)
    if hints.read_only_hint:
        assert spec.name not in ALLOWED_NETWORK | ALLOWED_FILE | ALLOWED_DESTRUCTIVE
        assert spec.ask is None


@pytest.mark.parametrize("spec", TOOLS, ids=lambda spec: spec.name)
def test_models_are_built_on_first_use(spec: ToolSpec) -> None:
    assert issubclass(spec.arguments, Inputs)
    assert issubclass(spec.answer, View)


@pytest.mark.anyio
@pytest.mark.parametrize("name", [spec.name for spec in TOOLS])
async def test_a_schema_is_one_that_every_client_understands(listed: dict[str, t.Tool], name: str) -> None:
    tool = listed[name]
    for schema in (tool.input_schema, tool.output_schema):
        assert schema is not None
        assert schema["type"] == "object"
        assert not {"anyOf", "oneOf", "allOf", "$ref"} & set(schema)
        assert not [where for where, key in _keywords(schema) if key == "title"]
    assert tool.input_schema["additionalProperties"] is False
    assert tool.title
    assert tool.description
    assert len(tool.description) <= 2000


def _keywords(node: Any, where: str = "") -> list[tuple[str, str]]:
    if isinstance(node, list):
        return [found for item in node for found in _keywords(item, where)]
    if not isinstance(node, dict):
        return []
    found = []
    for key, child in node.items():
        if key in ("properties", "$defs"):
            found += [item for name, inner in child.items() for item in _keywords(inner, f"{where}.{name}")]
        else:
            found += [(where, key), *_keywords(child, where)]
    return found


def test_names_are_unique() -> None:
    assert len({spec.name for spec in TOOLS}) == len(TOOLS)
