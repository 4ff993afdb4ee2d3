from pathlib import Path

import pytest
from tests.support.rekordbox_xml import library, record, write_library

from rekurate.errors import LibraryDamaged, LibraryNotFound
from rekurate.model import Playlist, Track, TrackKind
from rekurate.rekordbox.xmlfile import read_xml
from rekurate.rekordbox.xmlfile.read import _collect

DATA = Path(__file__).parents[2] / "data" / "rekordbox"


def read(path: Path, text: str) -> object:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_xml(path)


@pytest.mark.parametrize(("name", "product"), [("5", "rekordbox 5.8.6"), ("6", "rekordbox 6.6.2")])
def test_exports_of_rekordbox_itself_are_read_without_a_surprise(name: str, product: str) -> None:
    found = read_xml(DATA / f"rekordbox{name}_database.xml")
    assert (len(found.tracks), found.source.product) == (6, product)
    assert found.warnings == ("4 sampler one-shots of Rekordbox are left out of selections unless asked for",)
    demo = next(track for track in found.tracks if track.title == "Demo Track 1")
    assert (demo.artist, demo.label, demo.bpm, demo.location) == (
        "Loopmasters",
        "Loopmasters",
        128.0,
        "C:/Music/PioneerDJ/Demo Tracks/Demo Track 1.mp3",
    )


def test_a_full_record_becomes_a_track_as_it_is_written(tmp_path: Path) -> None:
    title = "Night & Drive\n'🎧' \u202bעברית"
    full = record(
        TrackID="77", Name=title, Artist="Mira", Remixer="Tol", Album="Nights", Genre="House ", Label="Brand",
        Tonality="Gm", Comments="/* Peak */", AverageBpm="127.53", Year="2019", Rating="204", TotalTime="361",
        DateAdded="2024-5-6", Colour="0xff007f", PlayCount="12", BitRate="320", Size="14400000",
        Location="file://localhost/Users/dj/%c3%a9%20%26%20%2540.mp3",
    )  # fmt: skip
    found = read_xml(write_library(tmp_path / "l.xml", full))
    assert found.tracks == (
        Track(
            id="77", title=title, artist="Mira", remixer="Tol", album="Nights",
            genre="House ", label="Brand", key="Gm", comments="/* Peak */", bpm=127.53, year=2019, rating=4,
            seconds=361, added="2024-05-06", color="0xFF007F", play_count=12, bit_rate=320, file_size=14_400_000,
            location="/Users/dj/é & %40.mp3", kind=TrackKind.FILE, my_tags=(),
        ),
    )  # fmt: skip
    assert found.warnings == ()


def test_a_file_that_is_saved_anew_while_it_is_read_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_library(tmp_path / "l.xml", record(TrackID="1"))

    def collecting(one: Path) -> object:
        found = _collect(one)
        path.write_bytes(path.read_bytes() + b"\n")
        return found

    monkeypatch.setattr("rekurate.rekordbox.xmlfile.read._collect", collecting)
    with pytest.raises(LibraryDamaged, match="changed while it was being read"):
        read_xml(path)


def test_a_record_of_id_and_location_alone_is_a_track(tmp_path: Path) -> None:
    found = read(tmp_path / "l.xml", library(['<TRACK TrackID="1" Location="file://localhost/a.mp3"/>']))
    assert found.tracks == (Track("1", *[""] * 8, 0.0, 0, 0, 0, "", "", 0, 0, 0, "/a.mp3", TrackKind.FILE, ()),)


def test_a_file_of_another_tool_survives_with_counted_warnings(tmp_path: Path) -> None:
    records = [
        '<TRACK Location="file://localhost/a b ü.mp3" TrackID="1" Genre="House"/>',
        '<TRACK TrackID="1" Name="Second of one id" Location="file://localhost/c.mp3"/>',
        '<TRACK Name="No id" Location="file://localhost/d.mp3"/>',
        '<TRACK TrackID="5" Name="No Location"/>',
        '<TRACK TrackID="6" Name="Same Location" Location="file://localhost/c.mp3"/>',
        '<TRACK TrackID="7" AverageBpm="nan" Year="?" Rating="5" Size="" Location="file://localhostsoundcloud:tracks:1"/>',
    ]
    text = library(records, {"Set": ["1", "404"]}, entries="99").replace('<?xml version="1.0" encoding="UTF-8"?>', "")
    found = read(tmp_path / "l.xml", text.lstrip())
    assert [track.id for track in found.tracks] == ["1", "1~c5b5dd8f", "no-id~c9e800db", "5", "6", "7"]
    assert found.tracks[5]._replace(location="") == Track(
        "7", *[""] * 8, 0.0, 0, 5, 0, "", "", 0, 0, 0, "", TrackKind.STREAMING, ()
    )
    assert found.playlists[0].track_ids == ("1",)
    assert found.warnings == (
        'COLLECTION says Entries="99" but holds 6 tracks; all 6 were read',
        "1 playlist entries name no track of the collection and were dropped",
        "2 numbers or dates make no sense (such as AverageBpm 'nan') and were read as unknown",
        "1 tracks have no TrackID; they are named after their Location and not exported",
        "1 tracks repeat the TrackID of another; each got an id of its own, none of them is exported",
        "1 tracks have no Location and cannot be exported",
        "1 tracks repeat the Location of another, by which Rekordbox matches; none of them is exported",
        "1 Locations are not encoded as Rekordbox does it; they were read as written",
        "1 streaming tracks have no file: they are shown, but never staged or exported",
    )


def test_made_up_ids_are_the_same_in_every_reading_and_order(tmp_path: Path) -> None:
    records = [f'<TRACK TrackID="{n % 2 or ""}" Location="file://localhost/{n}.mp3"/>' for n in range(6)]
    once = read(tmp_path / "a.xml", library(records)).tracks
    again = read(tmp_path / "b.xml", library([*records, record(TrackID="9")])).tracks
    assert len({track.id for track in once}) == 6
    assert again[:6] == once


def test_the_tree_of_playlists_is_read_with_folders_and_location_keys(tmp_path: Path) -> None:
    tree = (
        '<NODE Type="0" Name="ROOT" Count="2"><NODE Type="0" Name="Folder" Count="2">'
        '<NODE Name="Twin" Type="1" KeyType="0" Entries="1"><TRACK Key="2"/></NODE>'
        '<NODE Name="Twin" Type="1" KeyType="1" Entries="1"><TRACK Key="file://localhost/Users/dj/Music/1.mp3"/></NODE>'
        '</NODE><NODE Name="Last" Type="1" KeyType="0" Entries="0"/></NODE>'
    )
    text = library([record(TrackID="1"), record(TrackID="2")])
    begin, end = text.index("<PLAYLISTS>") + len("<PLAYLISTS>"), text.index("</PLAYLISTS>")
    found = read(tmp_path / "l.xml", text[:begin] + tree + text[end:])
    assert found.playlists == (
        Playlist("Folder", "Folder", "Folder", is_folder=True, track_ids=()),
        Playlist("Folder / Twin (1)", "Twin", "Folder / Twin", is_folder=False, track_ids=("2",), depth=1),
        Playlist("Folder / Twin (2)", "Twin", "Folder / Twin", is_folder=False, track_ids=("1",), depth=1),
        Playlist("Last", "Last", "Last", is_folder=False, track_ids=()),
    )


def test_a_file_without_playlists_is_read(tmp_path: Path) -> None:
    text = '<DJ_PLAYLISTS><COLLECTION Entries="1"><TRACK TrackID="1" Location="/a"/></COLLECTION></DJ_PLAYLISTS>'
    assert len(read(tmp_path / "l.xml", text).tracks) == 1


def test_an_empty_collection_is_a_library(tmp_path: Path) -> None:
    found = read_xml(write_library(tmp_path / "l.xml"))
    assert (found.tracks, found.playlists, found.warnings) == ((), (), ())


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE DJ_PLAYLISTS>",
        '<!DOCTYPE DJ_PLAYLISTS [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE DJ_PLAYLISTS SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_doctype_is_refused_whatever_it_holds(tmp_path: Path, doctype: str) -> None:
    text = library([record(Name="x")]).replace("<DJ_PLAYLISTS", doctype + "<DJ_PLAYLISTS", 1).replace('"x"', '"&b;"')
    with pytest.raises(LibraryDamaged, match=r"l\.xml carries a DOCTYPE.* choose File > Export Collection"):
        read(tmp_path / "l.xml", text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\0\0\0", "is empty"),
        ("<html><body/></html>", r"l\.xml starts with <html>, not <DJ_PLAYLISTS>"),
        ('<!DOCTYPE plist PUBLIC "-//Apple" "http://127.0.0.1/"><plist/>', r"l\.xml starts with <plist>, not"),
        ("no XML at all", "ends in the middle"),
        ("SQLite format 3\0 and more", r"is a database, not an XML\. Name it in REKORDBOX_DB_PATH"),
        (library([record()])[:900] + "\0" * 200_000, "ends in the middle: and 200000 zero bytes follow"),
        ("\0" * 200_000, "is empty"),
        (library([record()]) + "\0" * 5000, "was copied badly: 5000 zero bytes follow its end"),
        (library([record()])[:900].encode("utf-16").decode("utf-8", "surrogateescape"), "is written in UTF-16 and"),
        (library([record(), record(TrackID="2")])[:900], "ends in the middle"),
        (library([record()]).replace("</TRACK>", ""), "is damaged"),
    ],
)
def test_what_is_no_whole_collection_is_named_with_the_next_step(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LibraryDamaged, match=f"{said}.*"):
        read(tmp_path / "l.xml", text)


def test_a_missing_file_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound, match="Set REKORDBOX_XML_PATH"):
        read_xml(tmp_path / "none.xml")


def test_an_encrypted_database_named_as_an_xml_names_the_other_setting(tmp_path: Path) -> None:
    path = tmp_path / "master.db"
    path.write_bytes(bytes(range(1, 250)) * 40)
    with pytest.raises(LibraryDamaged, match=r"master\.db is a database.* REKORDBOX_DB_PATH"):
        read_xml(path)
