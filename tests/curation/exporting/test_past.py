"""Past exports are listed with what became of their file, and held against the library that is there now."""

from pathlib import Path

import pytest
from tests.support.desk import NOON, make_desk
from tests.support.library import make_library, make_source, make_track
from tests.support.rekordbox_db import Row, build_database
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter
from tests.test_places import refusing

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.exporting.past import list_exports, verify_import
from rekurate.errors import BadRequest
from rekurate.model import StagedChange
from rekurate.rekordbox.verify import Arrival

TRACK = make_track(id="1")
SOURCE = make_source(modified_at="2024-06-01T18:00:00+00:00", stamp="saved since")


def export(desk: Desk, change: StagedChange) -> None:
    desk.store.journal.stage(LIBRARY, [change])
    desk.store.approvals.approve(LIBRARY, [change.hash], "terminal")
    write_xml(desk, ExportWish())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Make a desk with one export, which was imported since."""
    desk = make_desk(make_library(TRACK, source=SOURCE), tmp_path)
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    export(desk, genre("1"))
    desk.library.library = make_library(TRACK._replace(genre="Techno"), source=SOURCE)
    return desk


def test_exports_are_listed_newest_first_with_what_became_of_the_file(desk: Desk) -> None:
    desk.clock.now = NOON + 60
    export(desk, genre("1", "House", "Techno"))
    desk.store.exports.record(LIBRARY, "1").path.unlink()
    desk.store.journal.stage(LIBRARY, [genre("1", "Ambient", "Techno")])
    history = list_exports(desk)
    assert [(past.record.id, past.file_exists) for past in history.exports] == [("2", True), ("1", False)]
    assert (history.pending, history.notes) == (1, ())


def test_exports_on_a_drive_that_may_not_be_seen_are_listed_as_gone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, tmp_path / "exports")
    assert [past.file_exists for past in list_exports(desk).exports] == [False]


def test_the_exported_file_itself_cannot_tell_what_arrived(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xml"
    copy.write_bytes(desk.store.exports.record(LIBRARY, "1").path.read_bytes())
    assert "the very file that was exported" in verify_import(desk, None, copy).verification.warnings[-1]
    assert verify_import(desk).verification.warnings == ()


def test_an_export_can_be_held_against_another_database(desk: Desk, tmp_path: Path) -> None:
    row = Row(id="1", path=TRACK.location, genre="Techno")
    found = verify_import(desk, None, build_database(tmp_path / "other.db", [row]))
    assert (found.source.kind, found.verification.counts[Arrival.APPLIED]) == ("database", 1)


@pytest.mark.parametrize("path", ["~nobody-of-that-name/x.xml", "/" + "n" * 300, "a\0b"])
def test_a_library_that_cannot_be_seen_is_refused_by_its_argument(desk: Desk, path: str) -> None:
    with pytest.raises(BadRequest, match=r"library_path .* is no file.* Name a master\.db"):
        verify_import(desk, None, Path(path))
