"""Clearing and locking, by the ids and playlists people name."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.clear import Cleared, Locking, clear_changes, lock_tracks
from rekurate.errors import BadRequest
from rekurate.model import Field, StagedChange


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    tracks = [make_track(id=one) for one in ("1", "2", "3")]
    desk = make_desk(make_library(*tracks, playlists=(make_playlist("Peak", ("2", "3")),)), tmp_path)
    album = StagedChange("1", Field.ALBUM, "", "Dawn")
    desk.store.journal.stage(LIBRARY, [genre("1"), album, genre("2"), genre("gone")])
    desk.store.approvals.approve(LIBRARY, [genre("2").hash], "terminal")
    return desk


def test_everything_is_cleared_when_nothing_is_named(desk: Desk) -> None:
    assert clear_changes(desk) == Cleared(cleared=4, voided=1, remaining=0)


def test_tracks_and_fields_narrow_it_and_idle_ids_are_listed(desk: Desk) -> None:
    done = clear_changes(desk, (" 1", "3", "9"), (Field.GENRE,))
    assert done == Cleared(cleared=1, voided=0, remaining=3, nothing_staged=("3", "9"))


def test_a_track_that_left_the_library_can_be_cleared(desk: Desk) -> None:
    assert clear_changes(desk, ("gone",)) == Cleared(cleared=1, voided=0, remaining=3)


@pytest.mark.parametrize("empty", [{"track_ids": ()}, {"fields": ()}])
def test_an_empty_list_clears_nothing(desk: Desk, empty: dict[str, tuple[()]]) -> None:
    with pytest.raises(BadRequest, match="nothing was cleared"):
        clear_changes(desk, **empty)
    assert desk.store.journal.count(LIBRARY) == 4


def test_a_playlist_is_locked_and_unlocked(desk: Desk) -> None:
    selection = Selection(playlist="Peak")
    assert lock_tracks(desk, selection, locked=True) == Locking(changed=2, total_locked=2, cleared=1)
    assert lock_tracks(desk, selection, locked=True) == Locking(changed=0, total_locked=2, cleared=0)
    assert lock_tracks(desk, selection, locked=False) == Locking(changed=2, total_locked=0, cleared=0)


def test_unlocking_takes_nothing_off_the_stage(desk: Desk) -> None:
    assert lock_tracks(desk, Selection(track_ids=("1",)), locked=False) == Locking(0, 0, 0)
    assert desk.store.journal.count(LIBRARY) == 4


def test_unknown_ids_are_listed_and_lock_nothing(desk: Desk) -> None:
    done = lock_tracks(desk, Selection(track_ids=("1", "9")), locked=True)
    assert done == Locking(changed=1, total_locked=1, cleared=2, missing_ids=("9",))


def test_the_lock_of_a_track_that_left_the_library_can_be_taken_off(desk: Desk) -> None:
    desk.store.journal.lock(LIBRARY, ["gone"])
    done = lock_tracks(desk, Selection(track_ids=("gone",)), locked=False)
    assert done == Locking(changed=1, total_locked=0, cleared=0)


def test_locking_needs_to_know_what(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="track_ids"):
        lock_tracks(desk, Selection(query="night"), locked=True)
