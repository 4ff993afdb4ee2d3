"""Two exports without an import between them: the records of the second do not have what the first has changed."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_source, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.preview import preview_changes
from rekurate.model import Field, Library, StagedChange, Track

LABEL = StagedChange("1", Field.LABEL, "", "Hard Steel")
TWICE = "1 of the staged tracks had another genre exported, which this library does not show."


def library_of(*tracks: Track, kind: str = "xml") -> Library:
    return make_library(*tracks, source=make_source(kind=kind))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk whose genre of track 1 was exported, and whose library is as it was before."""
    desk = make_desk(library_of(make_track(id="1"), make_track(id="2")), tmp_path)
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    export(desk, genre("1"))
    return desk


def export(desk: Desk, *changes: StagedChange) -> tuple[str, ...]:
    desk.store.journal.stage(LIBRARY, changes)
    desk.store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal")
    return write_xml(desk, ExportWish()).warnings


def notes(desk: Desk, *changes: StagedChange) -> str:
    desk.store.journal.stage(LIBRARY, changes)
    return " ".join(preview_changes(desk, Selection(), 50, 0).notes)


def test_a_record_that_would_take_an_earlier_export_back_is_told_before_and_after(desk: Desk) -> None:
    assert TWICE in notes(desk, LABEL, genre("2"))
    assert TWICE in " ".join(export(desk, LABEL))


def test_a_track_of_several_exports_is_counted_once(desk: Desk) -> None:
    export(desk, genre("2"))
    export(desk, *(StagedChange(one, Field.YEAR, "0", "1999") for one in "12"))
    said = notes(desk, LABEL, StagedChange("2", Field.LABEL, "", "Hard Steel"))
    assert "2 of the staged tracks had another genre and year exported" in said


def test_another_value_for_the_same_field_takes_nothing_back(desk: Desk) -> None:
    assert notes(desk, genre("1", "Ambient"), LABEL) == ""
    assert notes(desk, genre("2")) == ""


def test_what_was_exported_back_is_not_missed(desk: Desk) -> None:
    export(desk, genre("1", "", "Techno"))
    assert notes(desk, LABEL) == ""


@pytest.mark.parametrize(
    "library",
    [library_of(make_track(id="1", genre="Techno")), library_of(make_track(id="1", genre="Dub")), library_of()],
    ids=["imported", "changed elsewhere", "gone"],
)
def test_a_library_that_shows_another_value_needs_no_word(desk: Desk, library: Library) -> None:
    desk.library.library = library
    assert notes(desk, LABEL) == ""


@pytest.mark.parametrize(("kind", "again"), [("xml", True), ("database", False)])
def test_the_next_step_is_that_of_the_source(desk: Desk, kind: str, *, again: bool) -> None:
    desk.library.library = library_of(make_track(id="1"), kind=kind)
    said = notes(desk, LABEL)
    assert "import that export first" in said
    assert ("export the collection" in said) == again
