"""Locations in which another tool wrote percent codes that are no UTF-8: read as text, exported as they are written."""

from pathlib import Path

from tests.support.exports import approved, collection_of, request
from tests.support.rekordbox_xml import record, write_library

from rekurate.rekordbox.export import Reason, write_export
from rekurate.rekordbox.xmlfile import read_xml

SAID = (
    "2 Locations hold percent codes that are no UTF-8; they were read as Western letters and are exported as they are "
    "written"
)


def test_such_locations_are_text_and_are_counted(tmp_path: Path) -> None:
    places = ("M%fcller/1%e9.mp3", "M%fcller/2.mp3", "M%c3%bcller/3.mp3")
    records = [record(TrackID=str(n), Location=f"file://localhost/{place}") for n, place in enumerate(places, 1)]
    found = read_xml(write_library(tmp_path / "l.xml", *records))
    assert [track.location for track in found.tracks] == ["/Müller/1é.mp3", "/Müller/2.mp3", "/Müller/3.mp3"]
    assert found.warnings == (SAID,)


def test_their_bytes_go_out_as_they_came(tmp_path: Path) -> None:
    one = record((), TrackID="1", Location="file://localhost/M%fcller/1%E9.mp3")
    library = read_xml(write_library(tmp_path / "l.xml", one, record(TrackID="2")))
    exported = write_export(request(library, tmp_path / "n.xml", [approved("1", "House")]))
    assert collection_of(exported.path).decode() == one.replace('Genre=""', 'Genre="House"')


def test_raw_bytes_beside_codes_spoil_one_record_and_no_export(tmp_path: Path) -> None:
    damaged = record(TrackID="1\udce9\udce8", Location="file://localhost/\udce9%c3%a9.mp3")
    library = read_xml(write_library(tmp_path / "l.xml", damaged, record(TrackID="2")))
    changes = [approved(track.id, "House") for track in library.tracks]
    exported = write_export(request(library, tmp_path / "n.xml", changes))
    assert exported.inside == bytes([0, 1])
    assert exported.left_out.counts == {Reason.DAMAGED: 1}
