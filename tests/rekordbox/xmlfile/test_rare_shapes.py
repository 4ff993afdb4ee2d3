"""Shapes that only other tools write: read where they can mean something, refused where they cannot."""

from pathlib import Path

import pytest
from tests.support.exports import approved, request
from tests.support.rekordbox_xml import library, record, write_library

from rekurate.errors import ExportError, LibraryDamaged
from rekurate.rekordbox.export import write_export
from rekurate.rekordbox.xmlfile import read_xml


def with_tree(path: Path, tree: str) -> Path:
    """Write two tracks and exactly this below PLAYLISTS."""
    text = library([record(TrackID="1"), record(TrackID="2")])
    begin, end = text.index("<PLAYLISTS>") + len("<PLAYLISTS>"), text.index("</PLAYLISTS>")
    path.write_text(text[:begin] + tree + text[end:], encoding="utf-8")
    return path


def test_playlists_without_a_root_above_them_are_the_users(tmp_path: Path) -> None:
    tree = (
        '<NODE Name="Set" Type="1" KeyType="0" Entries="1"><TRACK Key="1"/></NODE>'
        '<NODE Name="Folder" Type="0" Count="1"><NODE Name="In it" Type="1" KeyType="0"><TRACK Key="2"/></NODE></NODE>'
        '<NODE Name="ROOT" Type="1" KeyType="0" Entries="1"><TRACK Key="2"/></NODE>'
    )
    found = read_xml(with_tree(tmp_path / "l.xml", tree))
    assert [(one.path, one.is_folder, one.track_ids) for one in found.playlists] == [
        ("Set", False, ("1",)),
        ("Folder", True, ()),
        ("Folder / In it", False, ("2",)),
        ("ROOT", False, ("2",)),
    ]


@pytest.mark.parametrize("root", ["NODE", "TRACK", "COLLECTION", "PRODUCT"])
def test_a_document_of_other_elements_is_no_library(tmp_path: Path, root: str) -> None:
    (tmp_path / "l.xml").write_text(f"<{root}/>")
    with pytest.raises(LibraryDamaged, match=r"l\.xml has no <DJ_PLAYLISTS> around everything"):
        read_xml(tmp_path / "l.xml")


def test_an_id_with_blanks_around_it_is_none(tmp_path: Path) -> None:
    ids = (" 1", "1", "a b")
    records = [record(TrackID=id_, Location=f"file://localhost/{at}.mp3") for at, id_ in enumerate(ids)]
    (tmp_path / "l.xml").write_text(library(records, {"Set": ids}))
    found = read_xml(tmp_path / "l.xml")
    odd = found.tracks[0].id
    assert odd.startswith("no-id~")
    assert [track.id for track in found.tracks] == [odd, "1", "a b"]
    assert found.playlists[0].track_ids == (odd, "1", "a b")
    assert found.warnings == ("1 tracks have no TrackID; they are named after their Location and not exported",)
    with pytest.raises(ExportError, match="no_id: 1"):
        write_export(request(found, tmp_path / "n.xml", [approved(odd, "House")]))


def test_a_windows_path_with_back_slashes_is_a_path(tmp_path: Path) -> None:
    found = read_xml(write_library(tmp_path / "l.xml", record(Location="file://localhost/C:\\M\\a.mp3")))
    assert found.tracks[0].location == "C:/M/a.mp3"
