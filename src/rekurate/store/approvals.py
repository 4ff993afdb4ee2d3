"""Approvals, and the only place that makes an `ApprovedChange`."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from rekurate.errors import NotApproved
from rekurate.model import ApprovedChange, Clock, Door, Numbered, StagedChange
from rekurate.model.staging import digest_of_hashes
from rekurate.store.file.connections import Connections
from rekurate.store.hashes import Hashes
from rekurate.store.ledger import Stage, StagedRow, Writer, field_of
from rekurate.store.standing import FROM_STAGED, HASH, Approval, Judged, Standing, each_judged, standing_of

_PERSONS: Final = frozenset(Door) - {Door.PRACTICE}
DOORS_IN_WORDS = (
    "Doors for approval: answer the question that write_xml asks in a client that can show it, or run "
    "`rekurate review` in a terminal."
)


@dataclass(frozen=True, slots=True)
class ApprovalCounts:
    """What one answer approved."""

    approved: int
    already: int
    gone: int
    """Changes that were cleared or replaced before the answer came: not approved."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The stage at one moment: everything staged, with what is approved of it."""

    rows: tuple[tuple[StagedChange, Approval | None], ...]
    """Ordered by track and field."""
    digest: str
    moment: int
    """Number of the newest journal line about this library: no two stages share it."""

    @property
    def unapproved(self) -> tuple[StagedChange, ...]:
        """Return the changes nobody has approved."""
        return tuple(change for change, approval in self.rows if approval is None)


class Approvals:
    """Takes a person's approvals down, and lends an export what is approved."""

    def __init__(self, connections: Connections, clock: Clock, practice: str = "") -> None:
        """Keep where approvals are written; `practice` names the one library for which the door "demo" counts."""
        self._connections = connections
        self._clock = clock
        self._practice = practice

    def approve(self, library_id: str, hashes: Collection[str], door: Door, client: str = "") -> ApprovalCounts:
        """Write down a person's yes to exactly these changes, as they are staged now.

        Raises ValueError for a door that does not exist, or does not count for this library.
        """
        if door not in _PERSONS and not self._practised(library_id, door):
            raise ValueError(door)
        wanted = hashes if isinstance(hashes, Hashes) else frozenset(hashes)
        fresh = already = 0
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, client)
            before = writer.last_line()

            def said_yes_to() -> Iterator[StagedRow]:
                nonlocal fresh, already
                for row in writer.stage.each():
                    if row.hash in wanted:
                        fresh, already = fresh + (row.approval is None), already + (row.approval is not None)
                        if row.approval is None:
                            yield row

            writer.note("approve", said_yes_to(), door=door)
            approved = "UPDATE staged SET approval = ?1 WHERE track = ?2 AND field = ?3 AND library = ?4"
            connection.executemany(approved, writer.since(before))
        return ApprovalCounts(fresh, already, len(wanted) - fresh - already)

    def retract(self, library_id: str, hashes: Collection[str], door: Door, client: str) -> int:
        """Take back what this client's person said yes to at this door; the changes stay staged. Return how many."""
        wanted, by = frozenset(hashes), (door, client)
        with self._connections.writing() as connection:
            writer = Writer(Stage(connection, library_id), self._clock, client)
            theirs = [
                StagedRow.of(one.change)
                for one in each_judged(writer.stage)
                if one.hash in wanted and one.approval and (one.approval.door, one.approval.client) == by
            ]
            before = writer.last_line()
            writer.note("void", theirs, door=door, note="taken back by a person")
            waits = "UPDATE staged SET approval = NULL WHERE track = ?2 AND field = ?3 AND library = ?4"
            connection.executemany(waits, writer.since(before))
        return len(theirs)

    def pending(self, library_id: str) -> Pending:
        """Return the stage with its approvals, whole, read in one moment."""
        kept: dict[str, str] = {}
        with self._connections.reading() as connection:
            stage = Stage(connection, library_id)
            # Equal texts are shared: SQLite makes each anew, which is half the memory of a large stage.
            judged = list(each_judged(stage, lambda text: kept.setdefault(text, text)))
            moment = stage.moment()
        rows = tuple((one.change, one.approval) for one in judged)
        return Pending(rows, digest_of_hashes([one.hash for one in judged]), moment)

    def standing(self, library_id: str) -> Standing:
        """Return the stage counted: the same digest and moment as `pending`, and none of its rows."""
        with self._connections.reading() as connection:
            return standing_of(Stage(connection, library_id))

    @contextmanager
    def walk(self, library_id: str) -> Iterator[tuple[Standing, Iterator[Judged]]]:
        """Lend the stage counted, and its rows one by one (by track and field), of the same moment."""
        with self._connections.reading() as connection:
            stage = Stage(connection, library_id)
            yield standing_of(stage), each_judged(stage)

    @contextmanager
    def seal(self, library_id: str, digest: str, *, partial: bool = False) -> Iterator["Sealed"]:
        """Lend the approved changes of the stage that `digest` names, taking stage and journal at one moment.

        With `partial`, changes nobody approved are left out; without, they refuse the whole. Each approval is looked
        up in the journal again and must name the hash computed from the row itself.
        Raises NotApproved when the stage is another one, or when a change (or all of them) lacks approval.
        """
        with self._connections.apart() as connection:
            connection.execute("BEGIN")
            stage = Stage(connection, library_id)
            standing = standing_of(stage)
            _refuse_stale(standing, digest)
            sealed = Sealed(stage)
            connection.execute("COMMIT")
            waiting = standing.total - len(sealed)
            if not len(sealed) or (waiting and not partial):
                raise NotApproved(
                    f"{waiting} of {standing.total} staged changes are not approved by a person. "
                    f"Nothing was written. {DOORS_IN_WORDS}"
                )
            yield sealed

    def _practised(self, library_id: str, door: Door) -> bool:
        return door == Door.PRACTICE and library_id == self._practice != ""


class Sealed:
    """Approved changes as they were at one moment (`SealedChanges`), whatever becomes of the stage afterwards.

    They lie in a temporary table that only their own connection sees: on the disk when they are many.
    """

    def __init__(self, stage: Stage) -> None:
        """Copy what is approved, numbered by track and field, inside the transaction of the caller."""
        connection = self._connection = stage.connection
        columns = "track, field, old, new, proposer, confidence, reason, location"
        connection.execute(f"CREATE TEMP TABLE sealed (number INTEGER PRIMARY KEY, {columns}, door, at)")
        connection.execute(
            f"""INSERT INTO sealed ({columns}, door, at)
                SELECT s.{columns.replace(", ", ", s.")}, line.door, line.at {FROM_STAGED}
                AND line.hash = {HASH} ORDER BY s.track, s.field""",
            (stage.library_id,),
        )
        connection.execute("CREATE INDEX temp.sealed_track ON sealed (track)")
        self._count = int(connection.execute("SELECT count(*) FROM sealed").fetchone()[0])

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __iter__(self) -> Iterator[ApprovedChange]:
        """Yield them by track and field."""
        rows = self._connection.execute("SELECT * FROM sealed ORDER BY number")
        return (_numbered(row).approved for row in rows)

    def of(self, track_ids: Collection[str]) -> dict[str, tuple[Numbered, ...]]:
        """Return those of some tracks; the ids are parameters of one statement, so a few hundred at most."""
        known = [one for one in track_ids if _can_be_stored(one)]
        query = f"SELECT * FROM sealed WHERE track IN ({', '.join('?' * len(known))}) ORDER BY number"  # noqa: S608 - marks only
        found: dict[str, tuple[Numbered, ...]] = {}
        for row in self._connection.execute(query, known):
            found[row[1]] = (*found.get(row[1], ()), _numbered(row))
        return found


def _numbered(row: tuple[Any, ...]) -> Numbered:
    number, track, field, *said, door, at = row
    return Numbered(number - 1, ApprovedChange(StagedChange(track, field_of(field), *said), door, at))


def _can_be_stored(text: str) -> bool:
    """Whether SQLite takes it: an id of bytes that were no UTF-8 was never staged."""
    return text.isascii() or text.encode("utf-8", "ignore").decode() == text


def _refuse_stale(standing: Standing, digest: str) -> None:
    if not standing.total:
        raise NotApproved("Nothing is staged, so there is nothing to write. Stage changes with update_tracks first.")
    if standing.digest != digest:
        raise NotApproved(
            f"The staged changes are no longer those of digest {digest}. Nothing was written. Call preview_changes "
            "to see them as they are now, then call again with its staged_digest."
        )
