"""What a person takes back waits again as it was, and nothing newer gives way to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.review.test_session import Script
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.model import Door, StagedChange
from rekurate.review.session import Outcome, Review

TECHNO = [genre(one, confidence="high", reason="two witnesses", proposer="classifier") for one in ("1", "2")]
HOUSE = genre("3", "House", confidence="low")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(make_library(*(make_track(id=one) for one in "123")), tmp_path)
    desk.store.journal.stage(LIBRARY, [*TECHNO, HOUSE])
    return desk


def review(desk: Desk, *lines: str | Callable[[], str]) -> tuple[Outcome, Script]:
    script = Script(*lines)
    return Review(desk, script, "sam").run(), script


def staged(desk: Desk) -> list[tuple[StagedChange, bool]]:
    return [(change, yes is not None) for change, yes in desk.store.approvals.pending(LIBRARY).rows]


def test_an_approval_is_taken_back_and_its_changes_wait_as_they_did(desk: Desk) -> None:
    outcome, script = review(desk, "1", "undo", "done")
    assert outcome == Outcome(waiting=3)
    assert staged(desk) == [(TECHNO[0], False), (TECHNO[1], False), (HOUSE, False)]
    assert script.said == ["2 approved.", "Taken back: 2 wait again."]
    assert script.tables[2] == script.tables[0]
    notes = [(one.kind, one.door, one.note) for one in desk.store.journal.history(LIBRARY, 2)]
    assert notes == [("void", "terminal", "taken back by a person")] * 2


def test_what_was_rejected_is_staged_again(desk: Desk) -> None:
    outcome, script = review(desk, "reject 1", "undo", "done")
    assert outcome == Outcome(waiting=3)
    assert staged(desk) == [(TECHNO[0], False), (TECHNO[1], False), (HOUSE, False)]
    assert script.said[1] == "Taken back: 2 wait again."


def test_decisions_are_taken_back_one_at_a_time_the_last_one_first(desk: Desk) -> None:
    outcome, script = review(desk, "each 1", "y", "n", "2", "undo", "undo", "done")
    assert outcome == Outcome(approved=1, waiting=2)
    assert staged(desk) == [(TECHNO[0], True), (TECHNO[1], False), (HOUSE, False)]
    assert review(desk, "undo", "done")[1].said == [
        "Nothing was decided in this sitting, so there is nothing to take back."
    ]
    assert script.said[3:] == [
        "Taken back: 1 wait again.",
        "Taken back: 1 wait again.",
    ]


def test_the_last_group_can_be_taken_back_too(desk: Desk) -> None:
    assert review(desk, "all", "yes", "undo", "reject 1", "")[0] == Outcome(rejected=2, waiting=1)


@pytest.mark.parametrize("line", ["1", "reject 1"])
def test_what_somebody_staged_since_stays_and_a_locked_track_stays_free(desk: Desk, line: str) -> None:
    newer = genre("1", "Ambient", proposer="agent")

    def meanwhile() -> str:
        desk.store.journal.stage(LIBRARY, [newer])
        desk.store.journal.lock(LIBRARY, ["2"])
        return "undo"

    _, script = review(desk, line, meanwhile, "done")
    assert staged(desk) == [(newer, False), (HOUSE, False)]
    assert script.said[1].endswith("0 wait again. 2 do not: exported, changed or locked meanwhile.")


def test_what_was_cleared_before_a_no_is_not_staged_by_its_undo(desk: Desk) -> None:
    def clear_one_and_reject() -> str:
        desk.store.journal.clear(LIBRARY, ["1"])
        return "reject 1"

    outcome, _ = review(desk, clear_one_and_reject, "undo", "done")
    assert outcome == Outcome(gone=1, waiting=2)
    assert staged(desk) == [(TECHNO[1], False), (HOUSE, False)]


def test_another_doors_yes_stays(desk: Desk) -> None:
    def approve_elsewhere() -> str:
        desk.store.approvals.approve(LIBRARY, [TECHNO[0].hash], Door.ELICITATION, "client")
        return "1"

    outcome, _ = review(desk, approve_elsewhere, "undo", "done")
    assert outcome == Outcome(waiting=2)
    assert staged(desk) == [(TECHNO[0], True), (TECHNO[1], False), (HOUSE, False)]
