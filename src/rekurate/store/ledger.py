"""The stage and the journal as rows: read on any connection, and written together inside one transaction."""

import os
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, NamedTuple

from rekurate.model import Clock, Field, StagedChange
from rekurate.model.times import iso
from rekurate.store.file.refusals import DamagedRow

_MOST_MARKS = 900
"""Below SQLite's oldest limit of 999 parameters; more tracks than that are filtered here."""
_COLUMNS = "track, field, old, new, proposer, confidence, reason, hash, approval, location"
"""Of the table `staged`, in the order of StagedRow."""
_FIELDS = {field.value: field for field in Field}
_ENTRY = """INSERT INTO journal (at, process, actor, batch, library, kind, track, field, old, new, hash, door, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class StagedRow(NamedTuple):
    """One row of the stage as it is kept."""

    track: str
    field: str
    old: str
    new: str
    proposer: str
    confidence: str
    reason: str
    hash: str
    approval: int | None
    """The journal line that approved it."""
    location: str = ""

    @property
    def change(self) -> StagedChange:
        """Return it as the noun."""
        said = self.proposer, self.confidence, self.reason, self.location
        return StagedChange(self.track, field_of(self.field), self.old, self.new, *said)

    @classmethod
    def of(cls, change: StagedChange) -> "StagedRow":
        """Return the row of a change nobody has approved yet."""
        said = change.proposer, change.confidence, change.reason, change.hash, None, change.location
        return cls(change.track_id, change.field.value, change.old, change.new, *said)


def field_of(text: str) -> Field:
    """Return the field that a row is about. Raises DamagedRow, which those who lend connections make a StoreError."""
    try:
        return _FIELDS[text]
    except KeyError:
        raise DamagedRow(f"a row is about a field {text[:40]!r}, which no track has") from None


@dataclass(frozen=True, slots=True)
class Stage:
    """What is decided about one library, read on one connection."""

    connection: Connection
    library_id: str

    def each(self) -> Iterator[StagedRow]:
        """Yield the staged rows, ordered by track and field; none of them is kept."""
        query = f"SELECT {_COLUMNS} FROM staged WHERE library = ? ORDER BY track, field"  # noqa: S608 - only our column names
        return map(StagedRow._make, self.connection.execute(query, (self.library_id,)))

    def rows(self, track_ids: Collection[str] | None = None) -> list[StagedRow]:
        """Return the staged rows of these tracks, or of all, ordered by track and field."""
        query = f"SELECT {_COLUMNS} FROM staged WHERE library = ?"  # noqa: S608 - only our column names
        if track_ids is not None and len(track_ids) <= _MOST_MARKS:
            query += f" AND track IN ({','.join('?' * len(track_ids))})"
            some = self.connection.execute(query + " ORDER BY track, field", (self.library_id, *track_ids))
            return _shared(some)
        rows = self.connection.execute(query + " ORDER BY track, field", (self.library_id,))
        if track_ids is None:
            return _shared(rows)
        wanted = frozenset(track_ids)
        return _shared(row for row in rows if row[0] in wanted)

    def count(self) -> int:
        """Return how many changes are staged."""
        query = "SELECT count(*) FROM staged WHERE library = ?"
        return int(self.connection.execute(query, (self.library_id,)).fetchone()[0])

    def locked(self) -> frozenset[str]:
        """Return the ids of the locked tracks."""
        rows = self.connection.execute("SELECT track FROM locked WHERE library = ?", (self.library_id,))
        return frozenset(track for (track,) in rows)

    def moment(self) -> int:
        """Return the number of the newest journal line about the library: no two stages share it; 0 when none is."""
        query = "SELECT coalesce(max(id), 0) FROM journal WHERE library = ?"
        return int(self.connection.execute(query, (self.library_id,)).fetchone()[0])


def _shared(rows: Iterable[tuple[Any, ...]]) -> list[StagedRow]:
    """Build rows that share equal texts: SQLite makes each anew, which is half the memory of a large stage."""
    kept: dict[str, str] = {}
    same = kept.setdefault
    return [StagedRow._make((row[0], *[same(text, text) for text in row[1:7]], *row[7:])) for row in rows]


class Writer:
    """Writes the decisions of one call: same time, process, actor and batch on every line."""

    def __init__(self, stage: Stage, clock: Clock, actor: str = "") -> None:
        self.stage = stage
        self._connection = stage.connection
        self._library_id = stage.library_id
        self.at = iso(clock())
        self.batch = uuid.uuid4().hex[:12]
        self._process = str(os.getpid())
        self._actor = actor

    def put(self, rows: Sequence[StagedRow]) -> None:
        """Stage rows in the place of whatever is staged for the same fields."""
        self.note("stage", rows)
        self._connection.executemany(
            f"INSERT OR REPLACE INTO staged (library, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - only our column names
            [(self._library_id, *row) for row in rows],
        )

    def remove(self, kind: str, rows: Iterable[StagedRow], note: str = "") -> int:
        """Take rows off the stage for the reason `kind`; return how many of them had been approved."""
        approved, before = 0, self.last_line()

        def counted() -> Iterator[StagedRow]:
            nonlocal approved
            for row in rows:
                approved += row.approval is not None
                yield row

        self.note(kind, counted(), note=note)
        leave = "DELETE FROM staged WHERE track = ?2 AND field = ?3 AND library = ?4"
        self._connection.executemany(leave, self.since(before))
        return approved

    def note(self, kind: str, rows: Iterable[StagedRow], door: str = "", note: str = "") -> None:
        """Write a journal line about each row."""
        head = (self.at, self._process, self._actor, self.batch, self._library_id, kind)
        self._connection.executemany(
            _ENTRY,
            ((*head, row.track, row.field, row.old, row.new, row.hash, door, note or row.reason) for row in rows),
        )

    def note_tracks(self, kind: str, track_ids: Iterable[str]) -> None:
        """Write a journal line about each track."""
        self.note(kind, [StagedRow(track, "", "", "", "", "", "", "", None) for track in track_ids])

    def last_line(self) -> int:
        """Return the id of the newest journal line: within this transaction, of the newest line written here."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])

    def since(self, line: int) -> Iterator[tuple[int, str, str, str]]:
        """Yield the lines written in this transaction after `line`: number, track, field and library of each."""
        return self._connection.execute("SELECT id, track, field, library FROM journal WHERE id > ?", (line,))
