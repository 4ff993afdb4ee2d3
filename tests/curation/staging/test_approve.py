"""What a person is asked before an export."""

from pathlib import Path

from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.staging.approve import ask_about
from rekurate.model import Field, StagedChange

TRACKS = [make_track(id=str(at)) for at in range(30)]


def test_what_somebody_chose_is_shown_before_what_the_classifier_answers_for(tmp_path: Path) -> None:
    desk = make_desk(make_library(*TRACKS), tmp_path)
    chosen = genre("25", "Polka")
    hidden = StagedChange("26", Field.COMMENTS, "mine", "theirs")
    desk.store.journal.stage(LIBRARY, [*(genre(str(at), confidence="high") for at in range(25)), chosen, hidden])
    asking = ask_about(desk)
    assert [change.new for _, change in asking.first] == ["Polka", "theirs", *["Techno"] * 8]
    assert (asking.other_fields, [(move.new, move.count) for move in asking.moves]) == (
        {"comments replaced": 1},
        [("Techno", 25), ("Polka", 1)],
    )


def test_a_person_is_asked_about_what_nobody_has_approved_yet_and_about_nothing_else(tmp_path: Path) -> None:
    desk = make_desk(make_library(*TRACKS), tmp_path)
    approved, waits = [genre("1"), StagedChange("1", Field.ALBUM, "", "Dawn")], genre("2")
    desk.store.journal.stage(LIBRARY, [*approved, waits])
    desk.store.approvals.approve(LIBRARY, [one.hash for one in approved], "terminal")
    asking = ask_about(desk)
    assert (asking.approved, list(asking.changes), asking.other_fields) == (2, [waits.hash], {})
    assert [move.count for move in asking.moves] == [1]
    assert [change for _, change in asking.first] == [waits]
