from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, Tables, build_database, connect

from rekurate.errors import LibraryDamaged
from rekurate.model import Playlist, Track, TrackKind
from rekurate.rekordbox.masterdb import read_database

FULL = Row(
    id="7",
    path="/Users/dj/Music/é & b.mp3",
    title="Night\nDrive 🎧 \u202bעברית",
    artist="Mira",
    remixer="Tol",
    composer="Nobody Reads",
    album="Nights",
    genre="House ",
    label="Brand",
    key="8A",
    comment="/* Peak / Dark */",
    bpm=12753,
    length=361,
    year=2019,
    rating=4,
    stock_date="2024-05-06 11:12:13",
    color="2",
    plays="12",
    bit_rate=320,
    size=14_400_000,
)


def test_a_full_row_becomes_a_track_as_it_is_stored(tmp_path: Path) -> None:
    tables = Tables(tags=[("1", "Situation", "root"), ("2", "Peak Time", "1")], tagged=[("7", "2")])
    library = read_database(build_database(tmp_path / "master.db", [FULL], tables))
    assert library.tracks == (
        Track(
            id="7",
            title="Night\nDrive 🎧 \u202bעברית",
            artist="Mira",
            remixer="Tol",
            album="Nights",
            genre="House ",
            label="Brand",
            key="8A",
            comments="/* Peak / Dark */",
            bpm=127.53,
            year=2019,
            rating=4,
            seconds=361,
            added="2024-05-06",
            color="0xFF0000",
            play_count=12,
            bit_rate=320,
            file_size=14_400_000,
            location="/Users/dj/Music/é & b.mp3",
            kind=TrackKind.FILE,
            my_tags=("Situation/Peak Time",),
        ),
    )


def test_placeholders_mean_nothing(tmp_path: Path) -> None:
    nulls = Row(
        title=None, path=None, comment=None, bpm=None, length=None, year=None, rating=None, stock_date=None, color=None,
        plays=None, bit_rate=None, size=None,
    )  # fmt: skip
    path = build_database(tmp_path / "master.db", [nulls])
    with connect(path) as connection:
        connection.execute("INSERT INTO djmdGenre (ID, Name, created_at, updated_at) VALUES ('0', 'Zero', '', '')")
    library = read_database(path)
    assert library.tracks == (Track("1", *[""] * 8, 0.0, 0, 0, 0, "", "", 0, 0, 0, "", TrackKind.FILE, ()),)
    assert library.warnings == ("1 tracks have no path and cannot be exported",)


def test_genres_that_differ_in_case_or_padding_stay_different(tmp_path: Path) -> None:
    rows = [Row(id=str(n), path=f"/{n}", genre=genre) for n, genre in enumerate(("House", "house", "House ", " "))]
    library = read_database(build_database(tmp_path / "master.db", rows))
    assert [track.genre for track in library.tracks] == ["House", "house", "House ", " "]


def test_deleted_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [Row(id="1"), Row(id="2", deleted=1), Row(id="3", deleted=1)]
    tables = Tables(playlists=[("9", "Set", "root", 0)], entries={"9": ["3", "1", "2", "404"]})
    library = read_database(build_database(tmp_path / "master.db", rows, tables))
    assert [track.id for track in library.tracks] == ["1"]
    assert library.left_out == {"deleted": 2}
    assert library.playlists[0].track_ids == ("1",)


def test_sampler_and_streaming_rows_are_marked_and_counted(tmp_path: Path) -> None:
    rows = [
        Row(id="1", path="C:/Users/dj/Music/PioneerDJ/Sampler/OSC_SAMPLER(1)/PRESET ONESHOT/NOISE.wav"),
        Row(id="2", path="soundcloud:tracks:123"),
        Row(id="3", path="apple-music:tracks:9"),
        Row(id="4", path="D:/Music/a: b.mp3"),
    ]
    library = read_database(build_database(tmp_path / "master.db", rows))
    kinds = [track.kind for track in library.tracks]
    assert kinds == [TrackKind.SAMPLER, TrackKind.STREAMING, TrackKind.STREAMING, TrackKind.FILE]
    assert library.warnings == (
        "1 sampler one-shots of Rekordbox are left out of selections unless asked for",
        "2 streaming tracks have no file: they are shown, but never staged or exported",
    )


def test_playlists_come_in_the_order_of_the_tree_with_folders_and_smart_lists(tmp_path: Path) -> None:
    tables = Tables(
        playlists=[
            ("1", "Folder", "root", 1),
            ("2", "Last", "root", 0),
            ("3", "Inner", "1", 0),
            ("4", "Clever", "1", 4),
            ("5", "Orphan", "gone", 0),
            ("6", "Cloud's own", "root", -128),
            ("7", "Loop A", "8", 1),
            ("8", "Loop B", "7", 1),
        ],
        entries={"3": ["2", "1", "2"]},
    )
    rows = [Row(id="1", path="/1"), Row(id="2", path="/2")]
    library = read_database(build_database(tmp_path / "master.db", rows, tables))
    assert library.playlists == (
        Playlist("1", "Folder", "Folder", is_folder=True, track_ids=()),
        Playlist("3", "Inner", "Folder / Inner", is_folder=False, track_ids=("2", "1", "2"), depth=1),
        Playlist("4", "Clever", "Folder / Clever", is_folder=False, track_ids=(), depth=1),
        Playlist("2", "Last", "Last", is_folder=False, track_ids=()),
        Playlist("5", "Orphan", "Orphan", is_folder=False, track_ids=()),
        Playlist("7", "Loop A", "Loop A", is_folder=True, track_ids=()),
        Playlist("8", "Loop B", "Loop B", is_folder=True, track_ids=()),
    )
    assert library.warnings == (
        "1 smart playlists are listed without tracks: their rules are Rekordbox's own and are not evaluated",
    )


def test_a_playlist_that_has_the_name_of_the_root_is_not_in_itself(tmp_path: Path) -> None:
    tables = Tables(playlists=[("root", "Odd", "root", 1), ("2", "Last", "root", 0)])
    library = read_database(build_database(tmp_path / "master.db", [Row()], tables))
    assert [(one.id, one.path, one.depth) for one in library.playlists] == [("root", "Odd", 0), ("2", "Last", 0)]


def test_the_source_says_what_where_and_how_old(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [Row()])
    source = read_database(path).source
    assert (source.kind, source.path, source.product) == ("database", path, "rekordbox database 6000")
    assert source.modified_at.startswith("20")
    assert source.modified_at.endswith("+00:00")


def test_columns_of_another_version_that_are_missing_read_as_unknown(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [FULL])
    with connect(path) as connection:
        for column in ("ColorID", "DJPlayCount", "StockDate", "Length", "BPM"):
            connection.execute(f"ALTER TABLE djmdContent DROP COLUMN {column}")
        connection.execute("DROP TABLE djmdMyTag")
        connection.execute("DROP TABLE djmdLabel")
        connection.execute("DROP TABLE djmdPlaylist")
    library = read_database(path)
    track = library.tracks[0]
    assert (track.color, track.play_count, track.added, track.seconds, track.bpm) == ("", 0, "", 0, 0.0)
    assert (track.label, track.artist, track.my_tags) == ("", "Mira", ())
    said, playlists = library.warnings
    assert said.startswith(
        "This database of another Rekordbox has no djmdLabel, djmdContent.BPM, djmdContent.Length, "
        "djmdContent.StockDate, djmdContent.ColorID, djmdContent.DJPlayCount: for every track that reads as empty, "
    )
    assert playlists == "The database has no playlist table that can be read"


@pytest.mark.parametrize(
    ("column", "warnings"),
    [
        ("djmdPlaylist.Seq", ("The database has no playlist table that can be read",)),
        ("djmdMyTag.ParentID", ()),
        ("djmdSongMyTag.MyTagID", ()),
    ],
)
def test_playlists_and_tags_of_another_version_keep_no_track_from_being_read(
    tmp_path: Path, column: str, warnings: tuple[str, ...]
) -> None:
    table, name = column.split(".")
    path = build_database(tmp_path / "master.db", [FULL])
    with connect(path) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME COLUMN {name} TO {name}_2")
    library = read_database(path)
    assert ([track.id for track in library.tracks], library.warnings) == (["7"], warnings)


def test_a_database_of_another_program_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "master.db"
    with connect(path) as connection:
        connection.execute("CREATE TABLE djmdContent (ID, Title)")
    with pytest.raises(
        LibraryDamaged, match=r"master\.db has no djmdContent.FolderPath: it is not the master.db of Rekordbox"
    ):
        read_database(path)


def test_an_empty_library_is_a_library(tmp_path: Path) -> None:
    library = read_database(build_database(tmp_path / "master.db", []))
    assert (library.tracks, library.left_out, library.warnings) == ((), {}, ())


def test_text_that_is_no_utf8_is_read_with_replacement_characters_and_counted(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [Row(), Row(id="2", path="/2", title="fine")])
    with connect(path) as connection:
        connection.execute("UPDATE djmdContent SET Title = CAST(x'61ff62' AS TEXT) WHERE ID = '1'")
    library = read_database(path)
    assert [track.title for track in library.tracks] == ["a\ufffdb", "fine"]
    assert library.warnings == ("1 tracks hold text that is damaged; it was read with replacements",)


def test_nul_and_thousand_character_titles_are_read_whole(tmp_path: Path) -> None:
    rows = [Row(id="1", title="a\0b"), Row(id="2", title="ß" * 1000)]
    titles = [track.title for track in read_database(build_database(tmp_path / "master.db", rows)).tracks]
    assert titles == ["a\0b", "ß" * 1000]


def test_numbers_that_make_no_sense_are_unknown_and_counted(tmp_path: Path) -> None:
    odd = [Row(id="2", rating=999), Row(id="3", year=-3), Row(id="4", bpm=-1), Row(id="5", stock_date="gestern")]
    library = read_database(build_database(tmp_path / "master.db", [Row(id="1", rating=5), *odd]))
    fine, two, three, four, five = library.tracks
    assert (fine.rating, two.rating, three.year, four.bpm, five.added) == (5, 0, 0, 0.0, "")
    assert library.warnings == ("4 numbers or dates make no sense (such as Rating '999') and were read as unknown",)


def test_dates_are_iso_dates_or_unknown_and_counted(tmp_path: Path) -> None:
    written = ("2024-05-06", "2024-5-6 10:00", "not-a-date", "2024/05/06", "not-a-date", "", "2024-05-06")
    rows = [Row(id=str(n), path=f"/{n}", stock_date=date) for n, date in enumerate(written)]
    library = read_database(build_database(tmp_path / "master.db", rows))
    assert [track.added for track in library.tracks] == ["2024-05-06", "2024-05-06", "", "", "", "", "2024-05-06"]
    assert library.warnings == (
        "3 numbers or dates make no sense (such as StockDate 'not-a-date') and were read as unknown",
    )


def test_text_that_is_kept_as_bytes_is_text(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [Row(genre="House")])
    with connect(path) as connection:
        connection.execute("UPDATE djmdContent SET FolderPath = x'2f612e6d7033', Title = x'ff', StockDate = x'31'")
        connection.execute("UPDATE djmdGenre SET Name = x'44756220'")
    track = read_database(path).tracks[0]
    assert (track.location, track.title, track.genre, track.added) == ("/a.mp3", "\ufffd", "Dub ", "")


def test_odd_playlists_and_tags_keep_no_track_from_being_read(tmp_path: Path) -> None:
    tables = Tables(
        playlists=[("1", "Set", "root", 0), ("2", "Other", "root", 0)],
        tags=[("1", "Situation", "root"), ("2", "Peak Time", "1")],
        tagged=[("7", "2")],
    )
    path = build_database(tmp_path / "master.db", [FULL], tables)
    with connect(path) as connection:
        connection.execute("UPDATE djmdPlaylist SET Name = x'536574' WHERE ID = '1'")
        connection.execute("UPDATE djmdPlaylist SET Attribute = 'no number' WHERE ID = '2'")
        connection.execute("UPDATE djmdMyTag SET Name = x'546167' WHERE ID = '1'")
    library = read_database(path)
    assert [playlist.name for playlist in library.playlists] == ["Set", "Other"]
    assert library.tracks[0].my_tags == ("Tag/Peak Time",)


def test_counts_below_nothing_are_unknown(tmp_path: Path) -> None:
    row = Row(length=-1, plays=-2, bit_rate=-3, size=-2_147_483_648)
    track = read_database(build_database(tmp_path / "master.db", [row])).tracks[0]
    assert (track.seconds, track.play_count, track.bit_rate, track.file_size) == (0, 0, 0, 0)


def test_another_programs_database_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with connect(path) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    with pytest.raises(LibraryDamaged, match=r"photos\.db has no table djmdContent: it is not the master\.db"):
        read_database(path)
