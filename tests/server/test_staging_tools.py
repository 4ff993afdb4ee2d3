"""The staging tools as an agent sees them: whole answers, and errors that name the next call."""

from pathlib import Path

import pytest
from tests.support.approval import SPECS, Booth, Reader, digest, stage
from tests.support.library import make_library, make_playlist, make_source, make_track
from tests.support.staging import genre
from tests.support.tool import ERAS, client_of, error_of

pytestmark = pytest.mark.anyio


def delete(path: str) -> None:
    Path(path).unlink()


async def test_staging_answers_what_was_staged_and_warns(booth: Booth) -> None:
    changes = [
        {"track_id": 1, "genre": "Deap House", "year": "1999", "rating": 4, "color": "red", "reason": "by ear"},
        {"track_id": "2", "label": "Hard Steel", "album": "", "comments": None},
    ]
    async with client_of(booth.server) as client:
        result = await client.call_tool("update_tracks", {"changes": changes})
    warning = (
        "changes[0].genre: genre 'Deap House' is not in the taxonomy; staged as given "
        "(nearest: 'Deep House', 'Tech House', 'House')"
    )
    assert result.structured_content == {
        "staged": 5,
        "total_pending": 5,
        "skipped": {"already_so": 1},
        "warnings": [warning],
    }


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ([], "No changes were given"),
        ([{"track_id": "1", "rating": 9}], "0 to 5 stars"),
        ([{"track_id": "1", "rating": True}], "must be a number"),
        ([{"track_id": "1", "year": 12}], "1900 to 2099"),
        ([{"track_id": "1"}], "names no field"),
        ([{"track_id": "77", "genre": "Techno"}], "no track '77'"),
        ([{"genre": "Techno"}], "changes[0].track_id"),
        ([{"track_id": "1", "genre": "Techno", "bpm": 130}], "unknown argument 'changes[0].bpm'"),
        ([{"track_id": "1", "genre": "Techno", "approved": True}], "unknown argument 'changes[0].approved'"),
    ],
)
async def test_a_bad_row_is_named_and_nothing_is_staged(booth: Booth, changes: list[object], word: str) -> None:
    async with client_of(booth.server) as client:
        assert word in await error_of(client, "update_tracks", {"changes": changes})
    assert booth.desk.store.journal.count(booth.library_id) == 0


async def test_a_preview_shows_moves_or_rows(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        named = await stage(client, t1="Techno", t2="Techno", t3="House")
        summary = (await client.call_tool("preview_changes", {})).structured_content
        full = (await client.call_tool("preview_changes", {"format": "full", "track_ids": ["3"]})).structured_content
    assert summary == {
        "staged_digest": named,
        "total_pending": 3,
        "tracks": 3,
        "changes": 3,
        "approved": 0,
        "by_field": {"genre": 3},
        "by_confidence": {"chosen": 3},
        "moves": [
            {"old": "", "new": "Techno", "count": 2, "by_confidence": {"chosen": 2}},
            {"old": "", "new": "House", "count": 1, "by_confidence": {"chosen": 1}},
        ],
        "page": {"matched_tracks": 3, "offset": 0, "returned": 3, "has_more": False},
        "next": f'Show the person, then write_xml(staged_digest="{named}"): it asks them.',
    }
    assert (full["staged_digest"], full["rows"]) == (
        named,
        [
            {
                "track_id": "3",
                "title": "Title 3",
                "artist": "Mira Vale",
                "changes": [{"field": "genre", "old": "", "new": "House", "proposer": "agent"}],
            }
        ],
    )


async def test_a_reason_is_kept_and_what_a_call_changed_nothing_about_is_counted(booth: Booth) -> None:
    changes = [{"track_id": "1", "genre": "Techno", "reason": "by ear"}]
    async with client_of(booth.server) as client:
        await client.call_tool("update_tracks", {"changes": changes})
        again = (await client.call_tool("update_tracks", {"changes": changes})).structured_content
        full = (await client.call_tool("preview_changes", {"format": "full"})).structured_content
        (change,) = booth.desk.store.journal.staged(booth.library_id)
        booth.desk.store.approvals.approve(booth.library_id, [change.hash], "terminal")
        cleared = (await client.call_tool("clear_changes", {})).structured_content
    assert (again["staged"], again["unchanged"]) == (0, 1)
    assert full["rows"][0]["changes"][0]["reason"] == "by ear"
    assert (cleared["cleared"], cleared["approvals_voided"]) == (1, 1)


async def test_a_preview_tells_what_a_tier_promises_from_what_somebody_chose(booth: Booth) -> None:
    proposed = genre("1", confidence="high", proposer="classifier", location="/Music/1.mp3")
    booth.desk.store.journal.stage(booth.library_id, [proposed, genre("2", location="/Music/2.mp3")])
    async with client_of(booth.server) as client:
        summary = (await client.call_tool("preview_changes", {})).structured_content
        full = (await client.call_tool("preview_changes", {"format": "full"})).structured_content
    assert summary["by_confidence"] == summary["moves"][0]["by_confidence"] == {"high": 1, "chosen": 1}
    assert [row["changes"][0].get("confidence") for row in full["rows"]] == ["high", None]


async def test_a_preview_leads_nobody_to_approve_what_cannot_be_exported_any_more(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        await stage(client, t1="Techno", t2="House", t3="House")
        one, three = (make_track(id=n, title=f"Title {n}", genre=genre) for n, genre in (("1", "Trance"), ("3", "")))
        booth.desk.library.library = make_library(one, three)
        preview = (await client.call_tool("preview_changes", {})).structured_content
        await client.call_tool("clear_changes", {"track_ids": ["1", "2"]})
        rest = (await client.call_tool("preview_changes", {})).structured_content
    assert (preview["outdated"], preview["gone"]) == (1, 1)
    assert preview["next"].startswith("2 of 3 staged changes cannot be exported any more: format=full marks them")
    assert rest["next"].startswith("Show the person, then write_xml")


@pytest.mark.parametrize("era", ERAS)
async def test_a_preview_names_the_terminal_where_the_client_cannot_ask(booth: Booth, era: str) -> None:
    async with client_of(booth.server, era) as client:
        await stage(client, t1="Techno")
        summary = (await client.call_tool("preview_changes", {})).structured_content
    assert summary["next"].endswith(", once they have run `rekurate review` in a terminal.")


async def test_clearing_and_locking_answer_what_is_left(booth: Booth) -> None:
    async with client_of(booth.server) as client:
        await stage(client, t1="Techno", t2="House", t3="House")
        cleared = await client.call_tool("clear_changes", {"track_ids": ["1", "9"], "fields": ["genre"]})
        locked = await client.call_tool("lock_tracks", {"track_ids": ["2", "9"]})
        refused = await error_of(client, "update_tracks", {"changes": [{"track_id": "2", "genre": "Techno"}]})
        unlocked = await client.call_tool("lock_tracks", {"track_ids": ["2"], "locked": False})
        wrong = await error_of(client, "clear_changes", {"fields": ["bpm"]})
        everything = await client.call_tool("clear_changes", {})
    assert cleared.structured_content == {"cleared": 1, "remaining": 2, "nothing_staged": ["9"]}
    assert locked.structured_content == {"changed": 1, "total_locked": 1, "cleared": 1, "missing_ids": ["9"]}
    assert "track 2 ('Mira Vale - Title 2') is locked" in refused
    assert unlocked.structured_content == {"changed": 1, "total_locked": 0}
    assert "'genre'" in wrong
    assert everything.structured_content == {"cleared": 1, "remaining": 0}


async def test_an_empty_playlist_is_not_taken_for_locked(booth: Booth) -> None:
    booth.desk.library.library = make_library(make_track(id="1"), playlists=(make_playlist("Smart", ()),))
    async with client_of(booth.server) as client:
        answer = await client.call_tool("lock_tracks", {"playlist": "Smart"})
    assert answer.structured_content["changed"] == 0
    assert "the rules of a smart playlist are not evaluated" in answer.structured_content["notes"][0]


async def test_a_playlist_beside_ids_is_not_taken_for_locked(booth: Booth) -> None:
    async with client_of(booth.server) as client:
        both = await client.call_tool("lock_tracks", {"track_ids": ["1"], "playlist": "Peak"})
        ids = await client.call_tool("lock_tracks", {"track_ids": ["2"]})
    assert both.structured_content["changed"] == 1
    assert both.structured_content["notes"][0].startswith("Beside `track_ids` the playlist counts for nothing")
    assert "notes" not in ids.structured_content


async def test_an_export_can_be_listed_verified_and_undone(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        assert "write_xml" in await error_of(client, "undo_export", {})
        assert "write_xml" in await error_of(client, "verify_import", {})
        await stage(client, t1="Techno", t2="House")
        written = (await client.call_tool("write_xml", {"playlists": []})).structured_content
        tracks = (make_track(id="1", title="Title 1", genre="Techno"), make_track(id="2", title="Title 2"))
        booth.desk.library.library = make_library(*tracks)
        listed = (await client.call_tool("list_exports", {})).structured_content
        verified = (await client.call_tool("verify_import", {})).structured_content
        undone = (await client.call_tool("undo_export", {"export_id": "1"})).structured_content
        assert len(await digest(client)) == 16
    assert listed["exports"] == [
        {
            "export_id": "1",
            "at": "2024-06-01T12:00:00+00:00",
            "path": written["path"],
            "file_exists": True,
            "sha256": written["sha256"],
            "tracks": 2,
            "changes": 2,
            "playlist": written["playlist"],
            "moves": [{"old": "", "new": "House", "count": 1}, {"old": "", "new": "Techno", "count": 1}],
        }
    ]
    assert verified["counts"] == {"applied": 1, "not_applied": 1}
    assert [(row["track_id"], row["status"], row["exported"], row["now"]) for row in verified["rows"]] == [
        ("2", "not_applied", {"genre": "House"}, {"genre": ""})
    ]
    assert (undone["staged"], undone["kept"], undone["kept_changes"][0]["reason"]) == (
        1,
        {"already_undone": 1},
        "already_undone",
    )


async def test_an_undo_beside_other_changes_says_that_a_yes_covers_them_too(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        await stage(client, t1="Techno")
        await client.call_tool("write_xml", {})
        genres = (("1", "Techno"), ("2", ""), ("3", ""))
        imported = (make_track(id=n, title=f"Title {n}", genre=genre) for n, genre in genres)
        since = make_source(modified_at="2024-06-02T12:00:00+00:00", stamp="saved since")
        booth.desk.library.library = make_library(*imported, source=since)
        alone = (await client.call_tool("undo_export", {})).structured_content
        await stage(client, t2="House", t3="House")
        beside = (await client.call_tool("undo_export", {})).structured_content
        await client.call_tool("lock_tracks", {"track_ids": ["1"], "locked": True})
        none = (await client.call_tool("undo_export", {})).structured_content
    assert alone["next"].endswith("after the person's yes.")
    assert "warnings" not in alone
    assert (none["staged"], none["kept"], none["next"][:18]) == (0, {"locked": 1}, "Nothing was staged")
    assert "The stage holds 2 other changes, and a yes covers them too" in beside["next"]


async def test_an_export_whose_file_was_deleted_before_its_import_says_how_to_stage_it_again(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        await stage(client, t1="Techno")
        written = (await client.call_tool("write_xml", {})).structured_content
        there = (await client.call_tool("verify_import", {})).structured_content["what_to_do"]["not_applied"]
        delete(written["path"])
        gone = (await client.call_tool("verify_import", {})).structured_content["what_to_do"]["not_applied"]
    assert "import them" in there
    assert written["path"] in gone
    assert "update_tracks" in gone


async def test_an_import_that_was_not_made_is_not_told_track_by_track(booth: Booth) -> None:
    tracks = [make_track(id=str(n), title=f"Title {n}", genre="") for n in range(60)]
    booth.desk.library.library = make_library(*tracks)
    changes = [{"track_id": track.id, "genre": "Techno"} for track in tracks]
    async with client_of(booth.server, elicitation_callback=Reader()) as client:
        await client.call_tool("update_tracks", {"changes": changes})
        await client.call_tool("write_xml", {})
        answer = await client.call_tool("verify_import", {})
    verified = answer.structured_content
    assert verified["counts"] == {"not_applied": 60}
    assert 0 < len(verified["rows"]) == 60 - verified["more_rows"] < 30


async def test_hints_say_what_each_tool_may_do() -> None:
    hints = {module.TOOL.name: module.TOOL.hints for module in SPECS}
    reading = {name for name, hint in hints.items() if hint.read_only_hint}
    destroying = {name for name, hint in hints.items() if hint.destructive_hint}
    assert reading == {"preview_changes", "list_exports", "verify_import"}
    assert destroying == {"clear_changes", "lock_tracks"}
    assert not any(hint.open_world_hint for hint in hints.values())


async def test_the_question_names_what_was_exported_and_is_not_imported_yet(booth: Booth) -> None:
    person = Reader()
    async with client_of(booth.server, elicitation_callback=person) as client:
        await client.call_tool("update_tracks", {"changes": [{"track_id": "1", "comments": "checked"}]})
        await client.call_tool("write_xml", {})
        await stage(client, t1="Techno")
        await client.call_tool("write_xml", {})
    first, second = person.questions
    assert "had another comments exported" not in first
    assert "1 of the staged tracks had another comments exported, which this library does not show." in second
