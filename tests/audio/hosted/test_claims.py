"""Who may create a run, and who waits, over notes that several processes share."""

from collections.abc import Callable

import pytest
from tests.support.evidence import MemoryCache, go_on

from rekurate.audio.hosted.claims import Claims
from rekurate.compose.replicate import CREATING
from rekurate.model import Interrupted

MARK = {"sound": "a", "version": "1"}
RUN = {"get": "https://host/run", "at": 0.0}


class Desk:
    """One process's claims over shared notes; whatever is in `meanwhile` happens while it waits."""

    def __init__(self, notes: MemoryCache) -> None:
        self.now = 100.0
        self.waited = 0
        self.meanwhile: Callable[[], None] = lambda: None
        self.claims = Claims(notes, lambda: self.now, self.pause)

    def pause(self, seconds: float, stop: Callable[[], bool]) -> None:
        self.now += seconds
        self.waited += 1
        self.meanwhile()
        if stop():
            raise Interrupted


@pytest.fixture
def notes() -> MemoryCache:
    return MemoryCache()


def noted(notes: MemoryCache) -> object:
    return notes.document("replicate", "track")


def test_one_alone_may_create_and_leaves_no_claim(notes: MemoryCache) -> None:
    with Desk(notes).claims.claimed("track", MARK, go_on) as (run, _):
        assert run == {}
        assert "claim" in notes.documents["replicate", "track"]
    assert noted(notes) == {}


def test_a_run_that_came_of_it_stays_noted(notes: MemoryCache) -> None:
    claims = Desk(notes).claims
    with claims.claimed("track", MARK, go_on):
        claims.note("track", MARK, RUN)
    with claims.claimed("track", MARK, go_on) as (run, _):
        assert run == {**RUN, **MARK}
    with claims.claimed("track", {**MARK, "sound": "another"}, go_on) as (run, _):
        assert run == {}


def test_who_comes_second_waits_for_the_run_of_the_first(notes: MemoryCache) -> None:
    first, second = Desk(notes), Desk(notes)
    with first.claims.claimed("track", MARK, go_on):
        second.meanwhile = lambda: first.claims.note("track", MARK, RUN) if second.waited == 3 else None
        with second.claims.claimed("track", MARK, go_on) as (run, _):
            assert (run["get"], second.waited) == (RUN["get"], 3)


def test_of_two_that_claim_at_once_the_earlier_has_it_however_late_the_other_writes(
    notes: MemoryCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Desk(notes), Desk(notes)
    look = notes.document

    def overtaken(source: str, key: str) -> object:
        seen = look(source, key)
        monkeypatch.undo()
        notes.keep_document(source, key, {"claim": "theirs", "at": 100.0, **MARK})
        return seen

    def first_creates_it() -> None:
        assert notes.documents["replicate", "track"]["claim"] == "theirs"
        first.claims.note("track", MARK, RUN)

    monkeypatch.setattr(notes, "document", overtaken)
    second.meanwhile = first_creates_it
    with second.claims.claimed("track", MARK, go_on) as (run, _):
        assert (run["get"], second.waited) == (RUN["get"], 1)
    assert noted(notes) == {**RUN, **MARK}


def test_a_run_that_is_too_old_to_go_back_to_is_replaced_by_one_of_two(notes: MemoryCache) -> None:
    first, second = Desk(notes), Desk(notes)
    first.claims.note("track", MARK, RUN)
    first.now = second.now = 4000.0
    with first.claims.claimed("track", MARK, go_on) as (run, _):
        assert run == {}
        with pytest.raises(Interrupted), second.claims.claimed("track", MARK, lambda: True):
            raise AssertionError("it is the first one's")


def test_the_claim_of_a_killed_process_is_taken_over_and_one_that_is_renewed_is_not(notes: MemoryCache) -> None:
    first, second = Desk(notes), Desk(notes)
    with first.claims.claimed("track", MARK, go_on) as (_, going_on):
        for _ in range(10):
            first.now += 6.0
            second.now = first.now
            assert not going_on()
            with pytest.raises(Interrupted), second.claims.claimed("track", MARK, lambda: True):
                raise AssertionError("it is the first one's")
        second.now += 80.0
        with second.claims.claimed("track", MARK, go_on) as (run, _):
            assert run == {}


def test_a_request_may_take_its_time_before_its_claim_is_taken_over(notes: MemoryCache) -> None:
    first, second = Desk(notes), Desk(notes)
    with first.claims.claimed("track", MARK, go_on):
        second.now += CREATING.deadline
        before = noted(notes)
        with pytest.raises(Interrupted), second.claims.claimed("track", MARK, lambda: True):
            raise AssertionError("it is the first one's")
        assert noted(notes) == before


def test_a_clock_that_was_set_back_keeps_nobody_waiting_for_a_killed_process(notes: MemoryCache) -> None:
    notes.keep_document("replicate", "track", {"claim": "theirs", "at": 7200.0, **MARK})
    desk = Desk(notes)
    with desk.claims.claimed("track", MARK, go_on) as (run, _):
        assert (run, desk.waited) == ({}, 0)
