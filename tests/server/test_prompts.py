"""A reviewer's prompt leads to the very batch that was handed out, and a wrong call says what is right."""

import inspect
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, PromptReference
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.tool import ERAS, client_of

from rekurate.classify.answering import explain, quick
from rekurate.server.app import Server, build_server
from rekurate.server.tools import audit_genres, classify_tracks

pytestmark = pytest.mark.anyio
PROMPTS = Path(__file__).resolve().parents[2] / "prompts"


@pytest.fixture
def server(tmp_path: Path) -> Server:
    tracks = [make_track(id=str(n), artist=f"Artist {n}", genre="") for n in range(4)]
    return build_server(make_desk(make_library(*tracks, playlists=(make_playlist("Late", ("3",)),)), tmp_path))


async def text_of(server: Server, era: str = "auto", name: str = "review_tracks", **given: str) -> str:
    async with client_of(server, era) as client:
        return (await client.get_prompt(name, given)).messages[0].content.text


async def refusal_of(server: Server, era: str, name: str, given: dict[str, str]) -> str:
    async with client_of(server, era) as client:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt(name, given)
    assert caught.value.error.code == INVALID_PARAMS
    return str(caught.value)


def call_in(text: str) -> dict[str, Any]:
    """Return the arguments of the first call of `classify_tracks` in a prompt."""
    said = re.search(r"`classify_tracks\((.+?)\)`,", text)
    assert said
    pairs = re.split(r", (?=\w+=)", said[1])
    return {name: json.loads(value) for name, _, value in (pair.partition("=") for pair in pairs)}


@pytest.mark.parametrize("era", ERAS)
async def test_a_reviewer_is_given_the_call_that_listed_the_batch(server: Server, era: str) -> None:
    overrides = '[{"from": "DnB", "to": "Drum & Bass"}]'
    text = await text_of(server, era, batch="1", playlist="Late", genre_overrides=overrides)
    asked = call_in(text)
    assert asked == {
        "format": "dispatch",
        "dispatch_batch": 1,
        "playlist": "Late",
        "genre_overrides": json.loads(overrides),
    }
    async with client_of(server, era) as client:
        done = await client.call_tool("classify_tracks", asked | {"genre_overrides": []})
    assert [row["id"] for artist in done.structured_content["artists"] for row in artist["tracks"]] == ["3"]


async def test_without_a_playlist_and_overrides_the_call_names_none(server: Server) -> None:
    assert call_in(await text_of(server, batch="2")) == {"format": "dispatch", "dispatch_batch": 2}


@pytest.mark.parametrize(
    "overrides", ["DnB", "3", '{"from": "a", "to": "b"}', '["a"]', '[{"from": "a"}]', '[{"from": "a", "to": ""}]']
)
async def test_overrides_that_are_none_are_refused_with_an_example(server: Server, overrides: str) -> None:
    said = await refusal_of(server, "auto", "review_tracks", {"batch": "1", "genre_overrides": overrides})
    assert '[{"from": "DnB", "to": "Drum & Bass"}]' in said


async def test_the_playlist_of_a_review_is_completed(server: Server) -> None:
    async with client_of(server) as client:
        answer = await client.complete(
            PromptReference(type="ref/prompt", name="review_tracks"), {"name": "playlist", "value": "la"}
        )
    assert answer.completion.values == ["Late"]


async def test_the_guide_for_agents_without_prompts_has_no_open_place_but_the_batch(server: Server) -> None:
    async with client_of(server) as client:
        text = (await client.read_resource("rekurate://prompts/review_tracks")).contents[0].text
    assert set(re.findall(r"{\w+}", text)) == {"{batch}"}


async def test_the_review_promises_what_a_row_of_a_batch_has(server: Server) -> None:
    text = await text_of(server, batch="1")
    async with client_of(server) as client:
        done = await client.call_tool("classify_tracks", {"format": "dispatch", "dispatch_batch": 1})
    rows = [row for artist in done.structured_content["artists"] for row in artist["tracks"]]
    promised = text[text.index("Each track has") : text.index("`staged_genre`")]
    known = {"current_genre", "genre", "confidence", "evidence", "candidates", "flags"}
    assert set(re.findall(r"`(\w+)`", promised)) == known
    assert not [row for row in rows if {"votes", "missing"} & row.keys()]


async def test_the_review_explains_every_flag_that_a_row_may_carry(server: Server) -> None:
    source = inspect.getsource(explain) + inspect.getsource(quick)
    flags = set(re.findall(r'"([a-z]+(?:-[a-z]+)+|overridden)"', source))
    assert {"no-evidence", "weak-confirmation", "broad-current", "overridden"} <= flags
    text = await text_of(server, batch="1")
    assert {flag for flag in flags if f"`{flag}`" not in text} == set()


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("review_tracks", {}), "'batch' is required. Arguments of review_tracks: batch (required), playlist"),
        (("review_tracks", {"batch": "1", "list": "x"}), "unknown argument 'list'. Arguments of review_tracks: batch"),
        (("classify_genres", {"foo": "1"}), "unknown argument 'foo'. Arguments of classify_genres: playlist."),
        (("nope", {}), "no prompt 'nope'. The prompts are: classify_genres, review_tracks, audit_genres."),
    ],
)
async def test_a_wrong_call_of_a_prompt_names_what_is_right_and_is_no_crash(
    server: Server, caplog: pytest.LogCaptureFixture, era: str, asked: tuple[str, dict[str, str]], said: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert said in await refusal_of(server, era, *asked)
    assert not [record for record in caplog.records if record.exc_info]


async def test_the_audit_offers_overrides_only_if_its_tool_takes_them() -> None:
    text = (PROMPTS / "audit_genres.md").read_text("utf-8")
    assert "genre_overrides" in classify_tracks.Arguments.model_fields
    assert ("genre_overrides" in text) == ("genre_overrides" in audit_genres.Arguments.model_fields)
