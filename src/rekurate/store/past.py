"""What past exports were and wrote, read from the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

from rekurate.errors import BadRequest
from rekurate.model import Field, StagedChange
from rekurate.store.file.connections import Connections
from rekurate.store.file.refusals import DamagedRow
from rekurate.store.ledger import field_of

_MOST_DIGITS: Final = 18
"""Of an id SQLite can hold."""
CHANGE_COLUMNS: Final = (
    "track, field, old, new, proposer, confidence, reason, door, approved_at, location, artist, title, written"
)
"""Columns of a row of export_change."""
_COLUMNS: Final = "id, state, started_at, finished_at, path, sha256, digest, playlist, tracks, changes, stamp"


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One export as the store remembers it."""

    id: str
    state: str
    """planned, done or abandoned."""
    started_at: str
    finished_at: str
    path: Path
    sha256: str
    digest: str
    """Of the stage it was sealed from."""
    playlist: str
    """Name of the dated playlist in the file."""
    tracks: int
    changes: int
    stamp: str = ""
    """Of the library's file when it was exported from; "" for exports of a Rekurate that kept none."""


class Named(NamedTuple):
    """How a person recognises a track, and how it is found again when its id has changed."""

    location: str
    artist: str
    title: str


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that one export planned or wrote, and how it had been approved."""

    change: StagedChange
    door: str
    approved_at: str
    named: Named
    written: bool


@dataclass(frozen=True, slots=True)
class ExportedMove:
    """What one export did to a field."""

    field: Field
    old: str
    new: str
    undo: bool
    """Whether it took an earlier export back."""
    count: int
    """Tracks."""


class PastExports:
    """Reads what past exports were; `Exports` adds what writes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def records(self, library_id: str, state: str | None = None) -> tuple[ExportRecord, ...]:
        """Return past exports, newest first."""
        query = f"SELECT {_COLUMNS} FROM export WHERE library = ?1 AND (?2 IS NULL OR state = ?2) ORDER BY id DESC"  # noqa: S608 - only our column names
        with self._connections.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query, (library_id, state)))

    def record(self, library_id: str, export_id: str | None = None) -> ExportRecord:
        """Return one export, by default the last one whose file was written.

        Raises BadRequest for an id that is not one of this library, and when there is no export yet.
        """
        with self._connections.reading() as connection:
            return read_record(connection, library_id, export_id)

    def changes(self, export_id: str) -> tuple[PastChange, ...]:
        """Return what one export planned, in the order of the stage; `written` says what the file holds."""
        with self.each_change(export_id) as changes:
            return tuple(changes)

    @contextmanager
    def each_change(self, export_id: str) -> Iterator[Iterator[PastChange]]:
        """Lend the same one by one: none of them is kept."""
        with self._connections.reading() as connection:
            yield _changes(connection, export_id)

    def written_since(self, library_id: str, export_id: str) -> dict[tuple[str, Field], str]:
        """Return track id and field -> value, as the exports after one left it."""
        query = """SELECT c.track, c.field, c.new FROM export AS e JOIN export_change AS c ON c.export = e.id
            WHERE e.library = ? AND e.id > ? AND e.state = 'done' AND c.written ORDER BY e.id"""
        with self._connections.reading() as connection:
            rows = connection.execute(query, (library_id, int(export_id)))
            return {(track, field_of(field)): new for track, field, new in rows}

    @contextmanager
    def beside_staged(self, library_id: str) -> Iterator[Iterator[tuple[str, Field, str, str]]]:
        """Lend what was written to further fields of the tracks that are staged now: track id, field, old, new.

        Ordered by track and field, the latest last.
        """
        query = """SELECT c.track, c.field, c.old, c.new FROM export AS e JOIN export_change AS c ON c.export = e.id
            WHERE e.library = ?1 AND e.state = 'done' AND c.written
            AND EXISTS (SELECT 1 FROM staged AS s WHERE s.library = ?1 AND s.track = c.track)
            AND NOT EXISTS (SELECT 1 FROM staged AS s WHERE s.library = ?1 AND s.track = c.track AND s.field = c.field)
            ORDER BY c.track, c.field, e.id"""
        with self._connections.reading() as connection:
            rows = connection.execute(query, (library_id,))
            yield ((track, field_of(field), old, new) for track, field, old, new in rows)

    def doors(self, export_id: str) -> tuple[tuple[str, int, str], ...]:
        """Return how what one export wrote had been approved: door, changes, time of the last answer."""
        query = """SELECT door, count(*), max(approved_at) FROM export_change WHERE export = ? AND written
            GROUP BY door ORDER BY door"""
        with self._connections.reading() as connection:
            return tuple(connection.execute(query, (int(export_id),)))

    def moves(self, export_id: str, most: int) -> tuple[ExportedMove, ...]:
        """Return what one export wrote, summed by move, the commonest first; at most `most`."""
        query = """SELECT field, old, new, proposer = 'undo' AS undo, count(*) AS n FROM export_change
            WHERE export = ? AND written GROUP BY field, old, new, undo ORDER BY n DESC, field, new, old LIMIT ?"""
        with self._connections.reading() as connection:
            rows = connection.execute(query, (int(export_id), most))
            return tuple(ExportedMove(field_of(field), old, new, bool(undo), n) for field, old, new, undo, n in rows)


def _changes(connection: Connection, export_id: str) -> Iterator[PastChange]:
    query = f"SELECT {CHANGE_COLUMNS} FROM export_change WHERE export = ? ORDER BY position"  # noqa: S608 - only our columns
    return (
        PastChange(StagedChange(row[0], field_of(row[1]), *row[2:7]), row[7], row[8], Named(*row[9:12]), bool(row[12]))
        for row in connection.execute(query, (int(export_id),))
    )


def read_record(connection: Connection, library_id: str, export_id: str | None) -> ExportRecord:
    """Return one export as `PastExports.record` does."""
    values: tuple[str | int, ...]
    if export_id is None:
        condition, values = "state = 'done' ORDER BY id DESC LIMIT 1", (library_id,)
    else:
        number = int(export_id) if export_id.isdecimal() and len(export_id) < _MOST_DIGITS else -1
        condition, values = "id = ?", (library_id, number)
    query = f"SELECT {_COLUMNS} FROM export WHERE library = ? AND {condition}"  # noqa: S608 - only our own words
    row = connection.execute(query, values).fetchone()
    if row is not None:
        return _record(row)
    if export_id is None:
        raise BadRequest("Nothing was exported from this library yet. write_xml makes an export.")
    raise BadRequest(f"There is no export {export_id[:40]!r} of this library. list_exports lists the ids.")


def _record(row: tuple[Any, ...]) -> ExportRecord:
    number, state, started_at, finished_at, path, *rest = row
    try:
        datetime.fromisoformat(started_at)
    except (TypeError, ValueError):
        raise DamagedRow(f"export {number} began at {str(started_at)[:40]!r}, which is no time") from None
    return ExportRecord(str(number), state, started_at, finished_at, Path(path), *rest)
