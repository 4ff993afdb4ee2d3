"""Builds a master.db with rows of one's own: Rekordbox's tables, plain or encrypted with Rekordbox's key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from rekurate.rekordbox.masterdb.key import database_key

SCHEMA = Path(__file__).parents[1] / "data" / "rekordbox" / "schema.sql"
_STAMPS = ("2026-01-01 00:00:00.000 +00:00",) * 2
_TABLE = {
    "artist": "Artist",
    "remixer": "Artist",
    "composer": "Artist",
    "album": "Album",
    "genre": "Genre",
    "label": "Label",
    "key": "Key",
}


@dataclass
class Row:
    """A row of djmdContent in Rekordbox's own units; names are given as text and stored in their tables."""

    id: str = "1"
    path: str | None = "/Users/dj/Music/a.mp3"
    title: str | None = "Title"
    artist: str | None = None
    remixer: str | None = None
    composer: str | None = None
    album: str | None = None
    genre: str | None = None
    label: str | None = None
    key: str | None = None
    comment: str | None = ""
    bpm: int | None = 12800
    length: int | None = 300
    year: int | None = 0
    rating: int | None = 0
    stock_date: str | None = "2024-05-06"
    color: str | None = "0"
    plays: Any = 0
    bit_rate: int | None = 320
    size: int | None = 1000
    deleted: int = 0


@dataclass
class Tables:
    """What else the database holds."""

    playlists: Sequence[tuple[str, str, str, int]] = ()
    """(ID, name, ParentID, Attribute) in order."""
    entries: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Playlist ID -> track ids in order."""
    tags: Sequence[tuple[str, str, str]] = ()
    """(ID, name, ParentID)."""
    tagged: Sequence[tuple[str, str]] = ()
    """(track id, tag id)."""


def build_database(path: Path, rows: Iterable[Row], tables: Tables | None = None, *, encrypted: bool = False) -> Path:
    """Write a database in rollback mode (no side files); see `crash_with_wal` for a log."""
    connection = connect(path, encrypted=encrypted)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.executescript(f"BEGIN; {SCHEMA.read_text(encoding='utf-8')} COMMIT;")
    _insert_rows(connection, list(rows))
    _insert_tables(connection, tables or Tables())
    connection.execute(
        "INSERT INTO djmdProperty (DBID, DBVersion, created_at, updated_at) VALUES ('3546525630', '6000', ?, ?)",
        _STAMPS,
    )
    connection.execute(
        "INSERT INTO agentRegistry (registry_id, str_1, created_at, updated_at) VALUES ('agentCredentials', 'S', ?, ?)",
        _STAMPS,
    )
    connection.commit()
    connection.close()
    return path


def connect(path: Path, *, encrypted: bool = False) -> Any:
    """Open a database for writing, as Rekordbox would."""
    connection = sqlcipher.connect(str(path), check_same_thread=False)
    if encrypted:
        connection.execute(f"PRAGMA key = '{database_key()}'")
    connection.execute("PRAGMA synchronous = OFF")  # tests need no durability, and a disk shared by many is slow
    return connection


def _insert_rows(connection: Any, rows: list[Row]) -> None:
    ids: dict[str, dict[str, str]] = {table: {} for table in _TABLE.values()}
    for row in rows:
        for attribute, table in _TABLE.items():
            name = getattr(row, attribute)
            if name is not None:
                ids[table].setdefault(name, str(9_000_000 + len(ids[table])))
    for table, names in ids.items():
        column = "ScaleName" if table == "Key" else "Name"
        connection.executemany(
            f"INSERT OR IGNORE INTO djmd{table} (ID, {column}, created_at, updated_at) VALUES (?, ?, ?, ?)",
            [(id_, name, *_STAMPS) for name, id_ in names.items()],
        )
    connection.executemany(
        "INSERT INTO djmdContent (ID, FolderPath, Title, Commnt, BPM, Length, ReleaseYear, Rating, StockDate, ColorID, "
        "DJPlayCount, BitRate, FileSize, rb_local_deleted, ArtistID, RemixerID, ComposerID, AlbumID, GenreID, LabelID, "
        f"KeyID, created_at, updated_at) VALUES ({', '.join('?' * 23)})",
        [(*_plain(row), *(_reference(row, attribute, ids) for attribute in _TABLE), *_STAMPS) for row in rows],
    )


def _plain(row: Row) -> tuple[Any, ...]:
    return (
        row.id, row.path, row.title, row.comment, row.bpm, row.length, row.year, row.rating, row.stock_date,
        row.color, row.plays, row.bit_rate, row.size, row.deleted,
    )  # fmt: skip


def _reference(row: Row, attribute: str, ids: Mapping[str, Mapping[str, str]]) -> str | None:
    name = getattr(row, attribute)
    if name is None:
        return "0" if attribute in {"genre", "key"} else None  # both kinds of "none" that real databases hold
    return ids[_TABLE[attribute]][name]


def _insert_tables(connection: Any, tables: Tables) -> None:
    connection.executemany(
        "INSERT INTO djmdPlaylist (ID, Seq, Name, ParentID, Attribute, created_at, updated_at) VALUES (?,?,?,?,?,?,?)",
        [(id_, seq, name, parent, kind, *_STAMPS) for seq, (id_, name, parent, kind) in enumerate(tables.playlists)],
    )
    entries = [
        (list_, track, number) for list_, tracks in tables.entries.items() for number, track in enumerate(tracks)
    ]
    connection.executemany(
        "INSERT INTO djmdSongPlaylist (ID, PlaylistID, ContentID, TrackNo, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(str(number), *entry, *_STAMPS) for number, entry in enumerate(entries)],
    )
    connection.executemany(
        "INSERT INTO djmdMyTag (ID, Seq, Name, ParentID, created_at, updated_at) VALUES (?,?,?,?,?,?)",
        [(id_, seq, name, parent, *_STAMPS) for seq, (id_, name, parent) in enumerate(tables.tags)],
    )
    connection.executemany(
        "INSERT INTO djmdSongMyTag (ID, ContentID, MyTagID, created_at, updated_at) VALUES (?,?,?,?,?)",
        [(str(number), track, tag, *_STAMPS) for number, (track, tag) in enumerate(tables.tagged)],
    )
