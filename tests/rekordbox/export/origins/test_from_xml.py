import errno
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exports import Given, approved, collection_of, inside, request
from tests.support.rekordbox_xml import record, write_library

from rekurate.errors import ExportError
from rekurate.model import Field
from rekurate.rekordbox.export import Exported, LeftOut, LeftOuts, Reason, write_export
from rekurate.rekordbox.export.records.splice import splice
from rekurate.rekordbox.xmlfile import read_xml

DATA = Path(__file__).parents[3] / "data" / "rekordbox"


@pytest.mark.parametrize("name", ["rekordbox5_database.xml", "rekordbox6_database.xml"])
def test_an_identity_export_of_everything_is_byte_identical(tmp_path: Path, name: str) -> None:
    library = read_xml(DATA / name)
    same = [approved(track.id, track.genre, track.genre) for track in library.tracks]
    exported = write_export(request(library, tmp_path / "new.xml", same, keep_cues=True))
    assert collection_of(exported.path) == collection_of(DATA / name)


@pytest.mark.parametrize("eol", ["\r\n", "\n"])
def test_the_new_file_is_exactly_this(tmp_path: Path, eol: str) -> None:
    path = write_library(
        tmp_path / "l.xml",
        record(TrackID="1", Genre="Old", Name="A & B", eol=eol),
        record(TrackID="2", eol=eol),
        record((), TrackID="3", Genre=None, eol=eol),
        eol=eol,
    )
    changes = [approved("3", "R&B"), approved("404", "R&B"), approved("1", "House", "Old")]
    exported = write_export(request(read_xml(path), tmp_path / "new.xml", changes))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n\n<DJ_PLAYLISTS Version="1.0.0">\n'
        '  <PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>\n  <COLLECTION Entries="2">\n'
        + record((), TrackID="1", Genre="House", Name="A & B", eol="\n")
        + record((), TrackID="3", Genre="R&B", eol="\n")
        + '  </COLLECTION>\n  <PLAYLISTS>\n    <NODE Type="0" Name="ROOT" Count="1">\n'
        '      <NODE Name="Rekurate 2026-11-20" Type="1" KeyType="0" Entries="2">\n'
        '        <TRACK Key="1"/>\n        <TRACK Key="3"/>\n      </NODE>\n    </NODE>\n'
        "  </PLAYLISTS>\n</DJ_PLAYLISTS>\n"
    )
    raw = exported.path.read_bytes()
    assert raw.decode().replace("\r\n", "\n").split() == text.split()
    assert (b"\r\n" in raw) == (eol == "\r\n")
    assert raw.count(b"\n") == raw.count(eol.encode())
    assert exported == Exported(
        path=tmp_path / "new.xml",
        sha256=hashlib.sha256(raw).hexdigest(),
        tracks=2,
        inside=bytes([1, 0, 1]),
        left_out=LeftOuts({Reason.GONE: 1}, (LeftOut("404", Reason.GONE, "", (changes[1].change,)),)),
        playlist_name="Rekurate 2026-11-20",
        playlists={},
        companions=0,
        keep_cues=False,
        size=len(raw),
    )


def test_cues_are_kept_byte_for_byte_when_asked_for(tmp_path: Path) -> None:
    one = record(TrackID="1", Genre="Old")
    path = write_library(tmp_path / "l.xml", one)
    exported = write_export(
        request(read_xml(path), tmp_path / "n.xml", [approved("1", "House", "Old")], keep_cues=True)
    )
    assert collection_of(exported.path).decode() == one.replace('Genre="Old"', 'Genre="House"')
    assert (exported.keep_cues, exported.warnings) == (True, ())


def test_a_record_whose_cues_are_damaged_stays_out_where_cues_are_kept_and_the_others_go(tmp_path: Path) -> None:
    path = write_library(
        tmp_path / "l.xml", record(('<POSITION_MARK Name="DAMAGE"/>',), TrackID="1"), record(TrackID="2")
    )
    path.write_bytes(path.read_bytes().replace(b"DAMAGE", b"\x01"))
    asked = [approved("1", "House"), approved("2", "House")]
    kept = write_export(request(read_xml(path), tmp_path / "kept.xml", asked, keep_cues=True))
    assert (kept.inside, kept.left_out.counts) == (bytes([0, 1]), {Reason.DAMAGED: 1})
    assert write_export(request(read_xml(path), tmp_path / "without.xml", asked)).inside == bytes([1, 1])


def test_what_cannot_go_out_is_left_out_with_its_reason(tmp_path: Path) -> None:
    path = write_library(
        tmp_path / "l.xml",
        record(TrackID="1"),
        record(TrackID="2", Genre="Theirs now"),
        record(TrackID="3", Location="file://localhostsoundcloud:tracks:1"),
        record(TrackID="4", Location=None),
        record(TrackID="5", Location="file://localhost/same%20one.mp3"),
        record(TrackID="6", Location="file://localhost/same one.mp3"),
        record(TrackID="7", Location="file://localhost/7a"),
        record(TrackID="7", Location="file://localhost/7b"),
        record(TrackID="8", Location="file://localhost/" + "x" * 255),
        record(TrackID="9", Name="DAMAGE"),
        record(TrackID="10"),
    )
    path.write_bytes(path.read_bytes().replace(b"DAMAGE", b"\x01"))
    library = read_xml(path)
    second = next(track.id for track in library.tracks if track.location == "/7b")
    ids = ["1", "2", "3", "4", "5", "6", "7", second, "8", "9", "404"]
    changes = [approved(id_, "New") for id_ in ids] + [approved("10", "bad \x01 text")]
    asked = request(library, tmp_path / "n.xml", changes)
    exported = write_export(asked)
    assert inside(asked, exported) == [changes[0].change]
    assert {(each.track_id, each.reason) for each in exported.left_out.first} == {
        ("2", Reason.CHANGED_SINCE_STAGING),
        ("3", Reason.STREAMING),
        ("4", Reason.NO_LOCATION),
        ("5", Reason.DUPLICATE_LOCATION),
        ("6", Reason.DUPLICATE_LOCATION),
        ("7", Reason.DUPLICATE_ID),
        (second, Reason.DUPLICATE_ID),
        ("8", Reason.PATH_TOO_LONG),
        ("9", Reason.DAMAGED),
        ("404", Reason.GONE),
        ("10", Reason.NOT_WRITABLE),
    }
    assert exported.left_out.counts.items() >= {(Reason.DUPLICATE_ID, 2), (Reason.DUPLICATE_LOCATION, 2)}
    assert (sum(exported.left_out.counts.values()), len(exported.left_out.first)) == (11, 11)


def test_a_stale_field_is_left_out_and_the_tracks_other_field_goes(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1", Genre="Changed", Label="Brand"))
    changes = [approved("1", "House", "Old"), approved("1", "Other", "Brand", Field.LABEL)]
    exported = write_export(request(read_xml(path), tmp_path / "n.xml", changes))
    assert exported.inside == bytes([0, 1])
    assert exported.left_out.first == (
        LeftOut(
            "1",
            Reason.CHANGED_SINCE_STAGING,
            "genre is 'Changed' now, was 'Old' when staged",
            (changes[0].change,),
        ),
    )
    assert b'Genre="Changed"' in exported.path.read_bytes()
    assert b'Label="Other"' in exported.path.read_bytes()


def test_nothing_left_to_write_is_an_error_and_no_file(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1", Genre="Changed"))
    with pytest.raises(ExportError, match=r"Nothing is left to write \(changed_since_staging: 1; genre is 'Changed'"):
        write_export(request(read_xml(path), tmp_path / "n.xml", [approved("1", "House", "Old")]))
    assert [file.name for file in tmp_path.iterdir()] == ["l.xml"]


def test_a_library_in_another_encoding_is_not_copied_byte_for_byte(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"))
    path.write_bytes(path.read_bytes().replace(b"UTF-8", b"ISO-8859-1"))
    with pytest.raises(ExportError, match="not encoded in UTF-8"):
        write_export(request(read_xml(path), tmp_path / "n.xml", [approved("1", "House")]))


def test_a_library_that_is_gone_is_an_error_of_the_export(tmp_path: Path) -> None:
    library = read_xml(write_library(tmp_path / "l.xml", record(TrackID="1")))
    library.source.path.unlink()
    with pytest.raises(ExportError, match=r"cannot be read again .*nothing was written"):
        write_export(request(library, tmp_path / "n.xml", [approved("1", "House")]))


def test_a_damaged_location_stays_out_and_keeps_no_other_out(tmp_path: Path) -> None:
    damaged = record(TrackID="2").replace("/Music/2.mp3", "/%c3%a9/&#xD800;2.mp3")
    library = read_xml(write_library(tmp_path / "l.xml", record(TrackID="1"), damaged))
    exported = write_export(request(library, tmp_path / "n.xml", [approved("1", "House"), approved("2", "House")]))
    assert (exported.inside, exported.left_out.counts) == (bytes([1, 0]), {Reason.DAMAGED: 1})


def test_a_library_whose_drive_goes_is_an_error_of_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = read_xml(write_library(tmp_path / "l.xml", record(TrackID="1")))

    def gone(*_: object) -> object:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("rekurate.rekordbox.export.origins.from_xml.records", gone)
    with pytest.raises(ExportError, match=r"cannot be read again .Input/output error.; nothing was written"):
        write_export(request(library, tmp_path / "n.xml", [approved("1", "House")]))


def test_a_library_exported_again_meanwhile_is_checked_as_it_is_now(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"), record(TrackID="2"))
    library = read_xml(path)
    write_library(path, record(TrackID="2", Comments="newer"))
    exported = write_export(request(library, tmp_path / "n.xml", [approved("1", "House"), approved("2", "House")]))
    assert exported.inside == bytes([0, 1])
    assert b'Comments="newer"' in exported.path.read_bytes()
    assert [(each.track_id, each.reason) for each in exported.left_out.first] == [("1", Reason.GONE)]


def test_a_value_the_library_took_over_meanwhile_still_goes_out(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1", Genre="House"))
    exported = write_export(request(read_xml(path), tmp_path / "n.xml", [approved("1", "House", "Old")]))
    assert (exported.tracks, exported.left_out) == (1, LeftOuts())


def test_a_value_in_single_quotes_that_looks_like_an_attribute_spoils_nothing(tmp_path: Path) -> None:
    odd = '<TRACK TrackID="1" Name= \'say Genre="x"\' Genre="" Location="file://localhost/M/1.mp3"/>'
    path = write_library(tmp_path / "l.xml", odd + "\r\n", record(TrackID="2"))
    asked = [approved("1", "Techno"), approved("2", "Techno")]
    exported = write_export(request(read_xml(path), tmp_path / "n.xml", asked))
    assert exported.inside == bytes([1, 1])
    assert odd.replace('Genre=""', 'Genre="Techno"').encode() in exported.path.read_bytes()


def test_a_record_that_cannot_be_changed_safely_stays_out_and_the_others_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"), record(TrackID="2"))

    def garbling(tag: bytes, before: Mapping[str, str], *rest: object) -> bytes:
        return splice(tag, {**before, "Mix": "another"} if before["TrackID"] == "1" else before, *rest)

    monkeypatch.setattr("rekurate.rekordbox.export.origins.from_xml.splice", garbling)
    asked = [approved("1", "Techno"), approved("2", "Techno")]
    exported = write_export(request(read_xml(path), tmp_path / "n.xml", asked))
    assert (exported.inside, exported.tracks) == (bytes([0, 1]), 1)
    left_out = exported.left_out.first[0]
    assert (left_out.reason, left_out.changes) == (Reason.DAMAGED, (asked[0].change,))
    assert "cannot be changed safely" in left_out.detail


def test_a_record_without_an_id_is_left_out_for_that_and_not_as_a_duplicate(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"), record(TrackID=None))
    library = read_xml(path)
    asked = [approved(track.id, "Techno") for track in library.tracks] + [approved("3~x", "Techno")]
    exported = write_export(request(library, tmp_path / "n.xml", asked))
    assert exported.left_out.counts == {Reason.NO_ID: 1, Reason.GONE: 1}


def test_a_library_that_is_saved_anew_while_it_is_copied_gives_no_file(tmp_path: Path) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"))

    class Meanwhile(Given):
        def of(self, track_ids: Collection[str]) -> object:
            path.write_bytes(path.read_bytes() + b"\n")
            return super().of(track_ids)

    asked = request(read_xml(path), tmp_path / "n.xml", [])
    with pytest.raises(ExportError, match="changed during the export; nothing was written"):
        write_export(replace(asked, changes=Meanwhile([approved("1", "Techno")])))
    assert list(tmp_path.iterdir()) == [path]
