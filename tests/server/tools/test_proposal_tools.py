import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import genre

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import Row
from rekurate.errors import BadRequest
from rekurate.model import Action, Candidate, Confidence, Library, Proposal, Track, TrackKind, Vote
from rekurate.server.arguments import read_arguments
from rekurate.server.tools import audit_genres, classify_tracks, evaluate_classifier
from rekurate.server.views.proposal import ProposalView

LONGEST = 40_000


def call(tool: Any, desk: Desk, **arguments: object) -> dict[str, Any]:
    read = read_arguments(tool.Arguments, tool.TOOL.name, arguments)
    return json.loads(tool.run(desk, read, None).model_dump_json(exclude_none=True))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(make_crates(240, noise=0.1, ungenred=80), tmp_path)


def wordy(number: int) -> Track:
    """Return a track whose every text is as long as Rekordbox lets it be, and full of quotes to escape."""
    text = '"\\é🎛' * 60
    return make_track(
        id=str(900_000 + number),
        title=f"{number}{text}",
        artist=f"{text}{number % 7}",
        album=text,
        comments=text,
        label=text,
    )


def test_a_compact_row_is_one_line_of_evidence(desk: Desk) -> None:
    row = call(classify_tracks, desk, format="compact", max_tracks=1)["results"][0]
    assert set(row) == {"id", "artist", "title", "genre", "confidence", "action", "evidence"}


def test_a_full_row_has_votes_candidates_and_probability(desk: Desk) -> None:
    row = call(classify_tracks, desk, max_tracks=1)["results"][0]
    assert {"votes", "candidates", "probability", "bpm"} <= set(row)
    assert set(row["votes"][0]) >= {"source", "term", "genre", "weight"}


@pytest.mark.parametrize("form", ["summary", "compact", "full", "dispatch"])
def test_default_pages_fit_a_client_however_long_the_texts(tmp_path: Path, form: str) -> None:
    crates = make_crates(60)
    library = Library.of(crates.source, (*crates.tracks, *(wordy(n) for n in range(400))), crates.playlists)
    answer = call(classify_tracks, make_desk(library, tmp_path), format=form)
    assert len(json.dumps(answer, ensure_ascii=False)) < LONGEST


def test_a_page_cut_for_length_goes_on_where_it_was_cut(tmp_path: Path) -> None:
    desk = make_desk(make_library(*(wordy(n) for n in range(150))), tmp_path)
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        answer = call(classify_tracks, desk, max_tracks=200, offset=offset)
        seen += [row["id"] for row in answer["results"]]
        offset = answer["page"].get("next_offset")
    assert len(seen) == len(set(seen)) == 150


def test_a_dispatch_page_cut_for_length_goes_on_where_it_was_cut(tmp_path: Path) -> None:
    tracks = [wordy(n)._replace(artist=f"{n} {wordy(n).artist}") for n in range(1200)]
    desk = make_desk(make_library(*tracks), tmp_path)
    desk.store.journal.stage("library-1", [genre(track.id, "of many words " * 9) for track in tracks[:150]], "user")
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None and offset < 300:
        answer = call(classify_tracks, desk, format="dispatch", offset=offset)
        assert len(json.dumps(answer, ensure_ascii=False)) < LONGEST
        shown = [row["id"] for artist in answer["artists"] for row in artist["tracks"]]
        assert len(shown) == answer["page"]["returned"] > 10
        seen += shown
        offset = answer["page"].get("next_offset")
    assert len(seen) == len(set(seen)) == offset


def test_batches_alone_are_listed_further_than_beside_a_page(tmp_path: Path) -> None:
    tracks = [wordy(n)._replace(artist=f"{n // 12} {wordy(n).artist}") for n in range(3000)]
    desk = make_desk(make_library(*tracks), tmp_path)
    beside, alone = (call(classify_tracks, desk, format="dispatch", all_pages=whole) for whole in (False, True))
    assert len(beside["batches"]) < len(alone["batches"]) == alone["dispatch_stats"]["total_batches"]
    assert len(json.dumps(alone, ensure_ascii=False)) < LONGEST
    assert "all_pages=true lists more, and dispatch_batch" in beside["notes"][-1]


def test_batches_that_no_answer_can_list_are_asked_for_by_number(tmp_path: Path) -> None:
    tracks = [wordy(n)._replace(artist=f"{n // 10} {wordy(n).artist}") for n in range(6000)]
    answer = call(classify_tracks, make_desk(make_library(*tracks), tmp_path), format="dispatch", all_pages=True)
    listed, total = len(answer["batches"]), answer["dispatch_stats"]["total_batches"]
    assert answer["notes"][-1] == (
        f"Batches {listed + 1} to {total} are not listed for want of room: dispatch_batch asks for any."
    )


def test_a_summary_of_everything_has_no_rows(desk: Desk) -> None:
    answer = call(classify_tracks, desk, format="summary", all_pages=True)
    assert answer["summary"]["total"] == 80
    assert "results" not in answer
    assert set(answer["summary"]["by_genre"][0]) == {"genre", "count", "by_confidence", "top_artists"}


@pytest.mark.parametrize("tool", [classify_tracks, audit_genres])
def test_a_summary_of_one_page_says_that_it_is_no_more(desk: Desk, tool: Any) -> None:
    page = call(tool, desk, format="summary", max_tracks=7)
    said = f"This counts 7 of {page['page']['matched_tracks']} tracks: all_pages=true counts all of them."
    assert (page["summary"]["total"], said in page["notes"]) == (7, True)
    whole = call(tool, desk, format="summary", all_pages=True)
    assert not [note for note in whole.get("notes", ()) if "This counts" in note]


def test_a_summary_of_hundreds_of_genres_fits_a_client_and_counts_what_it_leaves_out(tmp_path: Path) -> None:
    genred = [
        make_track(
            id=f"{genre}-{n}",
            artist=f"Artist number {genre} of a wide library",
            genre=f'Own "genre" number {genre} {"of long name " * 9}' if n < 4 else "",
            location="",
            added="",
        )
        for genre in range(300)
        for n in range(6)
    ]
    answer = call(classify_tracks, make_desk(make_library(*genred), tmp_path), format="summary", all_pages=True)
    shown = answer["summary"]["by_genre"]
    assert len(json.dumps(answer, ensure_ascii=False)) < LONGEST
    assert len(shown) + answer["summary"]["more_genres"] == 300
    assert sum(tally["count"] for tally in shown) + answer["summary"]["more_genre_tracks"] == 600


@pytest.mark.parametrize(("count", "shown", "more"), [(7, 7, None), (15, 12, 3)])
def test_full_rows_show_every_vote_and_candidate_and_count_what_nobody_would_read(
    count: int, shown: int, more: int | None
) -> None:
    votes = tuple(Vote("own", "own_playlist", f"list {n}", "House", 1.0) for n in range(count))
    candidates = tuple(Candidate(f"Genre {n}", 0.2, bpm_plausible=True) for n in range(5))
    row = Row(
        make_track(id="1"), Proposal("1", "House", Confidence.HIGH, Action.SUGGEST, 0.97, votes, candidates, (), ())
    )
    full, sent = ProposalView.full(row), ProposalView.dispatched(row)
    assert (len(full.votes or ()), full.more_votes, len(full.candidates or ())) == (shown, more, 5)
    assert (sent.votes, sent.more_votes, len(sent.candidates or ())) == (None, None, 3)
    assert full.probability == sent.probability == 0.97


def test_all_pages_of_rows_is_refused_with_the_way_to_page(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="Page through rows with max_tracks and offset"):
        call(classify_tracks, desk, format="full", all_pages=True)


def test_staging_is_reported(desk: Desk) -> None:
    answer = call(classify_tracks, desk, format="summary", all_pages=True, auto_stage=["high", "medium"])
    tiers = answer["summary"]["by_confidence"]
    assert answer["staging"] == {
        "staged": tiers["high"] + tiers["medium"],
        "total_pending": tiers["high"] + tiers["medium"],
        "skipped": {},
    }


@pytest.mark.parametrize("part", [{"dispatch_batch": 1, "all_pages": True}, {"dispatch_batch": 1}, {"max_tracks": 5}])
def test_a_part_of_a_dispatch_stages_no_tiers_of_the_whole(desk: Desk, part: dict[str, object]) -> None:
    with pytest.raises(BadRequest, match="update_tracks stages what you decide of a batch"):
        call(classify_tracks, desk, format="dispatch", auto_stage=["low"], **part)
    assert desk.store.journal.count("library-1") == 0
    whole = call(classify_tracks, desk, format="dispatch", auto_stage=["low"], all_pages=True)
    assert whole["staging"]["staged"] == whole["summary"]["by_confidence"]["low"] > 0


def test_overrides_are_from_and_to(desk: Desk) -> None:
    answer = call(classify_tracks, desk, genre_overrides=[{"from": "House", "to": "Deep House"}], max_tracks=80)
    genres = {row.get("genre") for row in answer["results"]}
    assert "Deep House" in genres
    assert "House" not in genres


def test_a_genre_is_proposed_by_the_name_that_an_override_gives_it(tmp_path: Path) -> None:
    genres = ["Drum & Bass"] * 40 + [""] * 4
    tracks = [make_track(id=str(n), artist="Ray", label="Roll", genre=genre) for n, genre in enumerate(genres)]
    desk = make_desk(make_library(*tracks), tmp_path)
    answer = call(classify_tracks, desk, format="compact", genre_overrides=[{"from": "drum and bass", "to": "DnB"}])
    assert [row["genre"] for row in answer["results"]] == ["DnB"] * 4


def test_one_batch_of_a_dispatch_is_that_batch(tmp_path: Path) -> None:
    tracks = (make_track(id=f"{a}{n}", artist=a, location="", added="") for a in ("ana", "bo") for n in range(12))
    desk = make_desk(make_library(*tracks), tmp_path)
    answer = call(classify_tracks, desk, format="dispatch", dispatch_batch=2)
    assert [(group["artist"], group["track_count"]) for group in answer["artists"]] == [("bo", 12)]
    assert answer["dispatch_stats"] == {
        "total_tracks": 24,
        "total_artists": 2,
        "tracks_without_suggestion": 24,
        "total_batches": 2,
    }


def test_one_batch_is_that_batch_also_when_the_call_covers_all_pages(tmp_path: Path) -> None:
    tracks = (make_track(id=f"{n}", artist="ana", location="", added="") for n in range(12))
    desk = make_desk(make_library(*tracks), tmp_path)
    whole = call(classify_tracks, desk, format="dispatch", all_pages=True)
    one = call(classify_tracks, desk, format="dispatch", all_pages=True, dispatch_batch=1)
    assert ("artists" in whole, len(whole["batches"])) == (False, 1)
    assert (one["artists"][0]["track_count"], one["page"]["returned"]) == (12, 12)


def test_the_call_of_a_batch_repeats_all_that_numbers_the_batches(tmp_path: Path) -> None:
    tracks = [make_track(id=str(n), artist=f"Artist {n}", genre="", added=f"20{n + 10}-01-01") for n in range(9)]
    desk = make_desk(make_library(*tracks), tmp_path)
    chosen = {"added_after": "2015-01-01", "genre_overrides": [{"from": "a", "to": "House"}]}
    listed = call(classify_tracks, desk, format="dispatch", all_pages=True, auto_stage=["high"], **chosen)
    assert listed["batch_call"] == (
        'classify_tracks(format="dispatch", dispatch_batch=N, added_after="2015-01-01", '
        'genre_overrides=[{"from": "a", "to": "House"}])'
    )
    batch = call(classify_tracks, desk, format="dispatch", dispatch_batch=1, **chosen)
    assert [artist["artist"] for artist in batch["artists"]] == [f"Artist {n}" for n in range(5, 9)]
    assert "batch_call" not in batch


def test_the_call_of_a_batch_does_not_repeat_a_thousand_ids(desk: Desk) -> None:
    ids = [track.id for track in desk.library.read().tracks]
    said = call(classify_tracks, desk, format="dispatch", track_ids=ids)["batch_call"]
    assert said == 'classify_tracks(format="dispatch", dispatch_batch=N, and as in this call: track_ids)'


@pytest.mark.parametrize("form", ["compact", "full", "dispatch"])
def test_a_second_reviewer_sees_what_the_first_staged(tmp_path: Path, form: str) -> None:
    desk = make_desk(make_library(make_track(id="1"), make_track(id="2")), tmp_path)
    desk.store.journal.stage("library-1", [genre("1", "Ambient")], "user")
    answer = call(classify_tracks, desk, format=form)
    rows = answer["artists"][0]["tracks"] if form == "dispatch" else answer["results"]
    assert {row["id"]: row.get("staged_genre") for row in rows} == {"1": "Ambient", "2": None}


def test_what_nothing_can_be_staged_for_is_counted_and_not_shown(tmp_path: Path) -> None:
    stream = make_track(id="2", kind=TrackKind.STREAMING, location="spotify:track:2")
    desk = make_desk(make_library(make_track(id="1"), stream, make_track(id="3")), tmp_path)
    assert "streaming" not in call(classify_tracks, desk, track_ids=["1"])["summary"]
    desk.store.journal.lock("library-1", ["1"], "user")
    answer = call(classify_tracks, desk)
    assert [row["id"] for row in answer["results"]] == ["3"]
    assert (answer["summary"]["locked"], answer["summary"]["streaming"], answer["summary"]["total"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("tool", "genre", "said"), [(classify_tracks, "House", "has_genre=true"), (audit_genres, "", "classify_tracks")]
)
def test_a_selection_that_the_scope_leaves_empty_says_why(tmp_path: Path, tool: Any, genre: str, said: str) -> None:
    desk = make_desk(make_library(make_track(id="1", artist="Mira Vale", genre=genre)), tmp_path)
    answer = call(tool, desk, artist="mira", format="summary", all_pages=True)
    assert answer["summary"]["total"] == 0
    assert said in answer["notes"][-1]
    assert "No track matches" not in "".join(call(tool, desk, track_ids=["1"])["notes"])


def test_an_audit_leaves_confirmed_tracks_out_unless_asked(desk: Desk) -> None:
    without = call(audit_genres, desk)
    with_them = call(audit_genres, desk, include_confirmed=True)
    assert {row["action"] for row in without["results"]}.isdisjoint({"confirm"})
    assert len(with_them["results"]) == with_them["page"]["returned"] == 50


def test_an_evaluation_says_how_often_each_tier_was_right(desk: Desk) -> None:
    answer = call(evaluate_classifier, desk)
    tiers = {tier["tier"]: tier for tier in answer["tiers"]}
    assert answer["measured"] == 240
    assert tiers["high+medium"]["n"] == tiers["high"]["n"] + tiers["medium"]["n"]
    low, high = tiers["high+medium"]["interval"]
    assert low <= tiers["high+medium"]["precision"] <= high
