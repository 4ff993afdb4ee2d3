"""The stage with its approvals, read row by row: no reading keeps what it has passed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from rekurate.model import StagedChange
from rekurate.model.staging import digest_of_ordered
from rekurate.store.hashes import Hashes
from rekurate.store.ledger import Stage, field_of

FROM_STAGED: Final = """FROM staged AS s
    LEFT JOIN journal AS line ON line.id = s.approval AND line.kind = 'approve' AND line.library = s.library
    WHERE s.library = ?"""
"""Staged changes, each beside the journal line that it says approves it."""
HASH: Final = "hash_of(s.track, s.field, s.old, s.new, s.location)"
"""Of what the row holds, whatever it says of itself. A line approves a row when `line.hash` is this."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who said yes to one change."""

    door: str
    client: str
    """The MCP client or terminal user that passed the answer on."""
    at: str


class Judged(NamedTuple):
    """A staged change, its hash, and the approval that the journal gives to exactly that hash."""

    change: StagedChange
    hash: str
    approval: Approval | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage at one moment, counted."""

    digest: str
    moment: int
    """Number of the newest journal line about this library: no two stages share it."""
    total: int
    """Changes staged."""
    unapproved: Hashes
    """Of the changes nobody has approved."""

    @property
    def approved(self) -> int:
        """Return how many changes are approved."""
        return self.total - len(self.unapproved)


def each_judged(stage: Stage, same: Callable[[str], str] = str) -> Iterator[Judged]:
    """Yield the stage, ordered by track and field; `same` may answer an equal text that is there already."""
    columns = "s.track, s.field, s.old, s.new, s.proposer, s.confidence, s.reason, s.location"
    query = f"SELECT {columns}, line.hash, line.door, line.actor, line.at {FROM_STAGED} ORDER BY s.track, s.field"
    for row in stage.connection.execute(query, (stage.library_id,)):
        change = StagedChange(row[0], field_of(row[1]), *map(same, row[2:8]))
        name = change.hash
        yield Judged(change, name, Approval(*map(same, row[9:])) if row[8] == name else None)


def standing_of(stage: Stage) -> Standing:
    """Count the stage. SQLite orders the hashes, beyond a few megabytes on the disk."""
    query = f"SELECT {HASH} AS name, line.hash {FROM_STAGED} ORDER BY name"
    rows = stage.connection.execute(query, (stage.library_id,))
    unapproved, total = Hashes(), 0

    def each() -> Iterator[str]:
        nonlocal total
        for name, approved in rows:
            total += 1
            if approved != name:
                unapproved.append(name)
            yield name

    digest = digest_of_ordered(each())
    return Standing(digest, stage.moment(), total, unapproved)
