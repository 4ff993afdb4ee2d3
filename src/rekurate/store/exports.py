"""Past exports: planned before the file is written, finished after, so that a kill in between is noticed.

planned -> done        the file is whole and what it holds is off the stage
planned -> abandoned   the file was not written, or was taken away again
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

from rekurate.errors import BadRequest, NotApproved
from rekurate.model import ApprovedChange, Clock, Field, StagedChange
from rekurate.store.connections import Connections
from rekurate.store.ledger import Writer

_MOST_DIGITS: Final = 18
"""Of an id SQLite can hold."""
_COLUMNS: Final = "id, state, started_at, finished_at, path, sha256, digest, playlist, tracks, changes"


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
    changes: tuple[ApprovedChange, ...]
    names: Mapping[str, Named] = field(default_factory=dict)
    """Track id -> its names, for the tracks that the library has."""


@dataclass(frozen=True, slots=True)
class Written:
    """The file that was written."""

    sha256: str
    playlist: str
    hashes: Collection[str]
    """Of the changes that are in it; others of the plan were left out and stay staged."""


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

    def plan(self, library_id: str, plan: Plan) -> str:
        """Write down what is about to be exported, before the file exists; return the export's id."""
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            cursor = connection.execute(
                """INSERT INTO export (library, state, started_at, finished_at, path, sha256, digest, playlist, tracks,
                    changes) VALUES (?, 'planned', ?, '', ?, '', ?, ?, 0, 0)""",
                (library_id, writer.at, str(plan.path), plan.digest, plan.playlist),
            )
            rows = [(cursor.lastrowid, at, *_columns(approved, plan)) for at, approved in enumerate(plan.changes)]
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            connection.executemany(f"INSERT INTO export_change VALUES ({marks})", rows)  # noqa: S608 - marks only
        return str(cursor.lastrowid)

    def finish(self, library_id: str, export_id: str, written: Written, *, strict: bool = True) -> None:
        """Record that the file is written and take what it holds off the stage, in one transaction.

        With `strict`, raises NotApproved and records nothing when a change in it was cleared, replaced, disapproved
        or exported by another process since the plan: the caller takes the file away. Without, the file is a fact
        (it was found after a crash) and what is still staged of it leaves the stage.
        A finished export stays as it is.
        """
        hashes = frozenset(written.hashes)
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            if _read(connection, library_id, export_id).state == "done":
                return
            leaving = [row for row in writer.rows() if row.hash in hashes]
            if strict and sum(row.approval is not None for row in leaving) < len(hashes):
                raise NotApproved(
                    "The staged changes were changed, or exported by another program, while the file was being "
                    "written. The file was taken away again. Call preview_changes, then write_xml."
                )
            writer.remove("export", leaving, f"export {export_id}")
            _mark_written(connection, export_id, hashes)
            connection.execute(
                """UPDATE export SET state = 'done', finished_at = ?2, sha256 = ?3, playlist = ?4,
                    changes = (SELECT count(*) FROM export_change WHERE export = ?1 AND written),
                    tracks = (SELECT count(DISTINCT track) FROM export_change WHERE export = ?1 AND written)
                    WHERE id = ?1""",
                (int(export_id), writer.at, written.sha256, written.playlist),
            )

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
        with self._connections.reading() as connection:
            return _changes(connection, export_id)


def _columns(approved: ApprovedChange, plan: Plan) -> tuple[str | int, ...]:
    change = approved.change
    said = (change.proposer, change.confidence, change.reason, approved.door, approved.approved_at)
    named = plan.names.get(change.track_id, Named("", "", ""))
    return (change.track_id, change.field.value, change.old, change.new, *said, *named, 0)


def _changes(connection: Connection, export_id: str) -> tuple[PastChange, ...]:
    columns = (
        "track, field, old, new, proposer, confidence, reason, door, approved_at, location, artist, title, written"
    )
    query = f"SELECT {columns} FROM export_change WHERE export = ? ORDER BY position"  # noqa: S608 - only our columns
    return tuple(
        PastChange(StagedChange(row[0], Field(row[1]), *row[2:7]), row[7], row[8], Named(*row[9:12]), bool(row[12]))
        for row in connection.execute(query, (int(export_id),))
    )


def _mark_written(connection: Connection, export_id: str, hashes: frozenset[str]) -> None:
    number = int(export_id)
    count = connection.execute("SELECT count(*) FROM export_change WHERE export = ?", (number,)).fetchone()[0]
    if count == len(hashes):  # what is written was planned, so that this is all of it: no need to read it again
        connection.execute("UPDATE export_change SET written = 1 WHERE export = ?", (number,))
        return
    planned = (past.change.hash for past in _changes(connection, export_id))
    rows = [(number, position) for position, one in enumerate(planned) if one in hashes]
    connection.executemany("UPDATE export_change SET written = 1 WHERE export = ? AND position = ?", rows)


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
    return ExportRecord(str(number), state, started_at, finished_at, Path(path), *rest)
