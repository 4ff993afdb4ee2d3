"""Who is asked first, and who is left behind."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.support.budgets import FreeBudget
from tests.support.desk import make_desk
from tests.support.library import make_track
from tests.support.witnesses import ScriptedWitness

from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.crew import time_left
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import GatherRequest
from rekurate.errors import RateLimited, StoreError
from rekurate.model import Budget, Observation, Outcome, Track

TRACKS = tuple(make_track(id=str(n), title=f"Track {n}", artist=f"Artist {n}") for n in range(4))


class Logged(ScriptedWitness):
    """Notes the order in which sources are asked."""

    log: list[str]

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        for seen in super().observe(tracks, budget):
            self.log.append(self.name)
            yield seen


class Hanging(ScriptedWitness):
    """Waits for an answer that comes only when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.answered, self.done = threading.Event(), threading.Event()

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:  # noqa: ARG002 - the witness's shape
        self.answered.wait(30)
        yield from super().observe(tracks, FreeBudget())
        self.done.set()


def test_what_lies_on_this_machine_is_read_before_anybody_is_asked(tmp_path: Path) -> None:
    log: list[str] = []
    discogs, tags = Logged("discogs"), Logged("file_tags")
    discogs.log = tags.log = log
    tags.reaches_network = False
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": discogs, "file_tags": tags})
    budget = FreeBudget()

    gathered = gather(desk, GatherRequest(selection=Selection()), budget)

    assert log == ["file_tags"] * 4 + ["discogs"] * 4
    assert [(done, total) for done, total, _ in budget.said] == [(n, 8) for n in range(1, 9)]
    assert gathered.remaining == 0


def test_a_source_that_never_answers_is_left_behind_when_the_time_is_up_and_keeps_what_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.curation.gathering.crew._GRACE", 0.1)
    hanging = Hanging()
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": hanging})

    gathered = gather(desk, GatherRequest(selection=Selection(), concurrency=1), FreeBudget(lambda: True))

    assert (gathered.stopped, gathered.remaining, gathered.waited_for) == ("time", 4, ("discogs",))
    assert (gathered.page.returned, gathered.page.next_offset, gathered.page.has_more) == (0, 0, True)
    assert gathered.sources[0].note == "the time given was up before it answered about any of 4 recordings"
    hanging.answered.set()
    assert hanging.done.wait(30)
    assert len(desk.store.evidence.answers("discogs")) == 4


def test_what_is_done_of_a_slice_that_was_stopped_is_counted_and_the_source_says_how_far_it_got(tmp_path: Path) -> None:
    slow, quick = ScriptedWitness(), ScriptedWitness("file_tags")
    quick.reaches_network = False
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": slow, "file_tags": quick})
    looks, seen = itertools.count(1), threading.Event()

    def time_is_up() -> bool:
        if len(slow.asked) == 3 and next(looks) == 2:  # by the second look, all have been told to stop
            seen.set()
        return len(slow.asked) == 3

    slow.before = lambda: seen.wait(30) if len(slow.asked) == 3 else None
    gathered = gather(desk, GatherRequest(selection=Selection(), concurrency=1), FreeBudget(time_is_up))

    assert (gathered.stopped, gathered.page.returned, gathered.page.next_offset) == ("time", 3, 3)
    assert {tally.source: tally.note for tally in gathered.sources} == {
        "discogs": "the time given was up before it answered about 1 of 4 recordings",
        "file_tags": "",
    }
    assert gathered.waited_for == ()


class Cancelled(FreeBudget):
    cancelled = True

    def __init__(self) -> None:
        super().__init__(lambda: True)


def test_who_cancels_waits_a_little_for_a_source_and_to_the_end_for_one_that_costs_money(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.curation.gathering.crew._GRACE_CANCELLED", 0.1)
    free, dear = Hanging(), Hanging()
    dear.spent, dear.estimate = dict, lambda pending: (None, f"{pending} cost money")
    request = GatherRequest(selection=Selection(), concurrency=1)

    left = gather(make_desk(TRACKS, tmp_path / "free", witnesses={"discogs": free}), request, Cancelled())
    threading.Timer(0.5, dear.answered.set).start()
    heard = gather(make_desk(TRACKS, tmp_path / "dear", witnesses={"discogs": dear}), request, Cancelled())
    free.answered.set()

    assert (left.stopped, left.remaining) == ("cancelled", 4)
    assert (heard.stopped, heard.remaining) == ("cancelled", 0)


def test_when_nobody_answers_the_library_is_said_to_be_alone_with_the_reason(tmp_path: Path) -> None:
    down = ScriptedWitness(answers=dict.fromkeys((track.title for track in TRACKS), Outcome.ERROR))
    tags = ScriptedWitness("file_tags")
    tags.reaches_network = False
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": down, "file_tags": tags})

    gathered = gather(desk, GatherRequest(selection=Selection()), FreeBudget())

    assert (gathered.silent, gathered.all_silent) == (("discogs",), True)
    assert {tally.source: tally.note for tally in gathered.sources} == {"discogs": "out of order", "file_tags": ""}


def test_a_source_that_an_error_ends_before_its_first_answer_is_silent(tmp_path: Path) -> None:
    down = ScriptedWitness(answers=dict.fromkeys((track.title for track in TRACKS), StoreError("The disk is full.")))
    gathered = gather(
        make_desk(TRACKS, tmp_path, witnesses={"discogs": down}),
        GatherRequest(selection=Selection(), max_tracks=2),
        FreeBudget(),
    )
    assert (gathered.silent, gathered.all_silent, gathered.page.has_more) == (("discogs",), True, True)
    assert gathered.sources[0].note == "error: The disk is full."


def test_a_source_that_spent_the_time_on_a_limit_says_so_and_goes_on_later(tmp_path: Path) -> None:
    limit = RateLimited("Asks to wait 50 s more.", 50.0)
    limited = ScriptedWitness(answers=dict.fromkeys((track.title for track in TRACKS), limit))
    gathered = gather(
        make_desk(TRACKS, tmp_path, witnesses={"discogs": limited}),
        GatherRequest(selection=Selection(), concurrency=1),
        FreeBudget(lambda: bool(limited.asked)),
    )
    assert (gathered.silent, gathered.all_silent, gathered.failures) == ((), False, ())
    assert gathered.sources[0].note == "rate_limited: Asks to wait 50 s more."


def test_one_track_without_an_answer_among_many_to_come_is_no_silence(tmp_path: Path) -> None:
    down = ScriptedWitness(answers={"Track 0": Outcome.ERROR})
    gathered = gather(
        make_desk(TRACKS, tmp_path, witnesses={"discogs": down}),
        GatherRequest(selection=Selection(), max_tracks=1),
        FreeBudget(),
    )
    assert (gathered.silent, gathered.all_silent, gathered.page.has_more) == (("discogs",), False, True)


@pytest.mark.parametrize(
    ("sources", "seconds", "said"),
    [
        ([(58, 60)], 4.0, ""),
        ([(50, 60)], 1.0, ""),
        ([(50, 60)], 11.0, ", about 55 s left"),
        ([(590, 600)], 11.0, ", about 11 min left"),
        ([(0, 60)], 66.0, ""),
        ([], 66.0, ""),
        ([(0, 600), (50, 60)], 11.0, ", about 55 s left"),
        ([(10, 600), (590, 600)], 11.0, ", about 11 min left"),
        ([(10, 600), (600, 600)], 11.0, ""),
    ],
)
def test_progress_says_how_long_the_slowest_source_takes_once_each_has_a_pace(
    sources: list[tuple[int, int]], seconds: float, said: str
) -> None:
    assert time_left(sources, seconds) == said
