import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.tool import client_of, error_of

from rekurate.curation.desk import Desk
from rekurate.model import Field, Observation, Outcome, StagedChange, Term, TrackKind, recording_key
from rekurate.server.app import build_server

pytestmark = pytest.mark.anyio
LONG = "Ein sehr langer Name " * 60


TRACK = make_track(
    id="1", title="Night Drive", genre="House", label="Night Groove", bpm=126.004, key="Am", rating=4, year=2020,
    remixer="Ana", album="Drives", comments="peak time", color="0xff0000", play_count=3, my_tags=("Mood/Dark",),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    tracks = (TRACK, make_track(id="2", title="Stream", kind=TrackKind.STREAMING, added=""))
    made = make_desk(make_library(*tracks, playlists=(make_playlist("Warm up", ("1", "gone")),)), tmp_path)
    made.store.journal.stage("library-1", [StagedChange("1", Field.GENRE, "House", "Techno", "agent", "low", "ears")])
    terms = tuple(Term("effnet", f"Electronic---Style {number}", number / 400) for number in range(400))
    facts = {"url": "https://example.org/" + "x" * 2000, "names": ["a"] * 900}
    said = Observation(
        recording_key(TRACK), "effnet", Outcome.USABLE, terms, facts, {"query": "q"}, "2024-05-31T12:00:00+00:00", "1"
    )
    made.store.evidence.record([said])
    return made


async def answer(desk: Desk, name: str, **arguments: Any) -> Any:
    async with client_of(build_server(desk)) as client:
        result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def test_a_playlist_says_which_filters_it_beats(desk: Desk) -> None:
    shown = await answer(desk, "search_tracks", playlist="Warm up", bpm_min=170)
    assert ([track["id"] for track in shown["tracks"]], shown["notes"]) == (
        ["1"],
        ["Beside `playlist` these count for nothing: bpm_min."],
    )


@pytest.mark.parametrize(
    ("tool", "idle"),
    [
        ("cache_coverage", "bpm_min"),
        ("enrich_tracks", "bpm_min"),
        ("analyze_audio_batch", "bpm_min"),
        ("resolve_tracks_data", "bpm_min, has_genre"),
    ],
)
async def test_gathering_says_which_filters_a_playlist_beats(desk: Desk, tool: str, idle: str) -> None:
    shown = await answer(desk, tool, playlist="Warm up", bpm_min=170, has_genre=True)
    assert shown["notes"] == [f"Beside `playlist` these count for nothing: {idle}."]
    assert "notes" not in await answer(desk, tool, playlist="Warm up")


@pytest.mark.parametrize(
    ("tool", "whole"),
    [
        ("cache_coverage", {}),
        ("evaluate_classifier", {}),
        ("preview_changes", {}),
        ("classify_tracks", {"format": "summary", "all_pages": True}),
        ("audit_genres", {"format": "summary", "all_pages": True}),
    ],
)
async def test_an_answer_about_the_whole_selection_says_that_it_has_no_pages(
    desk: Desk, tool: str, whole: dict[str, object]
) -> None:
    said = "All of it is covered at once, so these count for nothing: max_tracks."
    assert said in (await answer(desk, tool, max_tracks=5, **whole))["notes"]
    assert said not in (await answer(desk, tool, **whole)).get("notes", ())


async def test_a_playlist_without_tracks_is_said_to_be_perhaps_a_smart_one(tmp_path: Path) -> None:
    desk = make_desk(make_library(TRACK, playlists=(make_playlist("Smart", ()),)), tmp_path)
    shown = await answer(desk, "search_tracks", playlist="Smart")
    assert (shown["tracks"], "smart playlist are not evaluated" in shown["notes"][0]) == ([], True)
    assert "notes" not in await answer(desk, "search_tracks", track_ids=["gone"])


async def test_the_playlists_of_a_track_are_listed_as_long_as_they_fit_and_counted(tmp_path: Path) -> None:
    lists = tuple(make_playlist(f"{LONG} {n}", ("1",), id=str(n)) for n in range(90))
    shown = await answer(make_desk(make_library(TRACK, playlists=lists), tmp_path), "get_track", track_id="1")
    assert len(json.dumps(shown)) < 20_000
    assert 0 < len(shown["playlists"]) == 90 - shown["more_playlists"]


async def test_search_shows_what_a_track_has_and_what_is_staged(desk: Desk) -> None:
    assert await answer(desk, "search_tracks") == {
        "tracks": [
            {
                "id": "1", "title": "Night Drive", "artist": "Mira Vale", "remixer": "Ana", "album": "Drives",
                "genre": "House", "label": "Night Groove", "bpm": 126.0, "key": "Am", "rating": 4, "year": 2020,
                "added": "2024-01-01", "staged_genre": "Techno",
            },
            {"id": "2", "title": "Stream", "artist": "Mira Vale", "kind": "streaming"},
        ],
        "page": {"matched_tracks": 2, "offset": 0, "returned": 2, "has_more": False},
    }  # fmt: skip


async def test_a_genre_that_is_to_be_cleared_is_shown_as_staged(tmp_path: Path) -> None:
    desk = make_desk(make_library(TRACK), tmp_path)
    desk.store.journal.stage("library-1", [StagedChange("1", Field.GENRE, "House", "")])
    assert (await answer(desk, "search_tracks"))["tracks"][0]["staged_genre"] == ""


async def test_one_track_is_shown_whole(desk: Desk) -> None:
    shown = await answer(desk, "get_track", track_id="1")
    assert shown["track"]["comments"] == "peak time"
    assert shown["track"]["my_tags"] == ["Mood/Dark"]
    assert shown["track"]["location"] == "/Music/1.mp3"
    assert (shown["playlists"], shown["locked"]) == (["Warm up"], False)
    assert shown["staged"] == [
        {
            "field": "genre",
            "old": "House",
            "new": "Techno",
            "proposer": "agent",
            "confidence": "low",
            "reason": "ears",
        }
    ]
    line = shown["evidence"][0]
    assert (line["source"], line["outcome"], line["age_days"]) == ("effnet", "usable", 1.0)
    assert line["says"].startswith("Electronic---Style 399, Electronic---Style 398")


async def test_evidence_is_shown_whole_but_never_endless(desk: Desk) -> None:
    row = (await answer(desk, "resolve_tracks_data", track_ids=["1"]))["tracks"][0]
    said = row["evidence"][0]
    assert (len(said["terms"]), said["more_terms"], said["proof"]) == (25, 375, {"query": "q"})
    assert said["terms"][0] == {"text": "Electronic---Style 399", "vocabulary": "effnet", "strength": 0.998}
    assert (len(said["facts"]["url"]), len(said["facts"]["names"])) == (500, 50)


async def test_compact_evidence_is_a_line_a_source(desk: Desk) -> None:
    row = (await answer(desk, "resolve_tracks_data", track_ids=["1"], format="compact"))["tracks"][0]
    assert list(row["evidence"][0]) == ["source", "outcome", "age_days", "says"]


async def test_the_library_is_shown_in_numbers(desk: Desk) -> None:
    shown = await answer(desk, "read_library")
    assert shown["source"] == {
        "kind": "database",
        "path": str(Path("/Users/dj/Library/Pioneer/rekordbox/master.db")),
        "product": "rekordbox 7.2.8",
        "modified_at": "2024-06-01T12:00:00+00:00",
        "age_hours": 0.0,
    }
    counted = (shown["tracks"], shown["streaming"], shown["without_genre"], shown["without_genre_percent"])
    assert counted == (2, 1, 1, 50.0)
    assert shown["genres"]["canonical"] == {"strings": 1, "tracks": 1, "top": [{"text": "House", "count": 1}]}
    assert shown["playlists"] == [{"id": "p-Warm up", "path": "Warm up", "tracks": 2}]
    assert (shown["labels"], shown["staged_changes"]) == ([{"label": "Night Groove", "count": 1}], 1)


async def test_no_default_answer_is_too_long_for_a_client(tmp_path: Path) -> None:
    tracks = [
        make_track(id=str(n), title=f"{n} {LONG}", artist=LONG, genre=f"{LONG}{n}", label=f"{LONG}{n}", album=LONG)
        for n in range(300)
    ]
    playlists = tuple(make_playlist(f"{LONG}{n}", (), path=f"{LONG}{n}") for n in range(300))
    desk = make_desk(make_library(*tracks, playlists=playlists, warnings=(LONG,) * 50), tmp_path)
    terms = tuple(Term("effnet", f"{LONG}{number}") for number in range(30))
    desk.store.evidence.record([Observation(recording_key(track), "effnet", Outcome.WEAK, terms) for track in tracks])
    for name, arguments in (
        ("search_tracks", {}),
        ("read_library", {}),
        ("resolve_tracks_data", {}),
        ("resolve_tracks_data", {"format": "compact"}),
        ("get_track", {"track_id": "7"}),
    ):
        assert len(json.dumps(await answer(desk, name, **arguments), ensure_ascii=False)) < 42_000, name


@pytest.mark.parametrize("asked", [{}, {"max_tracks": 200}], ids=str)
async def test_a_page_that_was_cut_goes_on_where_it_was_cut(tmp_path: Path, asked: dict[str, int]) -> None:
    tracks = [make_track(id=str(n), title=f"{n:03} {LONG}", artist=LONG, album=LONG, label=LONG) for n in range(120)]
    desk, seen, offset = make_desk(make_library(*tracks), tmp_path), [], 0
    while offset is not None:
        shown = await answer(desk, "search_tracks", offset=offset, **asked)
        assert len(json.dumps(shown, ensure_ascii=False)) < 42_000
        assert shown["page"]["returned"] == len(shown["tracks"]) > 0
        seen += [track["id"] for track in shown["tracks"]]
        offset = shown["page"].get("next_offset")
    assert seen == [str(n) for n in range(120)]


async def test_who_asks_for_two_hundred_rows_gets_them_when_they_fit(tmp_path: Path) -> None:
    desk = make_desk(make_library(*(make_track(id=str(n), title=f"{n:03}") for n in range(250))), tmp_path)
    shown = await answer(desk, "search_tracks", max_tracks=200)
    assert (shown["page"]["returned"], shown["page"]["next_offset"]) == (200, 200)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("search_tracks", {"max_tracks": 201}, "less than or equal to 200"),
        ("search_tracks", {"offset": -1}, "greater than or equal to 0"),
        ("search_tracks", {"track_ids": []}, "`track_ids` is empty"),
        ("search_tracks", {"added_after": "soon"}, "ISO date"),
        ("search_tracks", {"rating_min": 6}, "less than or equal to 5"),
        ("search_tracks", {"playlist": "x" * 3_900}, "x…'. Nearest: 'Warm up'. `read_library` lists them."),
        ("get_track", {"track_id": "99"}, "`search_tracks` finds ids"),
        ("resolve_tracks_data", {"format": "short"}, "'full' or 'compact'"),
        ("read_library", {"refresh": True}, "Arguments of read_library: none."),
    ],
)
async def test_bad_input_is_refused_with_what_would_be_good(
    desk: Desk, name: str, arguments: dict[str, Any], said: str
) -> None:
    async with client_of(build_server(desk)) as client:
        assert said in await error_of(client, name, arguments)
