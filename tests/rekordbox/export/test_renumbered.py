"""A library that is numbered anew: a yes to one song never reaches the song that has its id by now."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exports import approved, request
from tests.support.rekordbox_db import Row, build_database
from tests.support.rekordbox_xml import record, write_library

from rekurate.errors import ExportError
from rekurate.model import ApprovedChange
from rekurate.rekordbox.export import LeftOut, Reason, write_export
from rekurate.rekordbox.masterdb import read_database
from rekurate.rekordbox.xmlfile import read_xml

A, B = "file://localhost/M/a.mp3", "file://localhost/M/b.mp3"


def meant_for(location: str, track_id: str) -> ApprovedChange:
    """Return a change that was staged when the id was that of the file at `location`."""
    plain = approved(track_id, "Techno")
    return replace(plain, change=replace(plain.change, location=location))


def test_an_xml_whose_ids_were_swapped_gets_no_genre_of_another_song(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1", Location=B), record(TrackID="2", Location=B + "3"))
    changes = [meant_for("/M/a.mp3", "1"), meant_for("/M/b.mp33", "2")]
    exported = write_export(request(read_xml(path), tmp_path / "n.xml", changes))
    detail = "its id is that of '/M/b.mp3' now, was that of '/M/a.mp3' when staged: stage it anew"
    assert exported.inside == bytes([0, 1])
    assert exported.left_out.first == (LeftOut("1", Reason.CHANGED_SINCE_STAGING, detail, (changes[0].change,)),)


def test_a_database_row_of_another_file_is_left_out_too(tmp_path: Path) -> None:
    for name in ("rekordbox", "out"):
        (tmp_path / name).mkdir()
    database = build_database(tmp_path / "rekordbox" / "master.db", [Row(id="1", path="/M/b.mp3")])
    with pytest.raises(ExportError, match=r"changed_since_staging: 1; its id is that of '/M/b.mp3' now"):
        write_export(request(read_database(database), tmp_path / "out" / "n.xml", [meant_for("/M/a.mp3", "1")]))


def test_what_was_staged_before_locations_were_kept_goes_out_by_its_id(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1", Location=A))
    assert write_export(request(read_xml(path), tmp_path / "n.xml", [approved("1", "Techno")])).tracks == 1
