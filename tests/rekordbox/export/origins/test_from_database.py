import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exports import approved, collection_of, request
from tests.support.rekordbox_db import Row, Tables, build_database, connect
from tests.support.rekordbox_folder import crash_with_wal, picture

from rekurate.errors import ExportError
from rekurate.model import Field
from rekurate.rekordbox.export import LeftOuts, Reason, write_export
from rekurate.rekordbox.masterdb import read_database
from rekurate.rekordbox.masterdb.opening import read_stable
from rekurate.rekordbox.xmlfile import read_xml

FULL = Row(
    id="7", path="/Users/dj/é & b.mp3", title="Night\nDrive", artist="Mira", remixer="Tol", composer="Comp",
    album="Nights", genre="Old", label="Brand", key="8A", comment="/* Peak */ " + "x" * 300, bpm=12753, length=361,
    year=2019, rating=4, stock_date="2024-05-06", color="8", plays=12, bit_rate=320, size=14_400_000,
)  # fmt: skip
BARE = Row(
    id="8", path="C:/b.mp3", title="Bare", comment=None, bpm=0, length=0, stock_date=None, bit_rate=None, size=None,
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make Rekordbox's folder, apart from where exports go."""
    folder = tmp_path / "rekordbox"
    folder.mkdir()
    return folder


def test_only_what_was_read_is_written_in_rekordboxs_order_and_formats(folder: Path, tmp_path: Path) -> None:
    library = read_database(build_database(folder / "master.db", [FULL, BARE]))
    changes = [approved("7", "R&B/Soul", "Old"), approved("8", "House"), approved("8", "2", "0", Field.RATING)]
    exported = write_export(request(library, tmp_path / "new.xml", changes))
    full = (
        '    <TRACK TrackID="7" Name="Night&#10;Drive" Artist="Mira" Composer="Comp" Album="Nights" '
        'Genre="R&amp;B/Soul" Size="14400000" TotalTime="361" Year="2019" AverageBpm="127.53" DateAdded="2024-05-06" '
        f'BitRate="320" Comments="/* Peak */ {"x" * 300}" PlayCount="12" Rating="204" '
        'Location="file://localhost/Users/dj/%c3%a9%20%26%20b.mp3" Remixer="Tol" Tonality="8A" Label="Brand" '
        'Colour="0x660099"/>'
    )
    bare = '    <TRACK TrackID="8" Name="Bare" Genre="House" Rating="102" Location="file://localhost/C:/b.mp3"/>'
    assert collection_of(exported.path).decode() == f"{full}\r\n{bare}\r\n"
    assert exported.left_out == LeftOuts()


def test_a_zero_is_a_title_and_no_number(folder: Path, tmp_path: Path) -> None:
    row = Row(
        id="8", path="/b.mp3", title="0", artist="0.00", comment="0", bpm=0, length=-1, plays=-2, bit_rate=0, size=0
    )
    path = build_database(folder / "master.db", [row])
    with connect(path) as connection:
        connection.execute("UPDATE djmdContent SET TrackNo = -1, DiscNo = 0, SampleRate = -44100")
    exported = write_export(request(read_database(path), tmp_path / "new.xml", [approved("8", "House")]))
    assert collection_of(exported.path).decode() == (
        '    <TRACK TrackID="8" Name="0" Artist="0.00" Genre="House" DateAdded="2024-05-06" Comments="0" '
        'Location="file://localhost/b.mp3"/>\r\n'
    )


def test_an_undo_to_nothing_is_written_as_nothing(folder: Path, tmp_path: Path) -> None:
    library = read_database(build_database(folder / "master.db", [FULL]))
    exported = write_export(request(library, tmp_path / "new.xml", [approved("7", "", "Old")]))
    assert b'Genre=""' in exported.path.read_bytes()


def test_rows_are_read_again_and_what_changed_since_staging_is_left_out(folder: Path, tmp_path: Path) -> None:
    path = build_database(folder / "master.db", [FULL, BARE])
    library = read_database(path)
    changed = "UPDATE djmdContent SET GenreID = (SELECT ID FROM djmdGenre WHERE Name = 'Old') WHERE ID = '8'"
    crash_with_wal(path, [changed, "UPDATE djmdContent SET Title = 'Renamed' WHERE ID = '7'"])
    exported = write_export(
        request(library, tmp_path / "new.xml", [approved("7", "House", "Old"), approved("8", "House")])
    )
    assert [(track.id, track.title) for track in read_xml(exported.path).tracks] == [("7", "Renamed")]
    assert [(each.track_id, each.reason, each.detail) for each in exported.left_out.first] == [
        ("8", Reason.CHANGED_SINCE_STAGING, "genre is 'Old' now, was '' when staged")
    ]


def test_what_cannot_go_out_is_left_out_with_its_reason(folder: Path, tmp_path: Path) -> None:
    rows = [
        Row(id="1", path="/1.mp3"),
        Row(id="2", path="soundcloud:tracks:1"),
        Row(id="3", path=None),
        Row(id="4", path="/same.mp3"),
        Row(id="5", path="/same.mp3"),
        Row(id="6", path="/" + "x" * 255),
        Row(id="7", path="/7.mp3", title="a\0b"),
        Row(id="8", path="/8.mp3", deleted=1),
        Row(id="9", path="/9.mp3", title="M\ufffdira"),
    ]
    library = read_database(build_database(folder / "master.db", rows))
    exported = write_export(
        request(library, tmp_path / "new.xml", [approved(str(number), "House") for number in range(1, 10)])
    )
    assert exported.inside == bytes([1, *[0] * 8])
    assert [(each.track_id, each.reason) for each in exported.left_out.first] == [
        ("2", Reason.STREAMING),
        ("3", Reason.NO_LOCATION),
        ("4", Reason.DUPLICATE_LOCATION),
        ("5", Reason.DUPLICATE_LOCATION),
        ("6", Reason.PATH_TOO_LONG),
        ("7", Reason.DAMAGED),
        ("9", Reason.DAMAGED),
        ("8", Reason.GONE),
    ]
    assert {each.detail[:10] for each in exported.left_out.first if each.reason is Reason.DAMAGED} == {"Name holds"}


def test_the_users_playlist_names_are_never_written(folder: Path, tmp_path: Path) -> None:
    tables = Tables(playlists=[("1", "Warm Up", "root", 0), ("2", "rekurate 2026-11-20", "root", 0)])
    library = read_database(build_database(folder / "master.db", [FULL], tables))
    changes = [approved("7", "House", "Old")]
    with pytest.raises(ExportError, match=r'There is a playlist named "WARM UP" already.*Choose another name'):
        write_export(request(library, tmp_path / "a.xml", changes, playlists={"WARM UP": ["7"]}))
    exported = write_export(request(library, tmp_path / "b.xml", changes))
    assert exported.playlist_name == "Rekurate 2026-11-20 (2)"


def test_an_export_leaves_the_folder_bit_identical(folder: Path, tmp_path: Path) -> None:
    path = build_database(folder / "master.db", [FULL], encrypted=True)
    crash_with_wal(path, ["UPDATE djmdContent SET Rating = 1"], encrypted=True)
    before = picture(folder)
    write_export(request(read_database(path), tmp_path / "new.xml", [approved("7", "House", "Old")]))
    assert picture(folder) == before


def test_cues_are_never_half_written(folder: Path, tmp_path: Path) -> None:
    library = read_database(build_database(folder / "master.db", [FULL]))
    exported = write_export(request(library, tmp_path / "n.xml", [approved("7", "House", "Old")], keep_cues=True))
    assert not exported.keep_cues
    assert write_export(request(library, tmp_path / "m.xml", [approved("7", "House", "Old")])).warnings == ()
    assert exported.warnings == (
        "Cues were not written: the database holds no beat grid, and half a cue list would replace the whole one",
    )


def test_a_database_that_cannot_be_read_again_is_an_error_of_the_export(folder: Path, tmp_path: Path) -> None:
    path = build_database(folder / "master.db", [FULL])
    library = read_database(path)
    with connect(path) as connection:
        connection.execute("DROP TABLE djmdContent")
    with pytest.raises(ExportError, match="cannot be read again, so nothing was written"):
        write_export(request(library, tmp_path / "n.xml", [approved("7", "House", "Old")]))
    assert not (tmp_path / "n.xml").exists()


def test_a_reading_that_has_to_begin_again_leaves_no_trace(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [Row(id=str(number), path=f"/{number}.mp3") for number in range(1, 601)]
    path = build_database(folder / "master.db", rows)
    changes = [approved(str(number), "House") for number in range(1, 602)]
    asked = request(read_database(path), tmp_path / "once.xml", changes, playlists={"Set": ["1"]})
    once = write_export(asked)

    def twice(path: Path, read: Callable[[object], object]) -> tuple[object, object]:
        def moved(connection: object) -> object:
            read(connection)
            return read(connection)

        return read_stable(path, moved)

    monkeypatch.setattr("rekurate.rekordbox.export.origins.from_database.read_stable", twice)
    again = write_export(replace(asked, output=tmp_path / "twice.xml"))
    assert replace(again, path=once.path) == once
    assert (once.tracks, once.left_out.counts) == (600, {Reason.GONE: 1})


def test_a_rating_that_makes_no_sense_is_not_handed_on(folder: Path, tmp_path: Path) -> None:
    library = read_database(build_database(folder / "master.db", [Row(id="7", rating=999)]))
    exported = write_export(request(library, tmp_path / "new.xml", [approved("7", "House")]))
    assert b"Rating" not in exported.path.read_bytes()


def test_an_export_from_the_database_loads_nothing_that_reads_an_xml() -> None:
    code = "import sys, rekurate.rekordbox.export.origins.from_database\nprint('lxml' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert out.stdout == "False\n"
