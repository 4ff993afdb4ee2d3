"""A preview counts and shows what is staged, and names the whole of it."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import FakeDoor, make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.approve import ask_about
from rekurate.curation.staging.preview import Move, Preview, PreviewRow, preview_changes
from rekurate.model import Field, StagedChange
from rekurate.store import Approval

ONE, TWO, THREE = (
    make_track(id="1", title="C"),
    make_track(id="2", title="B"),
    make_track(id="3", title="A", genre="Pop"),
)
HIGH = genre("1", confidence="high")
MEDIUM = genre("2", confidence="medium")
CHOSEN = genre("3", "House", "Dance")
LABEL = StagedChange("2", Field.LABEL, "", "Hard Steel")
GONE = genre("9")
YES = Approval("terminal", "sam", "2024-06-01T12:00:00+00:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(make_library(ONE, TWO, THREE), tmp_path)
    desk.store.journal.stage(LIBRARY, [HIGH, MEDIUM, CHOSEN, LABEL, GONE])
    desk.store.approvals.approve(LIBRARY, [HIGH.hash], "terminal", "sam")
    return desk


def test_everything_staged_is_counted_and_shown_in_the_librarys_order(desk: Desk) -> None:
    assert preview_changes(desk, Selection(), 50, 0) == Preview(
        staged_digest=desk.store.journal.digest(LIBRARY),
        total_pending=5,
        tracks=4,
        changes=5,
        approved=1,
        outdated=1,
        gone=1,
        by_field={"genre": 4, "label": 1},
        by_confidence={"": 3, "high": 1, "medium": 1},
        moves=(
            Move("", "Techno", 3, 1, {"": 1, "high": 1, "medium": 1}),
            Move("Dance", "House", 1, 0, {"": 1}),
        ),
        rows=(
            PreviewRow(THREE, CHOSEN, None, outdated=True),
            PreviewRow(TWO, MEDIUM, None, outdated=False),
            PreviewRow(TWO, LABEL, None, outdated=False),
            PreviewRow(ONE, HIGH, YES, outdated=False),
            PreviewRow(None, GONE, None, outdated=False),
        ),
        page=Page(4, 0, 4, None),
    )


def test_pages_reach_every_track_once(desk: Desk) -> None:
    seen, offset = [], 0
    while offset is not None:
        preview = preview_changes(desk, Selection(), 1, offset)
        seen += [row.change for row in preview.rows]
        offset = preview.page.next_offset
    assert seen == [CHOSEN, MEDIUM, LABEL, HIGH, GONE]


def test_a_selection_narrows_the_counts_but_not_the_digest(desk: Desk) -> None:
    preview = preview_changes(desk, Selection(track_ids=("1", "9", "7")), 50, 0)
    assert (preview.changes, preview.total_pending, preview.missing_ids) == (2, 5, ("7",))
    assert [row.change for row in preview.rows] == [HIGH, GONE]
    assert preview.staged_digest == desk.store.journal.digest(LIBRARY)
    filtered = preview_changes(desk, Selection(title="b"), 50, 0)
    assert [row.change for row in filtered.rows] == [MEDIUM, LABEL]


def test_an_empty_stage_has_no_digest(tmp_path: Path) -> None:
    preview = preview_changes(make_desk((ONE,), tmp_path), Selection(), 50, 0)
    assert (preview.staged_digest, preview.rows, preview.page) == ("", (), Page(0, 0, 0, None))


def test_a_value_the_library_took_over_meanwhile_is_not_outdated(desk: Desk) -> None:
    door = desk.library
    assert isinstance(door, FakeDoor)
    door.library = make_library(ONE._replace(genre="Techno"), TWO, THREE)
    rows = preview_changes(desk, Selection(track_ids=("1",)), 50, 0).rows
    assert [row.outdated for row in rows] == [False]


def test_a_change_whose_id_is_another_files_by_now_is_outdated_and_asked_about_without_that_name(
    tmp_path: Path,
) -> None:
    desk = make_desk(make_library(ONE), tmp_path)
    desk.store.journal.stage(LIBRARY, [genre("1", location="/Music/elsewhere.mp3")])
    assert preview_changes(desk, Selection(), 50, 0).rows[0].outdated
    assert ask_about(desk).first[0][0] is None
