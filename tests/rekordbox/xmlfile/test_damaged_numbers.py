"""Damaged numbers make no library unreadable; each of them is counted."""

from pathlib import Path

from tests.support.exports import approved, collection_of, request
from tests.support.rekordbox_xml import record, write_library

from rekurate.rekordbox.export import write_export
from rekurate.rekordbox.xmlfile import read_xml

NINES = "9" * 400


def test_each_damaged_value_is_unknown_and_counted(tmp_path: Path) -> None:
    bad = {"Rating": NINES, "Year": "20x4", "AverageBpm": "abc", "DateAdded": "gestern", "Size": "-1"}
    again = {"Rating": "999", "Year": NINES, "TotalTime": "x", "PlayCount": "x", "BitRate": NINES, "Colour": "pink"}
    records = [record(TrackID=str(n), **one) for n, one in enumerate((bad, again, again, {"AverageBpm": "128,50"}))]
    found = read_xml(write_library(tmp_path / "l.xml", *records))
    first, second = found.tracks[:2]
    assert (first.rating, first.year, first.bpm, first.added, first.file_size) == (0, 0, 0.0, "", 0)
    assert (second.rating, second.year, second.seconds, second.play_count, second.bit_rate) == (0, 0, 0, 0, 0)
    assert found.tracks[3].bpm == 128.5
    assert [warning for warning in found.warnings if "no sense" in warning] == [
        "17 numbers or dates make no sense (such as AverageBpm 'abc') and were read as unknown"
    ]


def test_nothing_said_is_no_damage(tmp_path: Path) -> None:
    empty = dict.fromkeys(("Rating", "Year", "AverageBpm", "DateAdded", "Size", "TotalTime", "Colour"), "")
    blank = dict.fromkeys(empty, " ")
    assert read_xml(write_library(tmp_path / "l.xml", record(**empty), record(TrackID="2", **blank))).warnings == ()


def test_a_damaged_value_that_nobody_changes_goes_out_as_it_was(tmp_path: Path) -> None:
    one = record((), TrackID="1", Rating="999")
    library = read_xml(write_library(tmp_path / "l.xml", one))
    exported = write_export(request(library, tmp_path / "n.xml", [approved("1", "House")]))
    assert collection_of(exported.path).decode() == one.replace('Genre=""', 'Genre="House"')
