from pathlib import Path

import pytest
from tests.support.budgets import FreeBudget
from tests.support.desk import FakeClock, make_desk
from tests.support.library import make_track
from tests.support.witnesses import ScriptedWitness

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.gather import Gathered, gather
from rekurate.curation.gathering.request import GatherRequest
from rekurate.errors import BadRequest, Blocked
from rekurate.model import Outcome

DAY = 86_400
TRACKS = tuple(make_track(id=str(n), title=f"Track {n}", artist=f"Artist {n}") for n in range(6))


def desk_with(tmp_path: Path, *witnesses: ScriptedWitness, clock: FakeClock | None = None) -> Desk:
    named = {witness.name: witness for witness in witnesses}
    return make_desk(TRACKS, tmp_path, witnesses=named, **({"clock": clock} if clock else {}))


def slice_of(desk: Desk, budget: FreeBudget | None = None, **request: object) -> Gathered:
    fields = {"selection": Selection(), "concurrency": 1, **request}
    return gather(desk, GatherRequest(**fields), budget or FreeBudget())


def test_every_answer_is_kept_and_counted_by_its_outcome(tmp_path: Path) -> None:
    witness = ScriptedWitness(
        answers={"Track 1": Outcome.NO_MATCH, "Track 2": Outcome.AMBIGUOUS, "Track 3": Outcome.WEAK}
    )
    desk = desk_with(tmp_path, witness)

    gathered = slice_of(desk)

    assert gathered.sources[0].outcomes == {"usable": 3, "no_match": 1, "ambiguous": 1, "weak": 1}
    assert (gathered.pending_before, gathered.remaining, gathered.page.has_more) == (6, 0, False)
    assert gathered.sources[0].requests == 6
    assert set(desk.store.evidence.answers("discogs")) == {witness.subject(track) for track in TRACKS}


def test_tracks_with_a_kept_answer_cost_no_slot_and_are_not_asked_again(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    slice_of(desk, max_tracks=2)

    gathered = slice_of(desk, max_tracks=3)

    assert sorted(witness.asked) == [f"Track {n}" for n in range(5)]
    assert gathered.sources[0].cached == 2
    assert (gathered.page.next_offset, gathered.remaining) == (5, 1)


def test_without_skipping_cached_tracks_they_take_slots_of_the_page(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    slice_of(desk, max_tracks=2)

    gathered = slice_of(desk, max_tracks=3, skip_cached=False)

    assert (gathered.page.returned, gathered.page.next_offset, len(witness.asked)) == (3, 3, 3)


def test_a_forced_refresh_asks_again_and_pages_to_the_end(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    slice_of(desk)

    first = slice_of(desk, max_tracks=4, force_refresh=True)
    second = slice_of(desk, max_tracks=4, force_refresh=True, offset=first.page.next_offset)

    assert len(witness.asked) == 12
    assert (first.page.next_offset, second.page.has_more) == (4, False)


def test_a_spent_budget_stops_before_the_next_question_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    witness, budget = ScriptedWitness(), FreeBudget(lambda: True)
    desk = desk_with(tmp_path, witness)

    stopped = slice_of(desk, budget)
    while stopped.page.has_more:
        stopped = slice_of(desk, offset=stopped.page.next_offset)

    assert sorted(witness.asked) == [track.title for track in TRACKS]
    assert stopped.remaining == 0


def test_no_match_is_asked_again_after_thirty_days_and_a_match_is_not(tmp_path: Path) -> None:
    clock = FakeClock()
    witness = ScriptedWitness(answers={"Track 0": Outcome.NO_MATCH})
    desk = desk_with(tmp_path, witness, clock=clock)
    slice_of(desk)

    clock.pass_seconds(29 * DAY)
    slice_of(desk)
    asked_before = len(witness.asked)
    clock.pass_seconds(2 * DAY)
    slice_of(desk)

    assert witness.asked[asked_before:] == ["Track 0"]


def test_a_new_version_of_the_asker_asks_again(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    slice_of(desk)

    witness.version = "2"
    assert slice_of(desk).sources[0].attempted == 6


def test_an_error_is_a_failure_by_track_that_never_replaces_an_answer(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    slice_of(desk)
    witness.answers = {"Track 2": Outcome.ERROR}

    gathered = slice_of(desk, force_refresh=True)

    assert [(failure.track_id, failure.outcome, failure.reason) for failure in gathered.failures] == [
        ("2", "error", "out of order")
    ]
    assert desk.store.evidence.answers("discogs")[witness.subject(TRACKS[2])].outcome is Outcome.USABLE


def test_one_source_that_hits_a_wall_does_not_stop_the_others(tmp_path: Path) -> None:
    walled = ScriptedWitness("beatport", dict.fromkeys((track.title for track in TRACKS), Blocked("a challenge page")))
    desk = desk_with(tmp_path, ScriptedWitness("discogs"), walled)

    gathered = slice_of(desk)

    by_name = {tally.source: tally for tally in gathered.sources}
    assert by_name["discogs"].outcomes == {"usable": 6}
    assert (by_name["beatport"].attempted, by_name["beatport"].note) == (0, "blocked: a challenge page")
    assert desk.store.evidence.answers("beatport") == {}


def test_a_source_that_is_not_configured_says_what_to_set_and_is_not_asked(tmp_path: Path) -> None:
    silent = ScriptedWitness("discogs", why_not="Set DISCOGS_TOKEN.")
    desk = desk_with(tmp_path, silent)

    gathered = slice_of(desk, sources=("discogs", "lastfm"))

    assert gathered.unavailable == {"discogs": "Set DISCOGS_TOKEN.", "lastfm": "not part of this installation"}
    assert (gathered.sources, silent.asked, gathered.page.has_more) == ((), [], False)


def test_an_unknown_source_is_refused_with_the_valid_names(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"spotify.*Valid: discogs, beatport"):
        slice_of(desk_with(tmp_path, ScriptedWitness()), sources=("spotify",))


def test_an_empty_list_of_sources_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"No source is named. Name one or more of discogs, beatport.*leave the list"):
        slice_of(desk_with(tmp_path, ScriptedWitness()), sources=())


def test_two_tracks_of_one_recording_are_one_question(tmp_path: Path) -> None:
    twins = (make_track(id="1"), make_track(id="2"))
    witness = ScriptedWitness()
    desk = make_desk(twins, tmp_path, witnesses={"discogs": witness})

    gathered = slice_of(desk)

    assert (len(witness.asked), gathered.remaining) == (1, 0)


def test_progress_counts_answers_and_names_the_source(tmp_path: Path) -> None:
    budget = FreeBudget()
    slice_of(desk_with(tmp_path, ScriptedWitness()), budget)
    assert budget.said[-1] == (6, 6, "discogs: 6 of 6 answers")


def test_a_file_that_holds_another_recording_now_is_listened_to_again(tmp_path: Path) -> None:
    witness = ScriptedWitness("features")
    desk = desk_with(tmp_path, witness)
    slice_of(desk, offered=("features",))
    witness.is_current = lambda track, kept: kept.version == "1" and track.id != "3"

    slice_of(desk, offered=("features",))

    assert witness.asked[6:] == ["Track 3"]


def test_a_forced_refresh_asks_past_the_documents_kept_for_other_tracks(tmp_path: Path) -> None:
    witness, eager = ScriptedWitness(), ScriptedWitness()
    witness.refreshing = lambda: eager
    desk = desk_with(tmp_path, witness)

    slice_of(desk, force_refresh=True)

    assert (len(witness.asked), len(eager.asked)) == (0, 6)
