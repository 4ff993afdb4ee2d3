"""Two exports from one XML: the record of the second does not have what the first has changed."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_source, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.finding.find import Selection
from rekurate.curation.staging.preview import preview_changes
from rekurate.model import Field, Library, StagedChange, Track

LABEL = StagedChange("1", Field.LABEL, "", "Hard Steel")
TWICE = "1 of these tracks had another genre exported since this XML was saved."


def library_of(*tracks: Track, kind: str = "xml", stamp: str = "as exported", saved: str = "2024-05-01") -> Library:
    return make_library(*tracks, source=make_source(kind=kind, stamp=stamp, modified_at=f"{saved}T00:00:00+00:00"))


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


def test_another_value_for_the_same_field_takes_nothing_back(desk: Desk) -> None:
    assert notes(desk, genre("1", "Ambient"), LABEL) == ""
    assert notes(desk, genre("2")) == ""


def test_what_was_exported_back_is_not_missed(desk: Desk) -> None:
    export(desk, genre("1", "", "Techno"))
    assert notes(desk, LABEL) == ""


@pytest.mark.parametrize(
    "library",
    [
        library_of(make_track(id="1", genre="Techno"), stamp="saved since"),
        library_of(make_track(id="1"), stamp="saved since", saved="2024-07-01"),
        library_of(make_track(id="1"), kind="database"),
        library_of(make_track(id="3")),
    ],
    ids=["imported", "saved later", "a database", "gone"],
)
def test_a_library_that_shows_what_was_imported_needs_no_word(desk: Desk, library: Library) -> None:
    desk.library.library = library
    assert notes(desk, LABEL) == ""
