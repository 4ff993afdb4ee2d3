"""Approvals, and the only place that makes an `ApprovedChange`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Final

from rekurate.errors import NotApproved
from rekurate.model import ApprovedChange, Clock, StagedChange
from rekurate.model.staging import digest_of_hashes
from rekurate.store.connections import Connections
from rekurate.store.ledger import StagedRow, Writer, newest_line, staged_rows

DOORS: Final = ("elicitation", "terminal", "review_page", "chat")
"""How a person can answer."""
PRACTICE: Final = "demo"
"""No person's answer: the demo's own, about the library it has made itself. Nowhere else does it count."""
DOORS_IN_WORDS = (
    "Doors for approval: answer the question that write_xml asks in a client that can show it, or run "
    "`rekurate review` in a terminal."
)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who said yes to one change."""

    door: str
    client: str
    """The MCP client or terminal user that passed the answer on."""
    at: str


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
    """The approval shelf of the store."""

    def __init__(self, connections: Connections, clock: Clock, practice: str = "") -> None:
        """Keep where approvals are written; `practice` names the one library for which the door "demo" counts."""
        self._connections = connections
        self._clock = clock
        self._practice = practice

    def approve(self, library_id: str, hashes: Collection[str], door: str, client: str = "") -> ApprovalCounts:
        """Write down a person's yes to exactly these changes, as they are staged now.

        Raises ValueError for a door that does not exist, or does not count for this library.
        """
        if door not in DOORS and not self._practised(library_id, door):
            raise ValueError(door)
        wanted = frozenset(hashes)
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock, client)
            there = [row for row in writer.rows() if row.hash in wanted]
            fresh = [row for row in there if row.approval is None]
            before = writer.last_line()
            writer.note("approve", fresh, door=door)
            lines = ((before + at, library_id, row.track, row.field) for at, row in enumerate(fresh, start=1))
            connection.executemany(
                "UPDATE staged SET approval = ? WHERE library = ? AND track = ? AND field = ?", lines
            )
            return ApprovalCounts(len(fresh), len(there) - len(fresh), len(wanted) - len(there))

    def void(self, library_id: str, hashes: Collection[str], client: str = "") -> int:
        """Take approvals back; the changes stay staged. Return how many there were."""
        wanted = frozenset(hashes)
        with self._connections.writing() as connection:
            writer = Writer(connection, library_id, self._clock, client)
            held = [row for row in writer.rows() if row.hash in wanted and row.approval is not None]
            writer.note("void", held, note="taken back")
            connection.executemany(
                "UPDATE staged SET approval = NULL WHERE library = ? AND track = ? AND field = ?",
                [(library_id, row.track, row.field) for row in held],
            )
            return len(held)

    def pending(self, library_id: str) -> Pending:
        """Return the stage with its approvals, read in one moment."""
        with self._connections.reading() as connection:
            rows = staged_rows(connection, library_id)
            yeses = _yeses(connection, library_id)
            moment = newest_line(connection, library_id)
        changes = [row.change for row in rows]
        hashes = [change.hash for change in changes]
        said = (_yes(row, name, yeses) for row, name in zip(rows, hashes, strict=True))
        return Pending(tuple(zip(changes, said, strict=True)), digest_of_hashes(hashes), moment)

    def seal(self, library_id: str, digest: str, *, partial: bool = False) -> tuple[ApprovedChange, ...]:
        """Return the approved changes of the stage that `digest` names, reading stage and journal in one moment.

        With `partial`, changes nobody approved are left out; without, they refuse the whole. Each approval is looked
        up in the journal again and must name the hash computed from the row itself.
        Raises NotApproved when the stage is another one, or when a change (or all of them) lacks approval.
        """
        pending = self.pending(library_id)
        _refuse_stale(pending, digest)
        yes = [ApprovedChange(change, said.door, said.at) for change, said in pending.rows if said is not None]
        waiting = len(pending.rows) - len(yes)
        if not yes or (waiting and not partial):
            raise NotApproved(
                f"{waiting} of {len(pending.rows)} staged changes are not approved by a person. "
                f"Nothing was written. {DOORS_IN_WORDS}"
            )
        return tuple(yes)

    def _practised(self, library_id: str, door: str) -> bool:
        return door == PRACTICE and library_id == self._practice != ""


def _yeses(connection: Connection, library_id: str) -> dict[int, tuple[str, Approval]]:
    """Read the journal lines that approve staged changes: line -> hash approved, approval."""
    query = """SELECT line.id, line.hash, line.door, line.actor, line.at FROM staged
        JOIN journal AS line ON line.id = staged.approval AND line.kind = 'approve' AND line.library = staged.library
        WHERE staged.library = ?"""
    return {line: (name, Approval(*said)) for line, name, *said in connection.execute(query, (library_id,))}


def _refuse_stale(pending: Pending, digest: str) -> None:
    if not pending.rows:
        raise NotApproved("Nothing is staged, so there is nothing to write. Stage changes with update_tracks first.")
    if pending.digest != digest:
        raise NotApproved(
            f"The staged changes are no longer those of digest {digest}. Nothing was written. Call preview_changes "
            "to see them as they are now, then call again with its staged_digest."
        )


def _yes(row: StagedRow, name: str, yeses: Mapping[int, tuple[str, Approval]]) -> Approval | None:
    """Return the approval of a staged row, where the journal approves exactly `name`: the hash of what it holds."""
    approved, approval = yeses.get(row.approval or 0, ("", None))
    return approval if approved == name else None
