"""Where an export may go: a new file at an absolute path, in words when it may not."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter, files_of

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, check_wish, write_xml
from rekurate.errors import BadRequest, ExportError


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = make_desk((make_track(id="1"), make_track(id="2")), tmp_path)
    desk.store.journal.stage(LIBRARY, [genre("1"), genre("2")])
    desk.store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    return desk


def test_a_named_file_is_used_as_it_is(desk: Desk, tmp_path: Path) -> None:
    report = write_xml(desk, ExportWish(output_path=str(tmp_path / "Meine Genres.xml")))
    assert report.path == tmp_path / "Meine Genres.xml"


def test_a_named_folder_gets_a_dated_file_and_a_second_one_beside_it(desk: Desk, tmp_path: Path) -> None:
    first = write_xml(desk, ExportWish(output_path=str(tmp_path)))
    desk.store.approvals.approve(LIBRARY, [genre("2").hash], "terminal")
    second = write_xml(desk, ExportWish(output_path=str(tmp_path)))
    assert first.path.parent == second.path.parent == tmp_path
    assert second.path.stem == f"{first.path.stem}-2"


def test_a_home_folder_is_spelled_out(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert write_xml(desk, ExportWish(output_path="~/genres.xml")).path == tmp_path / "genres.xml"


@pytest.mark.parametrize("path", ["genres.xml", "", "./x/y.xml", "/tmp/a\0b.xml", "~nobody-of-that-name/x.xml"])
def test_a_path_that_is_not_absolute_is_refused(desk: Desk, path: str) -> None:
    with pytest.raises(BadRequest, match=r"output_path.*Nothing was written"):
        write_xml(desk, ExportWish(output_path=path))
    assert desk.store.journal.count(LIBRARY) == 2


def test_an_existing_file_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    precious = tmp_path / "rekordbox.xml"
    precious.write_text("precious")
    with pytest.raises(ExportError, match="exists"):
        write_xml(desk, ExportWish(output_path=str(precious)))
    assert (precious.read_text(), desk.store.exports.records(LIBRARY)) == ("precious", ())


def test_an_exports_folder_that_cannot_be_made_is_refused_with_the_setting(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("in the way")
    with pytest.raises(ExportError, match=r"exports cannot be made.*REKURATE_HOME"):
        write_xml(desk, ExportWish())
    assert files_of(tmp_path / "nothing") == []


@pytest.mark.parametrize(
    ("playlists", "word"),
    [
        ((("A", ("1",)), ("A ", ("2",))), "name of its own"),
        (((" ", ("1",)),), "name of its own"),
        ((("A", ("1", "7", "8")),), "2 unknown tracks: '7', '8'"),
    ],
)
def test_playlists_are_checked_before_anything_is_written(
    desk: Desk, playlists: tuple[tuple[str, tuple[str, ...]], ...], word: str
) -> None:
    with pytest.raises(BadRequest, match=word):
        write_xml(desk, ExportWish(playlists=playlists))
    assert files_of(desk.exports) == []


def test_a_path_that_the_system_refuses_is_refused_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the writer itself: it checks the place before it reads the library
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    long = str(tmp_path / f"{'n' * 300}.xml")
    for path in (long, str(tmp_path / "loop" / "x.xml"), str(tmp_path / "loop")):
        with pytest.raises(ExportError, match=r"Choose another|name a new file"):
            check_wish(desk, ExportWish(output_path=path))
        with pytest.raises(ExportError):
            write_xml(desk, ExportWish(output_path=path))
