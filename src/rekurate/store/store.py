"""Open the file and hand out its four shelves."""

import time
from dataclasses import dataclass
from pathlib import Path

from rekurate.model import Clock
from rekurate.store.approvals import Approvals
from rekurate.store.connections import Connections, make_private
from rekurate.store.evidence import Evidence
from rekurate.store.exports import Exports
from rekurate.store.journal import Journal
from rekurate.store.migrate import bring_up_to_date


@dataclass(frozen=True, slots=True)
class Store:
    """Safe to use from any thread, and from several processes on one file."""

    path: Path
    evidence: Evidence
    journal: Journal
    approvals: Approvals
    exports: Exports
    connections: Connections

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self.connections.close()


def open_store(path: Path, clock: Clock = time.time) -> Store:
    """Open the store at `path`, making or migrating it where needed.

    Raises StoreError, which leaves the file as it was, for one that is damaged, held, foreign or of a newer Rekurate.
    """
    make_private(path)
    connections = Connections(path)
    with connections.bare() as connection:
        bring_up_to_date(connection, str(path))
    return Store(
        path,
        Evidence(connections, clock),
        Journal(connections, clock),
        Approvals(connections, clock),
        Exports(connections, clock),
        connections,
    )
