"""Past exports: planned before the file is written, finished after, so that a kill in between is noticed.

planned -> done        the file is whole and what it holds is off the stage
planned -> abandoned   the file was not written, or was taken away again

A planned export has a sha256 from the moment its file is whole and only lacks its name: only such a file is its own.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

from rekurate.errors import BadRequest, NotApproved
from rekurate.model import ApprovedChange, Clock, Field, StagedChange
from rekurate.store.atwork import AtWork
from rekurate.store.file.connections import Connections
from rekurate.store.file.refusals import DamagedRow
from rekurate.store.ledger import StagedRow, Writer, field_of

_MOST_DIGITS: Final = 18
"""Of an id SQLite can hold."""
_CHANGE: Final = (
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
class Plan:
    """What is about to be written, where."""

    path: Path
    digest: str
    playlist: str
    changes: Iterable[ApprovedChange]
    """In the order of their numbers; read once."""
    named: Callable[[str], Named]
    """Track id -> its names, empty for a track that the library does not have."""
    stamp: str = ""
    """Of the library's file as it was read."""


@dataclass(frozen=True, slots=True)
class Written:
    """The file that was written."""

    sha256: str
    playlist: str
    inside: bytes
    """By number in the plan, 1 for a change that is in it, 0 for one that was left out and stays staged."""


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that one export planned or wrote, and how it had been approved."""

    change: StagedChange
    door: str
    approved_at: str
    named: Named
    written: bool


class Exports:
    """The export shelf of the store."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections = connections
        self._clock = clock
        self.at_work = AtWork(connections.path)

    def plan(self, library_id: str, plan: Plan) -> str:
        """Write down what is about to be exported, before the file exists; return the export's id."""
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            cursor = connection.execute(
                """INSERT INTO export (library, state, started_at, finished_at, path, sha256, digest, playlist, tracks,
                    changes, stamp) VALUES (?, 'planned', ?, '', ?, '', ?, ?, 0, 0, ?)""",
                (library_id, writer.at, str(plan.path), plan.digest, plan.playlist, plan.stamp),
            )
            rows = ((cursor.lastrowid, at, *_columns(approved, plan)) for at, approved in enumerate(plan.changes))
            marks = ", ".join("?" * (_CHANGE.count(",") + 3))
            connection.executemany(f"INSERT INTO export_change (export, position, {_CHANGE}) VALUES ({marks})", rows)  # noqa: S608 - our words
        return str(cursor.lastrowid)

    def announce(self, library_id: str, export_id: str, written: Written) -> None:
        """Write down what the finished file is before it gets its name: after a kill, only that very file counts.

        Other plans for that place that had got less far are given up: the place is free, so they wrote nothing there.
        """
        number = int(export_id)
        with self._connections.writing() as connection:
            _mark(connection, number, written.inside)
            connection.execute(
                """UPDATE export SET state = 'planned', sha256 = ?, playlist = ?
                    WHERE library = ? AND id = ? AND state != 'done'""",
                (written.sha256, written.playlist, library_id, number),
            )
            _give_up(connection, number, "sha256 = ''")

    def finish(self, library_id: str, export_id: str, written: Written, *, strict: bool = True) -> None:
        """Record that the file is written and take what it holds off the stage, in one transaction.

        With `strict`, raises NotApproved and records nothing when a change in it was cleared, replaced or exported
        by another process since the plan: the caller takes the file away. Without, the file is a fact
        (it was found after a crash) and what is still staged of it leaves the stage.
        A finished export stays as it is.
        """
        number = int(export_id)
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            there = _read(connection, library_id, export_id)
            if there.state == "done":
                return
            if there.sha256 != written.sha256:
                _mark(connection, number, written.inside)
            approved = writer.remove("export", _leaving(connection, library_id, number), f"export {number}")
            if strict and approved < sum(written.inside):
                raise NotApproved(
                    "The staged changes were changed, or exported by another program, while the file was being "
                    "written. The file was taken away again. Call preview_changes, then write_xml."
                )
            connection.execute(
                """UPDATE export SET state = 'done', finished_at = ?2, sha256 = ?3, playlist = ?4,
                    changes = (SELECT count(*) FROM export_change WHERE export = ?1 AND written),
                    tracks = (SELECT count(DISTINCT track) FROM export_change WHERE export = ?1 AND written)
                    WHERE id = ?1""",
                (number, writer.at, written.sha256, written.playlist),
            )
            _give_up(connection, number)

    def abandon(self, library_id: str, export_id: str) -> None:
        """Record that a planned export left no file."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE export SET state = 'abandoned' WHERE library = ? AND id = ? AND state = 'planned'",
                (library_id, int(export_id)),
            )

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
            return _read(connection, library_id, export_id)

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


def _columns(approved: ApprovedChange, plan: Plan) -> tuple[str | int, ...]:
    change = approved.change
    said = (change.proposer, change.confidence, change.reason, approved.door, approved.approved_at)
    named = plan.named(change.track_id)
    location = change.location or named.location
    what = (change.track_id, change.field.value, change.old, change.new)
    return (*what, *said, location, named.artist, named.title, 0)


def _changes(connection: Connection, export_id: str) -> Iterator[PastChange]:
    query = f"SELECT {_CHANGE} FROM export_change WHERE export = ? ORDER BY position"  # noqa: S608 - only our columns
    return (
        PastChange(StagedChange(row[0], field_of(row[1]), *row[2:7]), row[7], row[8], Named(*row[9:12]), bool(row[12]))
        for row in connection.execute(query, (int(export_id),))
    )


def _mark(connection: Connection, number: int, inside: bytes) -> None:
    connection.execute("UPDATE export_change SET written = 1 WHERE export = ?", (number,))
    left_out = ((number, position) for position, is_in in enumerate(inside) if not is_in)
    connection.executemany("UPDATE export_change SET written = 0 WHERE export = ? AND position = ?", left_out)


def _give_up(connection: Connection, number: int, condition: str = "TRUE") -> None:
    """Abandon the other plans for the place of one export."""
    connection.execute(
        f"""UPDATE export SET state = 'abandoned' WHERE state = 'planned' AND id != ?1 AND {condition}
            AND path = (SELECT path FROM export WHERE id = ?1)""",  # noqa: S608 - only our own words
        (number,),
    )


def _leaving(connection: Connection, library_id: str, number: int) -> Iterator[StagedRow]:
    """Yield what is staged exactly as the export wrote it."""
    query = """SELECT s.track, s.field, s.old, s.new, s.proposer, s.confidence, s.reason, s.hash, s.approval, s.location
        FROM export_change AS c CROSS JOIN staged AS s
        ON s.library = ?1 AND s.track = c.track AND s.field = c.field AND s.old = c.old AND s.new = c.new
        AND s.location IN ('', c.location)
        WHERE c.export = ?2 AND c.written ORDER BY c.position"""
    return map(StagedRow._make, connection.execute(query, (library_id, number)))


def _read(connection: Connection, library_id: str, export_id: str | None) -> ExportRecord:
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
