import errno
import os
import sys
from pathlib import Path

import pytest
from tests.support.library import make_source
from tests.test_places import refusing

from rekurate.errors import ExportError
from rekurate.rekordbox.export.target import checked_target, new_file


def refused(output: Path, database: Path) -> str:
    with pytest.raises(ExportError) as error:
        checked_target(output, make_source(path=database))
    return str(error.value)


def test_the_path_is_resolved(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert checked_target(tmp_path / "a" / ".." / "new.xml", make_source()) == tmp_path.resolve() / "new.xml"


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("mine", encoding="utf-8")
    (tmp_path / "link.xml").symlink_to(tmp_path / "nowhere")
    assert "exists already, and nothing is ever overwritten" in refused(tmp_path / "x.xml", tmp_path / "db" / "m.db")
    assert "exists already" in refused(tmp_path / "link.xml", tmp_path / "db" / "m.db")


@pytest.mark.parametrize(
    ("database", "output"),
    [
        ("anywhere/master.db", "anywhere/new.xml"),
        ("anywhere/copy.db", "anywhere/new.xml"),
        ("anywhere/master.db", "anywhere/share/PIONEER/USBANLZ/new.xml"),
        ("Pioneer/rekordbox/master.db", "Pioneer/rekordbox/share/deep/new.xml"),
        ("elsewhere/master.db", "Library/Pioneer/new.xml"),
        ("elsewhere/master.db", "AppData/Roaming/Pioneer/rekordbox6/new.xml"),
    ],
)
def test_rekordboxs_own_folders_are_refused(tmp_path: Path, database: str, output: str) -> None:
    for name in (database, output):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / database).touch()
    assert "belongs to Rekordbox" in refused(tmp_path / output, tmp_path / database)


def test_a_link_into_rekordboxs_folder_does_not_help(tmp_path: Path) -> None:
    (tmp_path / "rekordbox").mkdir()
    (tmp_path / "rekordbox" / "master.db").touch()
    (tmp_path / "innocent").symlink_to(tmp_path / "rekordbox")
    assert "belongs to Rekordbox" in refused(tmp_path / "innocent" / "x.xml", tmp_path / "rekordbox" / "master.db")


def test_a_folder_of_ones_own_named_rekordbox_is_fine(tmp_path: Path) -> None:
    (tmp_path / "rekordbox").mkdir()
    output = tmp_path / "rekordbox" / "new.xml"
    assert checked_target(output, make_source()) == output.resolve()


@pytest.mark.parametrize("neighbour", ["masterPlaylists6.xml", "networkAnalyze6.db", "datafile.edb", "share/PIONEER"])
def test_a_copy_of_a_database_takes_no_more_than_its_own_folder(tmp_path: Path, neighbour: str) -> None:
    database = tmp_path / "master.db"
    (tmp_path / "exports").mkdir()
    database.touch()
    output = database.parent / "exports" / "new.xml"
    assert checked_target(output, make_source(path=database)) == output
    assert "belongs to Rekordbox" in refused(database.with_name("new.xml"), database)
    (tmp_path / neighbour).mkdir(parents=True)
    assert "belongs to Rekordbox" in refused(output, database)


def test_names_and_folders_that_the_system_refuses_are_told_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "db" / "m.db"
    assert "cannot be the name of a file (File name too long)" in refused(tmp_path / f"{'n' * 300}.xml", database)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "cannot be entered (" in refused(tmp_path / "loop" / "x.xml", database)
    (tmp_path / "shut" / "in").mkdir(parents=True)
    refusing(monkeypatch, tmp_path / "shut")
    assert "cannot be entered (Permission denied)" in refused(tmp_path / "shut" / "in" / "x.xml", database)
    (tmp_path / "listed").mkdir()
    refusing(monkeypatch, tmp_path / "listed")  # it is seen, what is in it is not
    assert "listed cannot be entered (Permission denied)" in refused(tmp_path / "listed" / "x.xml", database)


@pytest.mark.skipif(sys.platform == "win32", reason="files are named another way there")
def test_where_there_are_no_links_a_name_that_cannot_be_given_is_left_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused_link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    def refused_move(*_: object) -> None:
        raise OSError(errno.EIO, "broken stick")

    monkeypatch.setattr(Path, "hardlink_to", refused_link)
    monkeypatch.setattr(Path, "replace", refused_move)
    with pytest.raises(ExportError), new_file(tmp_path / "new.xml") as file:
        file.write(b"whole")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_another_suffix_are_refused(tmp_path: Path) -> None:
    assert "does not exist. Make it or choose another one" in refused(tmp_path / "no" / "x.xml", tmp_path / "m.db")
    (tmp_path / "file").touch()
    assert "is a file, not a folder" in refused(tmp_path / "file" / "x.xml", tmp_path / "db" / "m.db")
    assert "does not end in .xml" in refused(tmp_path / "x.db", tmp_path / "db" / "m.db")


def test_a_new_file_appears_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "new.xml"
    with new_file(target) as file:
        file.write(b"whole")
        assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["new.xml"]
    assert target.read_bytes() == b"whole"


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with new_file(tmp_path / "new.xml") as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_a_running_export_is_writing_is_not_swept(tmp_path: Path) -> None:
    with new_file(tmp_path / "one.xml") as one, new_file(tmp_path / "two.xml") as two:
        one.write(b"1")
        two.write(b"2")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.xml": b"1", "two.xml": b"2"}


def test_a_file_that_came_into_being_meanwhile_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "new.xml"
    with pytest.raises(ExportError, match="exists already"), new_file(target):
        target.write_bytes(b"theirs")
    assert target.read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_system_without_links_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    with new_file(tmp_path / "new.xml") as file:
        file.write(b"whole")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]
    with pytest.raises(ExportError, match="exists already"), new_file(tmp_path / "new.xml") as file:
        file.write(b"other")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.EACCES, "cannot be written to"), (errno.ENOSPC, "is full"), (errno.EROFS, "cannot be")]
)
def test_a_folder_that_cannot_be_written_to_is_an_error_with_a_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ExportError, match=f"{said}.*hoose another folder"), new_file(tmp_path / "new.xml"):
        pass
