"""No answer crowds out a client: pages end early and go on, ids and reasons are cut with a sign of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from tests.support.approval import Reader
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.tool import client_of
from tests.support.witnesses import ScriptedWitness
from tests.support.writing import FakeWriter

from rekurate.curation.gathering.tally import Failure
from rekurate.model import Field, Outcome, StagedChange
from rekurate.server.app import Server, build_server
from rekurate.server.views.gather import FailureView

pytestmark = pytest.mark.anyio
MOST = 40_000
LONG = "A genre name that somebody made as long as it would go, " * 5
TRACKS = tuple(make_track(id=str(n), title=f"Title {n} {LONG}") for n in range(60))
SELECTING = (
    *("search_tracks", "cache_coverage", "enrich_tracks", "resolve_tracks_data", "preview_changes"),
    *("evaluate_classifier", "lock_tracks", "analyze_audio_batch"),
)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Serve sixty tracks, each staged in every text field with the longest words there are."""
    witness = ScriptedWitness(answers=dict.fromkeys((track.title for track in TRACKS), Outcome.ERROR))
    desk = make_desk(make_library(*TRACKS), tmp_path, witnesses={"discogs": witness})
    rows = [
        StagedChange(track.id, field, LONG, f"{track.id} {LONG}", reason=LONG)
        for track in TRACKS
        for field in (Field.GENRE, Field.LABEL, Field.ALBUM, Field.COMMENTS)
    ]
    desk.store.journal.stage("library-1", rows)
    return build_server(desk)


async def said(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert len(result.content[0].text) < MOST
    return result.structured_content


async def test_the_rows_of_a_preview_come_in_pages_that_fit_and_miss_no_track(server: Server) -> None:
    seen: list[str] = []
    offset: int | None = 0
    async with client_of(server) as client:
        while offset is not None:
            answer = await said(client, "preview_changes", format="full", offset=offset)
            seen += [row["track_id"] for row in answer["rows"]]
            assert answer["page"]["has_more"] is (len(seen) < len(TRACKS))
            offset = answer["page"].get("next_offset")
    assert sorted(seen, key=int) == [track.id for track in TRACKS]


async def test_a_summary_of_the_stage_covers_all_of_it_and_promises_no_other_page(server: Server) -> None:
    async with client_of(server) as client:
        answer = await said(client, "preview_changes")
    assert answer["page"] == {"matched_tracks": 60, "offset": 0, "returned": 60, "has_more": False}
    assert len(answer["moves"]) + answer["more_moves"] == 60


@pytest.mark.parametrize("tool", SELECTING)
async def test_ids_that_nobody_knows_are_listed_in_short_and_counted(server: Server, tool: str) -> None:
    unknown = ["x" * 50_000, *(f"gone-{n}" for n in range(99))]
    async with client_of(server) as client:
        answer = await said(client, tool, track_ids=["1", *unknown])
    listed = answer["missing_ids"]
    assert len(listed) + answer["more_missing_ids"] == 100
    assert (listed[0], listed[1]) == ("x" * 39 + "…", "gone-0")


async def test_what_had_nothing_staged_is_listed_in_short_and_counted(server: Server) -> None:
    async with client_of(server) as client:
        answer = await said(client, "clear_changes", track_ids=["1", *(f"gone-{n}" for n in range(100))])
    assert len(answer["nothing_staged"]) + answer["more_nothing_staged"] == 100


async def test_an_unknown_id_is_repeated_in_short(server: Server) -> None:
    async with client_of(server) as client:
        result = await client.call_tool("get_track", {"track_id": "x" * 50_000})
    assert len(result.content[0].text) < 300
    assert "search_tracks" in result.content[0].text


def test_a_reason_that_is_cut_says_so() -> None:
    short, long = (FailureView.of(Failure("1", "discogs", "error", reason)).reason for reason in ("Gone.", LONG))
    assert (short, long[-1], json.dumps(long).count("A genre name")) == ("Gone.", "…", 5)


async def test_what_did_not_arrive_and_what_stays_are_listed_as_far_as_they_fit_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracks = tuple(track._replace(genre="", artist=LONG, album="", comments="") for track in TRACKS)
    desk = make_desk(make_library(*tracks), tmp_path)
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    texts = (Field.GENRE, Field.LABEL, Field.ALBUM, Field.COMMENTS)
    rows = [StagedChange(track.id, field, "", LONG[:255], reason=LONG) for track in tracks for field in texts]
    desk.store.journal.stage("library-1", rows)
    async with client_of(build_server(desk), elicitation_callback=Reader()) as client:
        preview = await said(client, "preview_changes")
        await said(client, "write_xml", staged_digest=preview["staged_digest"])
        desk.library.library = make_library(
            *(track._replace(genre=f"{track.id} {LONG}", album=LONG) for track in tracks)
        )
        verified = await said(client, "verify_import")
        undone = await said(client, "undo_export")
    assert 0 < len(verified["rows"]) == 60 - verified["more_rows"]
    assert 0 < len(undone["kept_changes"]) < sum(undone["kept"].values())
