import re
from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import make_track

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.proposals import ProposalRequest
from rekurate.curation.proposing.propose import audit, classify
from rekurate.errors import BadRequest
from rekurate.model import (
    Action,
    Confidence,
    Field,
    Library,
    Observation,
    Outcome,
    StagedChange,
    Term,
    TrackKind,
    recording_key,
)

LIBRARY = make_crates(240, noise=0.1, ungenred=60)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(LIBRARY, tmp_path)


def request(**fields: object) -> ProposalRequest:
    return ProposalRequest(**fields)


def test_the_default_scope_is_what_has_no_genre(desk: Desk) -> None:
    done = classify(desk, request(format="compact"))
    assert (done.page.matched_tracks, done.page.returned, done.page.next_offset) == (60, 50, 50)
    assert not any(row.track.genre for row in done.rows)


def test_a_playlist_is_narrowed_to_the_scope_so_that_no_genre_of_the_users_is_staged_over(desk: Desk) -> None:
    whole = {"format": "summary", "all_pages": True, "auto_stage": ("high", "medium", "low")}
    held = next(playlist for playlist in LIBRARY.playlists if playlist.name == "crate House").track_ids
    genred = sum(1 for track_id in held if LIBRARY.by_id[track_id].genre)
    done = [
        classify(desk, request(selection=Selection(playlist="crate House", genre="no matter", **scope), **whole))
        for scope in ({}, {"has_genre": False})
    ]
    assert {one.summary.total for one in done} == {len(held) - genred}
    assert not any(change.old for change in desk.store.journal.staged(LIBRARY.source.library_id))
    other = classify(desk, request(selection=Selection(playlist="crate House", has_genre=True), format="compact"))
    assert other.page.matched_tracks == genred > 0


def test_an_audit_of_a_playlist_is_of_its_genred_tracks_unless_the_call_says_otherwise(desk: Desk) -> None:
    asked = [
        audit(desk, request(selection=Selection(playlist="crate House", **scope), format="summary", all_pages=True))
        for scope in ({}, {"has_genre": False})
    ]
    held = next(playlist for playlist in LIBRARY.playlists if playlist.name == "crate House").track_ids
    genred = sum(1 for track_id in held if LIBRARY.by_id[track_id].genre)
    assert [one.summary.total for one in asked] == [genred, len(held) - genred]


def test_named_tracks_are_classified_whatever_genre_they_have(desk: Desk) -> None:
    done = classify(desk, request(selection=Selection(track_ids=("1", "2", "nobody"))))
    assert ([row.track.id for row in done.rows], done.missing_ids) == (["1", "2"], ("nobody",))


def test_a_summary_counts_the_whole_selection_in_one_call(desk: Desk) -> None:
    done = classify(desk, request(format="summary", all_pages=True))
    assert (done.summary.total, sum(done.summary.by_confidence.values()), done.rows) == (60, 60, ())
    assert sum(tally.count for tally in done.summary.by_genre) <= 60
    assert done.page.next_offset is None


def test_every_track_is_reachable_by_paging(desk: Desk) -> None:
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        done = classify(desk, request(format="compact", max_tracks=7, offset=offset))
        seen += [row.track.id for row in done.rows]
        offset = done.page.next_offset
    assert sorted(seen) == sorted(track.id for track in LIBRARY.tracks if not track.genre)


def test_staging_and_evidence_change_no_order(desk: Desk) -> None:
    before = [row.track.id for row in classify(desk, request(format="compact")).rows]
    classify(desk, request(format="summary", all_pages=True, auto_stage=("high", "medium", "low")))
    desk.store.evidence.record([Observation(recording_key(LIBRARY.tracks[-1]), "discogs", Outcome.NO_MATCH)])
    assert [row.track.id for row in classify(desk, request(format="compact")).rows] == before


def test_auto_stage_stages_the_tiers_named_and_nothing_else(desk: Desk) -> None:
    done = classify(desk, request(format="summary", all_pages=True, auto_stage=("high",)))
    staged = desk.store.journal.staged(LIBRARY.source.library_id)
    assert done.staging is not None
    assert len(staged) == done.staging.staged == done.summary.by_confidence["high"] > 10
    assert {(change.field, change.confidence, change.proposer) for change in staged} == {
        (Field.GENRE, "high", "classifier")
    }


def test_auto_stage_twice_is_the_same_stage(desk: Desk) -> None:
    stage = request(format="summary", all_pages=True, auto_stage=("high", "medium"))
    first, second = classify(desk, stage), classify(desk, stage)
    assert first.staging is not None
    assert second.staging is not None
    assert first.staging.total_pending == second.staging.total_pending


def test_auto_stage_leaves_alone_what_somebody_staged(desk: Desk) -> None:
    high = next(r for r in classify(desk, request()).rows if r.proposal.confidence is Confidence.HIGH)
    change = StagedChange(high.track.id, Field.GENRE, "", "Ambient", "user")
    desk.store.journal.stage(LIBRARY.source.library_id, (change,), "user")
    done = classify(desk, request(selection=Selection(track_ids=(high.track.id,)), auto_stage=("high",)))
    assert done.staging is not None
    assert (done.staging.staged, dict(done.staging.skipped)) == (0, {"staged_by_someone_else": 1})


def test_a_genre_equal_to_the_current_one_is_not_staged(desk: Desk) -> None:
    confirmed = audit(desk, request(include_confirmed=True, max_tracks=200)).rows
    ids = tuple(r.track.id for r in confirmed if r.proposal.action is Action.CONFIRM)
    done = classify(desk, request(selection=Selection(track_ids=ids), auto_stage=("high", "medium", "low")))
    assert done.staging is not None
    assert done.staging.staged == 0


def test_a_locked_track_is_left_out_and_counted(desk: Desk) -> None:
    locked = next(track.id for track in LIBRARY.tracks if not track.genre)
    desk.store.journal.lock(LIBRARY.source.library_id, (locked,), "user")
    done = classify(desk, request(format="compact", all_pages=True, auto_stage=("high", "medium", "low")))
    assert (done.locked, done.page.matched_tracks) == (1, 59)
    assert locked not in {row.track.id for row in done.rows}
    assert locked not in {change.track_id for change in desk.store.journal.staged(LIBRARY.source.library_id)}


def test_a_streaming_track_is_left_out_and_counted(tmp_path: Path) -> None:
    fields = {"kind": TrackKind.STREAMING, "location": "soundcloud:tracks:1"}
    streams = [
        make_track(id=f"s{n}", artist=f"Streamer {n}", genre=genre, **fields) for n, genre in enumerate(["", "House"])
    ]
    library = Library.of(LIBRARY.source, (*LIBRARY.tracks, *streams), LIBRARY.playlists)
    desk = make_desk(library, tmp_path)
    done = [classify(desk, request(format="summary", all_pages=True)), classify(desk, request(format="dispatch"))]
    done.append(classify(desk, request(selection=Selection(track_ids=("s0", "s1")))))
    done.append(audit(desk, request(format="summary", all_pages=True)))
    assert [(one.streaming, one.locked, one.summary.total) for one in done] == [
        (1, 0, 60),
        (1, 0, 60),
        (2, 0, 0),
        (1, 0, 240),
    ]
    assert done[1].dispatch is not None
    assert not any(row.track.id == "s0" for group in done[1].dispatch.artists for row in group.rows)


def test_locking_tracks_of_one_page_hides_none_of_the_next(desk: Desk) -> None:
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        done = classify(desk, request(format="compact", max_tracks=20, offset=offset))
        assert len(done.rows) + done.locked == done.page.returned
        seen += [row.track.id for row in done.rows]
        desk.store.journal.lock(LIBRARY.source.library_id, seen[-20:-17], "user")
        offset = done.page.next_offset
    assert sorted(seen) == sorted(track.id for track in LIBRARY.tracks if not track.genre)
    again = classify(desk, request(format="compact", max_tracks=20))
    assert (again.page.matched_tracks, again.page.returned, again.locked, len(again.rows)) == (60, 20, 3, 17)
    assert [seen[row.place] for row in again.rows] == [row.track.id for row in again.rows] == seen[3:20]


def test_a_row_says_what_is_staged_for_it_already(desk: Desk) -> None:
    first, second = (row.track.id for row in classify(desk, request(format="compact", max_tracks=2)).rows)
    mine = StagedChange(first, Field.GENRE, "", "Ambient", "user")
    label = StagedChange(second, Field.LABEL, "", "Low End", "user")
    desk.store.journal.stage(LIBRARY.source.library_id, (mine, label), "user")
    rows = classify(desk, request(selection=Selection(track_ids=(first, second)))).rows
    assert [row.staged_genre for row in rows] == ["Ambient", ""]


def test_an_attempt_that_failed_is_no_evidence(desk: Desk) -> None:
    bare = [track for track in LIBRARY.tracks if not track.genre]
    none = classify(desk, request(format="summary", all_pages=True)).notes
    failed = [Observation(recording_key(track), "discogs", Outcome.ERROR) for track in bare]
    nothing = [Observation(recording_key(track), "beatport", Outcome.NO_MATCH) for track in bare]
    desk.store.evidence.record([*failed, *nothing])
    assert classify(desk, request(format="summary", all_pages=True)).notes == none
    assert "No outside evidence yet" in none[-1]
    heard = Observation(recording_key(bare[0]), "discogs", Outcome.WEAK, (Term("discogs_style", "House"),))
    desk.store.evidence.record([heard])
    assert classify(desk, request(format="summary", all_pages=True)).notes[-1].startswith("59 of 60 tracks have no")


def test_an_audit_shows_what_is_not_confirmed(desk: Desk) -> None:
    done = audit(desk, request(format="compact", max_tracks=200))
    assert done.summary.by_action["confirm"] > 100
    assert Action.CONFIRM not in {row.proposal.action for row in done.rows}
    assert len(done.rows) == done.summary.total - done.summary.by_action["confirm"]


def test_an_audit_counts_moves_and_tells_families_apart(desk: Desk) -> None:
    done = audit(desk, request(format="summary", all_pages=True))
    assert sum(move.count for move in done.summary.by_move) == done.summary.by_action["conflict"]
    assert {(move.current, move.proposed, move.same_family) for move in done.summary.by_move} <= {
        (old, new, {old, new} == {"Techno", "Minimal"})
        for old in ("House", "Techno", "Minimal")
        for new in ("House", "Techno", "Minimal")
    }


def test_new_evidence_changes_the_next_answer(tmp_path: Path) -> None:
    bare = make_track(id="bare", artist="New", title="New", location="", added="")
    library = make_crates(120)
    desk = make_desk(Library.of(library.source, (*library.tracks, bare), library.playlists), tmp_path)
    one = request(selection=Selection(track_ids=("bare",)))
    assert classify(desk, one).rows[0].proposal.genre is None
    said = Observation(recording_key(bare), "discogs", Outcome.USABLE, (Term("discogs_style", "Ambient"),))
    desk.store.evidence.record([said])
    assert classify(desk, one).rows[0].proposal.genre == "Ambient"


def test_without_any_genre_the_notes_say_what_is_missing(tmp_path: Path) -> None:
    done = classify(make_desk((make_track(),), tmp_path), request())
    assert "No track of this library has a genre to learn from" in done.notes[0]


def test_a_library_too_small_to_be_measured_is_told_what_is_needed(tmp_path: Path) -> None:
    one, other = (make_track(id=str(n), artist="Mira", genre=genre) for n, genre in enumerate(("House", "")))
    assert classify(make_desk((one, other), tmp_path), request()).notes[0] == (
        "0 of 1 tracks with a genre to learn from could be measured, and 60 are needed: the tiers are the cautious "
        "shipped ones."
    )


def test_an_empty_library_is_an_empty_answer(tmp_path: Path) -> None:
    done = classify(make_desk((), tmp_path), request(format="summary", all_pages=True, auto_stage=("high",)))
    assert (done.summary.total, done.page.matched_tracks) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"format": "prose"}, "Valid formats: summary, compact, full, dispatch"),
        ({"auto_stage": ("insufficient",)}, "insufficient is never staged"),
        ({"auto_stage": ("sure",)}, "Valid tiers: high, medium, low"),
        ({"dispatch_batch": 1}, "dispatch_batch needs format='dispatch'"),
        ({"format": "dispatch", "dispatch_batch": 999}, "There is no dispatch batch 999"),
        ({"overrides": (("techno", "Nonsense Thing"),)}, "'Nonsense Thing' is not a genre"),
        ({"overrides": (("a", "House"), ("A", "Techno"))}, "is overridden twice"),
        ({"overrides": (("", "House"),)}, "has an empty `from`"),
    ],
)
def test_a_wrong_argument_says_what_is_valid(desk: Desk, fields: dict[str, object], text: str) -> None:
    with pytest.raises(BadRequest, match=re.escape(text)):
        classify(desk, request(**fields))


def test_an_override_may_name_a_genre_of_the_users_own(tmp_path: Path) -> None:
    library = make_crates(150, ungenred=20)
    own = make_track(id="own", genre="Wobble")
    desk = make_desk(Library.of(library.source, (*library.tracks, own), library.playlists), tmp_path)
    done = classify(desk, request(overrides=(("House", "wobble"),), max_tracks=200))
    genres = {row.proposal.genre for row in done.rows}
    assert "Wobble" in genres
    assert "House" not in genres
