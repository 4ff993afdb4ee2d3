"""A library that was moved: what was decided at its old place is told, with how to get it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_source, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.finding.elsewhere import elsewhere
from rekurate.curation.finding.overview import overview
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.clear import lock_tracks
from rekurate.curation.staging.preview import preview_changes
from rekurate.curation.staging.stage import Wanted, stage_changes
from rekurate.model import Field, Library

TRACKS = tuple(make_track(id=str(number)) for number in range(1, 5))


def library_at(path: str) -> Library:
    return make_library(*TRACKS, source=make_source(kind="xml", path=Path(path), library_id=f"xml-{path}"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(library_at("/old/lib.xml"), tmp_path)
    stage_changes(desk, [Wanted(one, {Field.GENRE: "House"}) for one in ("1", "2")], "agent")
    lock_tracks(desk, Selection(track_ids=("3",)), locked=True)
    return desk


@pytest.mark.parametrize(
    "look", [lambda desk: overview(desk).warnings, lambda desk: preview_changes(desk, Selection(), 50, 0).notes]
)
def test_a_moved_library_is_told_what_belongs_to_its_old_place(
    desk: Desk, look: Callable[[Desk], tuple[str, ...]]
) -> None:
    assert look(desk) == ()
    desk.library.library = library_at("/new/lib.xml")
    (told,) = look(desk)
    assert "2 staged changes, 1 locked track of /old/lib.xml (REKORDBOX_XML_PATH)" in told
    assert "move it back" in told
    desk.library.library = library_at("/old/lib.xml")
    assert look(desk) == ()


def test_a_library_that_was_decided_about_is_told_nothing(desk: Desk) -> None:
    desk.library.library = library_at("/new/lib.xml")
    lock_tracks(desk, Selection(track_ids=("1",)), locked=True)
    lock_tracks(desk, Selection(track_ids=("1",)), locked=False)
    assert elsewhere(desk, desk.library.library.source) == ()


def test_another_library_that_is_still_at_its_place_is_another_one(tmp_path: Path) -> None:
    (tmp_path / "one.xml").touch()
    desk = make_desk(library_at(str(tmp_path / "one.xml")), tmp_path)
    lock_tracks(desk, Selection(track_ids=("1",)), locked=True)
    assert elsewhere(desk, library_at(str(tmp_path / "two.xml")).source) == ()
    (tmp_path / "one.xml").unlink()
    assert elsewhere(desk, library_at(str(tmp_path / "two.xml")).source)


def test_a_first_library_is_told_nothing(tmp_path: Path) -> None:
    desk = make_desk(library_at("/new/lib.xml"), tmp_path)
    assert elsewhere(desk, desk.library.library.source) == ()


def test_many_others_are_counted_and_a_place_that_was_not_kept_is_said_so(desk: Desk) -> None:
    for number in range(4):
        desk.store.journal.lock(f"database-{number}", ["1"])
    (told,) = elsewhere(desk, library_at("/new/lib.xml").source)
    assert "1 locked track of a place that was not kept (REKORDBOX_DB_PATH)" in told
    assert "; and 2 more. " in told
