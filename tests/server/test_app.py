import json
import logging
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from mcp.shared.exceptions import MCPError
from mcp.types import PromptReference
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.taxonomy import FakeTaxonomy
from tests.support.tool import ERAS, client_of, error_of

from rekurate.curation.desk import Desk
from rekurate.errors import TaxonomyError
from rekurate.model import Field, StagedChange
from rekurate.server.app import build_server
from rekurate.server.prompts import build_prompts
from rekurate.server.tools import TOOLS

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).resolve().parents[2]
CONTRACT = [
    *("search_tracks", "get_track", "read_library"),
    *("cache_coverage", "enrich_tracks", "analyze_audio_batch", "resolve_tracks_data", "recommended_tags"),
    *("get_genre_taxonomy", "suggest_normalizations", "classify_tracks", "audit_genres", "evaluate_classifier"),
    *("update_tracks", "preview_changes", "clear_changes", "lock_tracks"),
    *("write_xml", "list_exports", "undo_export", "verify_import"),
]
"""Every tool of the product, in the order a client shows them."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = make_library(
        make_track(id="1", title="Weird | [title](x)\n*bold*", genre="House"),
        make_track(id="2", genre="My Own"),
        playlists=(make_playlist("Warm up", ("1",)), make_playlist("Peak", ("2",)), make_playlist("Very warm", ())),
    )
    return make_desk(library, tmp_path)


@pytest.mark.parametrize("era", ERAS)
async def test_every_tool_is_listed_in_the_order_of_the_contract(desk: Desk, era: str) -> None:
    async with client_of(build_server(desk), era) as client:
        listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == CONTRACT


async def test_long_texts_of_the_staged_changes_are_cut_with_a_sign_of_it(tmp_path: Path) -> None:
    desk = make_desk(make_library(make_track(id="1", title="x" * 9000)), tmp_path)
    desk.store.journal.stage("library-1", [StagedChange("1", Field.GENRE, "y" * 9000, "Techno", reason="z" * 9000)])
    async with client_of(build_server(desk)) as client:
        text = (await client.read_resource("rekurate://staged")).contents[0].text
    row = json.loads(text)["changes"][0]
    assert [row[name][-2:] for name in ("title", "old", "reason")] == ["x…", "y…", "z…"]
    assert len(text) < 2000


@pytest.mark.parametrize("era", ERAS)
async def test_a_tool_that_there_is_not_is_answered_by_those_there_are(desk: Desk, era: str) -> None:
    async with client_of(build_server(desk), era) as client:
        said = await error_of(client, "get_playlists" + "x" * 5000, {})
    assert said.endswith(f"The tools are: {', '.join(CONTRACT)}.")
    assert len(said) < 600


async def test_the_whole_list_of_tools_stays_small(desk: Desk) -> None:
    async with client_of(build_server(desk)) as client:
        listed = await client.list_tools()
    assert len(listed.model_dump_json(exclude_none=True)) < 3000 * len(TOOLS)


@pytest.mark.parametrize("era", ERAS)
async def test_the_instructions_carry_the_workflow_in_two_kilobytes(desk: Desk, era: str) -> None:
    async with client_of(build_server(desk), era) as client:
        text = client.instructions
    assert text is not None
    assert len(text.encode()) < 2048
    steps = ["read_library", "cache_coverage", "enrich_tracks", "suggest_normalizations", "classify_tracks"]
    steps += ["auto_stage", "dispatch", "review_tracks", "preview_changes", "write_xml", "verify_import"]
    positions = [text.index(step) for step in steps]
    assert positions == sorted(positions)


async def test_prompts_and_instructions_name_only_tools_that_there_are() -> None:
    known = {*CONTRACT, "review_tracks", "classify_genres"}
    verbs = "read search get cache enrich analyze resolve suggest classify audit update preview clear lock write verify"
    for path in (ROOT / "prompts").glob("*.md"):
        named = set(re.findall(rf"`((?:{verbs.replace(' ', '|')})_[a-z_]+)", path.read_text("utf-8")))
        assert named <= known, path.name


async def test_prompts_and_instructions_pass_only_arguments_that_there_are() -> None:
    taken = {spec.name: set(spec.arguments.model_fields) for spec in TOOLS}
    taken |= {prompt.name: {argument.name for argument in prompt.arguments or ()} for prompt in build_prompts()}
    calls = [
        (path.name, tool, argument)
        for path in (ROOT / "prompts").glob("*.md")
        for tool, given in re.findall(r"`([a-z_]+)\(([^)`]+)\)`", path.read_text("utf-8"))
        for argument in re.findall(r"(\w+)=", given)
    ]
    assert len(calls) > 8
    assert [call for call in calls if call[2] not in taken[call[1]]] == []


@pytest.mark.parametrize("era", ERAS)
async def test_the_prompts_are_whole(desk: Desk, era: str) -> None:
    async with client_of(build_server(desk), era) as client:
        listed = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
        plain = await client.get_prompt("classify_genres")
        scoped = await client.get_prompt("classify_genres", {"playlist": 'The "best"'})
        audit = await client.get_prompt("audit_genres", {"genre": "House"})
        review = await client.get_prompt("review_tracks", {"batch": "3"})
    assert list(listed) == ["classify_genres", "review_tracks", "audit_genres"]
    assert all(prompt.description for prompt in listed.values())
    texts = [got.messages[0].content.text for got in (plain, scoped, audit, review)]
    assert not [text for text in texts if "{batch}" in text or "{scope}" in text]
    assert 'playlist="The \\"best\\""' in texts[1]
    assert "Only these tracks" not in texts[0]
    assert '`genre="House"`' in texts[2]
    assert "dispatch_batch=3" in texts[3]


@pytest.mark.parametrize("batch", ["0", "-1", "three", "", "1; drop", "٣"])
async def test_a_batch_that_is_no_number_is_refused_with_the_next_step(desk: Desk, batch: str) -> None:
    async with client_of(build_server(desk)) as client:
        with pytest.raises(MCPError, match="batch must be a number") as caught:
            await client.get_prompt("review_tracks", {"batch": batch})
    assert "dispatch" in str(caught.value)


@pytest.mark.parametrize("era", ERAS)
async def test_the_taxonomy_and_the_staged_changes_are_resources(desk: Desk, era: str) -> None:
    desk.store.journal.stage("library-1", [StagedChange("1", Field.GENRE, "House", "Techno", reason="the label")])
    async with client_of(build_server(desk), era) as client:
        listed = [str(resource.uri) for resource in (await client.list_resources()).resources]
        read = {uri: (await client.read_resource(uri)).contents[0].text for uri in listed}
    taxonomy, staged = json.loads(read["rekurate://taxonomy"]), json.loads(read["rekurate://staged"])
    assert {"name": "House", "family": "House", "bpm": [118.0, 130.0], "depth": 2} in taxonomy["genres"]
    assert taxonomy["digest"] == "0123456789abcdef"
    assert (staged["staged"], staged["changes"][0]["new"], staged["changes"][0]["reason"]) == (1, "Techno", "the label")
    assert r"| Weird \| \[title\](x) \*bold\* | genre | House | Techno | the label |" in read["rekurate://staged.md"]
    assert "{batch}" in read["rekurate://prompts/review_tracks"]


async def test_an_empty_stage_is_said_in_words(desk: Desk) -> None:
    async with client_of(build_server(desk)) as client:
        table = await client.read_resource("rekurate://staged.md")
    assert table.contents[0].text == "Nothing is staged.\n"


@pytest.mark.parametrize(
    ("argument", "typed", "values"),
    [
        ("playlist", "WARM", ["Warm up", "Very warm"]),
        ("genre", "my", ["My Own"]),
        ("genre", "tech", ["Tech House", "Techno"]),
        ("batch", "1", []),
    ],
)
async def test_names_are_completed_while_a_person_types(
    desk: Desk, argument: str, typed: str, values: list[str]
) -> None:
    async with client_of(build_server(desk)) as client:
        answer = await client.complete(
            PromptReference(type="ref/prompt", name="audit_genres"), {"name": argument, "value": typed}
        )
    assert answer.completion.values == values


class BrokenTaxonomy(FakeTaxonomy):
    def resolve(self, term: str) -> object:  # noqa: ARG002 - no term gets anywhere
        raise TaxonomyError("genres.toml: Acid is its own parent.")


async def test_contradicting_genre_tables_are_reported_at_the_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="rekurate"):
        async with client_of(build_server(make_desk((), tmp_path, taxonomy=BrokenTaxonomy()))) as client:
            await client.list_prompts()
        for thread in threading.enumerate():
            if thread.name == "warm-up":
                thread.join(10)
    assert "genres.toml: Acid is its own parent." in caplog.messages


def test_a_server_starts_without_what_no_first_answer_needs() -> None:
    heavy = ("sqlite3", "sqlite_utils", "sqlcipher3", "lxml", "pyrekordbox", "rich", "rapidfuzz", "anyascii", "mutagen")
    heavy += ("numpy", "essentia", "torch", "transformers", "onnxruntime", "tomllib", "dotenv")
    program = (
        "import sys\n"
        "from rekurate.compose import build_desk\n"
        "from rekurate.config import read_settings\n"
        "from rekurate.server.app import build_server\n"
        "from pathlib import Path\n"
        "build_server(build_desk(read_settings({'REKURATE_HOME': '/nowhere'}, Path('/nowhere'))))\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.strip() == "[]"
