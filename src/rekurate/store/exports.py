"""Past exports: planned before the file is written, finished after, so that a kill in between is noticed.

planned -> done        the file is whole and what it holds is off the stage
planned -> abandoned   the file was not written, or was taken away again
"""

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

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


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be written, where."""

    path: Path
    digest: str
    playlist: str
    changes: tuple[ApprovedChange, ...]


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that one export wrote, and how it had been approved."""

    change: StagedChange
    door: str
    approved_at: str


class Exports:
    """The export shelf of the store."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections = connections
        self._clock = clock

    def plan(self, library_id: str, plan: Plan) -> str:
        """Write down what is about to be exported, before the file exists; return the export's id."""
        tracks = len({approved.change.track_id for approved in plan.changes})
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            cursor = connection.execute(
                """INSERT INTO export (library, state, started_at, finished_at, path, sha256, digest, playlist, tracks,
                    changes) VALUES (?, 'planned', ?, '', ?, '', ?, ?, ?, ?)""",
                (library_id, writer.at, str(plan.path), plan.digest, plan.playlist, tracks, len(plan.changes)),
            )
            export = cursor.lastrowid
            rows = ((export, at, *_columns(approved)) for at, approved in enumerate(plan.changes))
            connection.executemany("INSERT INTO export_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return str(export)

    def finish(self, library_id: str, export_id: str, sha256: str, *, strict: bool = True) -> int:
        """Record that the file is written and take its changes off the stage, in one transaction.

        Returns how many changes left the stage. With `strict`, raises NotApproved and records nothing when one of
        them was cleared, replaced or exported by another process since the plan: the caller takes the file away.
        Without, the file is a fact (it was found after a crash) and what is still staged of it leaves the stage.
        A finished export stays as it is.
        """
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock)
            if _read(connection, library_id, export_id).state == "done":
                return 0
            planned = {past.change.hash for past in _changes(connection, export_id)}
            leaving = [row for row in writer.rows() if row.hash in planned]
            if strict and len([row for row in leaving if row.approval is not None]) < len(planned):
                raise NotApproved(
                    "The staged changes were changed, or exported by another program, while the file was being "
                    "written. The file was taken away again. Call preview_changes, then write_xml."
                )
            writer.remove("export", leaving, f"export {export_id}")
            connection.execute(
                "UPDATE export SET state = 'done', finished_at = ?, sha256 = ? WHERE id = ?",
                (writer.at, sha256, int(export_id)),
            )
            return len(leaving)

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
        """Return what one export holds, in the order of the stage it was sealed from."""
        with self._connections.reading() as connection:
            return _changes(connection, export_id)


def _columns(approved: ApprovedChange) -> tuple[str, ...]:
    change = approved.change
    said = (change.proposer, change.confidence, change.reason)
    return (change.track_id, change.field.value, change.old, change.new, *said, approved.door, approved.approved_at)


def _changes(connection: Connection, export_id: str) -> tuple[PastChange, ...]:
    columns = "track, field, old, new, proposer, confidence, reason, door, approved_at"
    query = f"SELECT {columns} FROM export_change WHERE export = ? ORDER BY position"  # noqa: S608 - only our columns
    rows = connection.execute(query, (int(export_id),))
    return tuple(
        PastChange(StagedChange(track, Field(field), *texts), door, at) for track, field, *texts, door, at in rows
    )


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
    raise BadRequest(f"There is no export {export_id!r} of this library. list_exports lists the ids.")


def _record(row: tuple[Any, ...]) -> ExportRecord:
    number, state, started_at, finished_at, path, *rest = row
    return ExportRecord(str(number), state, started_at, finished_at, Path(path), *rest)
