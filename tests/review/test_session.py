"""A sitting: what the person types is what is approved or taken off the stage, and nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.curation.staging.preview import PreviewRow
from rekurate.review.groups import Group
from rekurate.review.session import Outcome, Review

HIGH = [genre(one, confidence="high") for one in ("1", "2")]
LOW = genre("3", "House", confidence="low")
CHOSEN = genre("4", "Ambient")


class Script:
    """Types the lines of a test, and keeps what it was shown."""

    def __init__(self, *lines: str | Callable[[], str]) -> None:
        self.lines = list(lines)
        self.tables: list[list[str]] = []
        self.shown: list[str] = []
        self.said: list[str] = []

    def groups(self, groups: Sequence[Group], approved: int) -> None:
        self.tables.append([f"{one.tier} {one.title} {len(one.rows)}" for one in groups] + [f"approved {approved}"])

    def rows(self, rows: Sequence[PreviewRow]) -> None:
        self.shown += [row.change.track_id for row in rows]

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, _prompt: str) -> str | None:
        if not self.lines:
            return None
        line = self.lines.pop(0)
        return line if isinstance(line, str) else line()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(make_library(*(make_track(id=one) for one in "1234")), tmp_path)
    desk.store.journal.stage(LIBRARY, [*HIGH, LOW, CHOSEN])
    return desk


def review(desk: Desk, *lines: str | Callable[[], str]) -> tuple[Outcome, Script]:
    script = Script(*lines)
    return Review(desk, script, "sam").run(), script


def approved(desk: Desk) -> list[str]:
    return [change.track_id for change, yes in desk.store.approvals.pending(LIBRARY).rows if yes]


def test_a_tier_is_approved_in_the_persons_name(desk: Desk) -> None:
    outcome, script = review(desk, "tier high", "done")
    assert outcome == Outcome(approved=2, waiting=2)
    assert script.tables == [
        ["high (none) → Techno 2", "low (none) → House 1", "chosen (none) → Ambient 1", "approved 0"],
        ["low (none) → House 1", "chosen (none) → Ambient 1", "approved 2"],
    ]
    yes = desk.store.approvals.pending(LIBRARY).rows[0][1]
    assert yes is not None
    assert (yes.door, yes.client) == ("terminal", "sam")


def test_what_there_is_to_know_is_said_once_in_the_words_of_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.curation.staging.preview.unimported", lambda *_: ("Look first, then write_xml.",))
    _, script = review(desk, "show 1", "tier high", "done")
    assert script.said == ["Look first, then `rekurate export`.", "2 approved."]


def test_a_genre_is_approved_and_another_rejected(desk: Desk) -> None:
    outcome, _ = review(desk, "genre ambient", "reject 2", "done")
    assert outcome == Outcome(approved=1, rejected=1, waiting=2)
    assert approved(desk) == ["4"]
    assert [change.track_id for change in desk.store.journal.staged(LIBRARY)] == ["1", "2", "4"]
    entry = desk.store.journal.history(LIBRARY, 1)[0]
    assert (entry.kind, entry.track_id, entry.note) == ("clear", "3", "rejected by a person")


@pytest.mark.parametrize(("answer", "count"), [("yes", 4), (" YES ", 4), ("y", 0), ("", 0), ("no", 0)])
def test_everything_at_once_needs_the_word_yes(desk: Desk, answer: str, count: int) -> None:
    outcome, _ = review(desk, "all", answer, "done")
    assert (outcome.approved, len(approved(desk))) == (count, count)


def test_everything_is_rejected_only_with_the_word_yes(desk: Desk) -> None:
    assert review(desk, "reject all", "no", "reject all", "yes")[0] == Outcome(rejected=4)


def test_changes_are_decided_one_by_one(desk: Desk) -> None:
    outcome, script = review(desk, "each 1-3", "y", "n", "", "q")
    assert outcome == Outcome(approved=1, rejected=1, waiting=2)
    assert script.shown == ["1", "2", "3", "4"]
    assert approved(desk) == ["1"]


def test_leaving_in_the_middle_keeps_what_was_decided(desk: Desk) -> None:
    assert review(desk, "each 1", "y", "q")[0] == Outcome(approved=1, waiting=3)
    assert review(desk, "each 1")[0] == Outcome(waiting=3)
    assert review(desk)[0] == Outcome(waiting=3)


def test_looking_and_mistyping_decide_nothing(desk: Desk) -> None:
    outcome, script = review(desk, "show 1", "hlep", "help", "", "done")
    assert outcome == Outcome(waiting=4)
    assert script.shown == ["1", "2"]
    assert "not understood" in script.said[0]
    assert "tier high" in script.said[1]


def test_the_review_ends_when_nothing_waits_and_the_person_keeps_it_so(desk: Desk) -> None:
    outcome, script = review(desk, "1-3", "4", "", "never read")
    assert (outcome, script.lines) == (Outcome(approved=4), ["never read"])
    assert script.said == ["4 approved.", "No group 4 waits. Nothing was decided."]
    assert review(desk, "never read")[1].lines == ["never read"]


def test_all_needs_the_word_yes_also_for_a_single_group(desk: Desk) -> None:
    desk.store.journal.withdraw(LIBRARY, [LOW.hash, CHOSEN.hash])
    assert review(desk, "all", "done")[0] == Outcome(waiting=2)
    assert review(desk, "reject all", "done")[0] == Outcome(waiting=2)
    assert review(desk, "1")[0] == Outcome(approved=2)


@pytest.mark.parametrize("line", ["1", "tier high", "reject genre Techno"])
def test_more_than_a_hundred_changes_need_the_word_yes_however_they_are_named(tmp_path: Path, line: str) -> None:
    ids = [str(number) for number in range(101)]
    desk = make_desk(make_library(*(make_track(id=one) for one in ids)), tmp_path)
    desk.store.journal.stage(LIBRARY, [genre(one, confidence="high") for one in ids])
    assert review(desk, line, "done")[0] == Outcome(waiting=101)
    assert review(desk, line, "yes")[0].waiting == 0
    desk.store.journal.clear(LIBRARY)
    desk.store.journal.stage(LIBRARY, [genre(one, confidence="high") for one in ids[1:]])
    assert review(desk, line)[0].waiting == 0


def test_numbers_of_the_first_table_stay_good_for_the_sitting(desk: Desk) -> None:
    assert review(desk, "1", "2", "done")[0] == Outcome(approved=3, waiting=1)
    assert approved(desk) == ["1", "2", "3"]


def test_what_is_staged_meanwhile_is_in_no_group_that_was_shown(desk: Desk) -> None:
    def stage_another_and_look() -> str:
        desk.store.journal.stage(LIBRARY, [genre("5", "House", confidence="low")])
        return "1"

    outcome, script = review(desk, stage_another_and_look, "2", "done")
    assert outcome == Outcome(approved=3, waiting=2)
    assert script.tables[1] == [
        "low (none) → House 1",
        "chosen (none) → Ambient 1",
        "low (none) → House 1",
        "approved 2",
    ]
    assert approved(desk) == ["1", "2", "3"]


def test_what_changed_while_the_person_read_is_not_approved(desk: Desk) -> None:
    def restage_and_approve() -> str:
        desk.store.journal.stage(LIBRARY, [genre("1", "Ambient", confidence="high")])
        return "tier high"

    outcome, script = review(desk, restage_and_approve, "done")
    assert outcome == Outcome(approved=1, gone=1, waiting=3)
    assert approved(desk) == ["2"]
    assert script.said == ["1 approved. 1 had been changed by somebody else meanwhile."]
