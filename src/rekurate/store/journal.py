"""The journal of decisions and the stage derived from it, both written in one transaction.

The journal only grows (triggers refuse anything else). The stage is what replaying it would give; a table, because
a preview of 100,000 staged changes must not replay a year.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rekurate.errors import BadRequest
from rekurate.model import Clock, Field, StagedChange, digest_of
from rekurate.store.file.connections import Connections
from rekurate.store.ledger import Stage, StagedRow, Writer

_NAMED = 5
"""Locked tracks named in a refusal; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Staging:
    """What one call staged."""

    staged: int
    """Changes for fields that had none."""
    replaced: int
    """Changes that took the place of another value staged for the same field."""
    unchanged: int
    """Changes that were staged already, exactly so."""
    withdrawn: int
    """Changes taken off the stage because the library's own value was wanted after all."""
    voided: int
    """Approvals that no longer hold because their change was replaced or withdrawn."""
    total_pending: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """What one call took off the stage."""

    cleared: int
    voided: int
    """Approvals that went with them."""
    remaining: int


class Entry(NamedTuple):
    """One line of the journal."""

    id: int
    at: str
    process: str
    actor: str
    batch: str
    kind: str
    """stage, clear, approve, void, export, lock, unlock."""
    track_id: str
    field: str
    old: str
    new: str
    hash: str
    door: str
    note: str


class Journal:
    """Stages, clears and locks; each decision is written down."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections = connections
        self._clock = clock

    def stage(
        self,
        library_id: str,
        changes: Sequence[StagedChange],
        actor: str = "",
        withdraw: Collection[tuple[str, Field]] = (),
    ) -> Staging:
        """Stage changes, each replacing what is staged for the same field of the same track; all or none.

        Another value voids the approval of the value it replaces. What is staged for the fields in `withdraw` leaves
        the stage. Raises BadRequest when a track is locked.
        """
        wanted = {(change.track_id, change.field.value): StagedRow.of(change) for change in changes}
        back = {(track, field.value) for track, field in withdraw}
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, actor)
            tracks = frozenset(track for track, _ in (*wanted, *back))
            _refuse_locked(tracks & writer.stage.locked())
            there = {(row.track, row.field): row for row in writer.stage.rows(tracks)}
            leaving = [there[key] for key in back if key in there]
            voided = writer.remove("clear", leaving, "back to the library's value")
            other = [there[key] for key, row in wanted.items() if key in there and there[key].hash != row.hash]
            approved = [row for row in other if row.approval is not None]
            writer.note("void", approved, note="another value was staged")
            writer.put([_merged(row, there.get(key)) for key, row in wanted.items() if _differs(row, there.get(key))])
            new = len(wanted.keys() - there.keys())
            counts = (new, len(other), len(wanted) - new - len(other), len(leaving), voided + len(approved))
            return Staging(*counts, writer.stage.count())

    def staged(self, library_id: str, track_ids: Collection[str] | None = None) -> tuple[StagedChange, ...]:
        """Return what is staged, ordered by track and field."""
        with self._connections.bare() as connection:  # one statement sees one moment: no transaction to pay for
            return tuple(row.change for row in Stage(connection, library_id).rows(track_ids))

    def count(self, library_id: str) -> int:
        """Return how many changes are staged."""
        with self._connections.reading() as connection:
            return Stage(connection, library_id).count()

    def digest(self, library_id: str) -> str:
        """Return the digest of everything staged: what `staged_digest` is compared with."""
        return digest_of(self.staged(library_id))

    def clear(
        self,
        library_id: str,
        track_ids: Collection[str] | None = None,
        fields: Collection[Field] | None = None,
        actor: str = "",
    ) -> Clearing:
        """Take changes off the stage (None means all tracks, all fields); their approvals go with them."""
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, actor)
            rows = writer.stage.rows(track_ids)
            return _cleared(writer, [row for row in rows if fields is None or row.field in fields])

    def withdraw(self, library_id: str, hashes: Collection[str], actor: str = "", note: str = "") -> Clearing:
        """Take exactly these changes off the stage; one that was staged anew with another value stays."""
        wanted = frozenset(hashes)
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, actor)
            rows = writer.stage.rows()
            return _cleared(writer, [row for row in rows if row.hash in wanted], note)

    def lock(self, library_id: str, track_ids: Collection[str], actor: str = "") -> Clearing:
        """Lock tracks. What is staged for them is taken off the stage: that is what the answer counts."""
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, actor)
            held = writer.stage.locked()
            fresh = [track for track in dict.fromkeys(track_ids) if track not in held]
            writer.note_tracks("lock", fresh)
            connection.executemany(
                "INSERT INTO locked (library, track) VALUES (?, ?)", [(library_id, track) for track in fresh]
            )
            return _cleared(writer, writer.stage.rows(track_ids), "the track was locked")

    def unlock(self, library_id: str, track_ids: Collection[str], actor: str = "") -> int:
        """Unlock tracks; return how many of them were locked."""
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, actor)
            freed = sorted(writer.stage.locked() & frozenset(track_ids))
            writer.note_tracks("unlock", freed)
            rows = [(library_id, track) for track in freed]
            connection.executemany("DELETE FROM locked WHERE library = ? AND track = ?", rows)
            return len(freed)

    def locked(self, library_id: str) -> frozenset[str]:
        """Return the ids of the locked tracks."""
        with self._connections.reading() as connection:
            return Stage(connection, library_id).locked()

    def history(self, library_id: str, limit: int = 100, track_id: str | None = None) -> tuple[Entry, ...]:
        """Return the newest `limit` lines of the journal, of one track if named, newest first."""
        query = """SELECT id, at, process, actor, batch, kind, track, field, old, new, hash, door, note
            FROM journal WHERE library = ?1 AND (?2 IS NULL OR track = ?2) ORDER BY id DESC LIMIT ?3"""
        with self._connections.reading() as connection:
            return tuple(Entry(*row) for row in connection.execute(query, (library_id, track_id, limit)))

    def version(self, library_id: str) -> int:
        """Return a number that grows with every decision about this library, whichever process made it."""
        with self._connections.reading() as connection:
            return Stage(connection, library_id).moment()


def _cleared(writer: Writer, rows: Sequence[StagedRow], note: str = "") -> Clearing:
    """Take rows off the stage."""
    voided = writer.remove("clear", rows, note)
    return Clearing(len(rows), voided, writer.stage.count())


def _refuse_locked(tracks: frozenset[str]) -> None:
    if not tracks:
        return
    named = ", ".join(sorted(tracks)[:_NAMED])
    more = f" and {len(tracks) - _NAMED} more" if len(tracks) > _NAMED else ""
    raise BadRequest(
        f"Locked tracks cannot be staged: {named}{more}. Nothing was staged. Leave them out, or unlock them with "
        "lock_tracks(locked=false) if the person wants that."
    )


def _differs(row: StagedRow, there: StagedRow | None) -> bool:
    return there is None or row._replace(approval=there.approval) != there


def _merged(row: StagedRow, there: StagedRow | None) -> StagedRow:
    """Keep the approval of the very same change, whose reason or tier alone is new."""
    return row._replace(approval=there.approval) if there is not None and there.hash == row.hash else row
