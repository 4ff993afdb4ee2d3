"""Past exports: planned before the file is written, finished after, so that a kill in between is noticed.

planned -> done        the file is whole and what it holds is off the stage
planned -> abandoned   the file was not written, or was taken away again

A planned export has a sha256 from the moment its file is whole and only lacks its name: only such a file is its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from rekurate.errors import NotApproved
from rekurate.model import ApprovedChange, Clock
from rekurate.store.atwork import AtWork
from rekurate.store.file.connections import Connections
from rekurate.store.ledger import Stage, StagedRow, Writer
from rekurate.store.past import CHANGE_COLUMNS, Named, PastExports, read_record


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


class Exports(PastExports):
    """Keeps what is exported, from the plan to the finished file."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock
        self.at_work = AtWork(connections.path)

    def plan(self, library_id: str, plan: Plan) -> str:
        """Write down what is about to be exported, before the file exists; return the export's id."""
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock)
            cursor = connection.execute(
                """INSERT INTO export (library, state, started_at, finished_at, path, sha256, digest, playlist, tracks,
                    changes, stamp) VALUES (?, 'planned', ?, '', ?, '', ?, ?, 0, 0, ?)""",
                (library_id, writer.at, str(plan.path), plan.digest, plan.playlist, plan.stamp),
            )
            rows = ((cursor.lastrowid, at, *_columns(approved, plan)) for at, approved in enumerate(plan.changes))
            marks = ", ".join("?" * (CHANGE_COLUMNS.count(",") + 3))
            into = f"export_change (export, position, {CHANGE_COLUMNS})"
            connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 - only our column names
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
            writer = Writer(Stage(connection, library_id), self._clock)
            there = read_record(connection, library_id, export_id)
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


def _columns(approved: ApprovedChange, plan: Plan) -> tuple[str | int, ...]:
    change = approved.change
    said = (change.proposer, change.confidence, change.reason, approved.door, approved.approved_at)
    named = plan.named(change.track_id)
    location = change.location or named.location
    what = (change.track_id, change.field.value, change.old, change.new)
    return (*what, *said, location, named.artist, named.title, 0)


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
