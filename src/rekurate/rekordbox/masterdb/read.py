"""Read a whole master.db."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rekurate.bulk import without_collection
from rekurate.model import Library, Playlist, Source, Track
from rekurate.rekordbox.characters import REPLACED
from rekurate.rekordbox.kinds import kind_warnings
from rekurate.rekordbox.masterdb.database import Database
from rekurate.rekordbox.masterdb.opening import read_stable
from rekurate.rekordbox.masterdb.playlists import my_tags_of, playlists_of
from rekurate.rekordbox.masterdb.tracks import lacking, tracks_of
from rekurate.rekordbox.numbers import Damage
from rekurate.rekordbox.stamp import library_id


class _Contents(NamedTuple):
    tracks: tuple[Track, ...]
    playlists: tuple[Playlist, ...]
    deleted: int
    version: str
    warnings: tuple[str, ...]


def read_database(path: Path) -> Library:
    """Read the collection, playlists and My Tags of a master.db, encrypted or plain.

    Raises LibraryDamaged or LibraryError with the next step. Nothing is written beside the database, and no lock is
    taken on it.
    """
    with without_collection():
        contents, stamp = read_stable(path, _contents)
    left_out = {"deleted": contents.deleted} if contents.deleted else {}
    source = Source("database", path, stamp.text, stamp.modified_at, contents.version, library_id("database", path))
    return Library.of(source, contents.tracks, contents.playlists, left_out, contents.warnings)


def _contents(connection: Any) -> _Contents:
    database, damage = Database.of(connection), Damage()
    tracks = tracks_of(database, my_tags_of(database), damage)
    playlists, said = playlists_of(database, {track.id: track.id for track in tracks})
    rows = connection.execute("SELECT count(*) FROM djmdContent").fetchone()[0]  # counts the index, decrypts little
    damaged = _text_warnings(tracks) if connection.text_factory is not str else ()  # see `opening`
    odd = (*said, *damaged, *damage.warnings)
    warnings = (*_schema_warnings(database), *odd, *kind_warnings(tracks), *_location_warnings(tracks))
    return _Contents(tracks, playlists, rows - len(tracks), _version(database), warnings)


def _version(database: Database) -> str:
    if not database.holds("djmdProperty", "DBVersion"):
        return ""
    row = database.connection.execute("SELECT CAST(DBVersion AS TEXT) FROM djmdProperty LIMIT 1").fetchone()
    return f"rekordbox database {row[0]}" if row and row[0] else ""


def _schema_warnings(database: Database) -> Iterator[str]:
    """Say which fields are unknown: every track would else look as if its person had left them empty."""
    parts = ", ".join(lacking(database))
    if parts:
        yield (
            f"This database of another Rekordbox has no {parts}: for every track that reads as empty, whatever "
            "Rekordbox shows. Read an exported XML instead (REKORDBOX_XML_PATH) before changing these fields."
        )


def _text_warnings(tracks: tuple[Track, ...]) -> tuple[str, ...]:
    damaged = sum(any(isinstance(value, str) and REPLACED in value for value in track) for track in tracks)
    return (f"{damaged} tracks hold text that is damaged; it was read with replacements",) if damaged else ()


def _location_warnings(tracks: tuple[Track, ...]) -> tuple[str, ...]:
    missing = sum(not track.location for track in tracks)
    return (f"{missing} tracks have no path and cannot be exported",) if missing else ()
