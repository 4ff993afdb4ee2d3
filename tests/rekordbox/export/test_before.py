"""What an export could not escape is said before anybody is asked."""

from pathlib import Path

import pytest
from tests.support.library import make_library, make_playlist, make_source
from tests.support.rekordbox_xml import library, record

from rekurate.errors import ExportError
from rekurate.model import Library
from rekurate.rekordbox.export.before import check_before
from rekurate.rekordbox.xmlfile import read_xml

MINE = make_library(playlists=(make_playlist("Meine Größen"),))


def refusal(found: Library, output: Path, *names: str) -> str:
    with pytest.raises(ExportError) as error:
        check_before(found, output, names)
    return str(error.value)


def test_what_can_be_written_is_passed_and_leaves_nothing_behind(tmp_path: Path) -> None:
    check_before(MINE, tmp_path / "new.xml", ["Another"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("MEINE GRÖSSEN", "There is a playlist named"),
        ("Meine Gro\u0308ßen", "There is a playlist named"),
        (" Meine  Größen ", "There is a playlist named"),
        ("Root", "There is a playlist named"),
        ("a\x01b", "cannot be the name of a playlist"),
        ("a\ud800b", "cannot be the name of a playlist"),
    ],
)
def test_names_of_playlists_are_refused(tmp_path: Path, name: str, said: str) -> None:
    assert said in refusal(MINE, tmp_path / "new.xml", name)


def test_two_playlists_that_look_the_same_are_refused(tmp_path: Path) -> None:
    assert 'named "warm up " already' in refusal(MINE, tmp_path / "new.xml", "Warm Up", "warm up ")


def test_a_folder_that_no_file_can_be_made_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be written to (Permission denied)" in refusal(MINE, tmp_path / "new.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_library_in_another_encoding_is_refused_with_a_byte_order_mark_or_without(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "l.xml"
    path.write_bytes(library([record()]).replace("UTF-8", "UTF-16").encode(encoding))
    assert "is not encoded in UTF-8" in refusal(read_xml(path), tmp_path / "new.xml")


def test_a_library_that_is_gone_is_refused(tmp_path: Path) -> None:
    gone = make_library(source=make_source(kind="xml", path=tmp_path / "gone.xml"))
    assert "cannot be read again" in refusal(gone, tmp_path / "new.xml")
