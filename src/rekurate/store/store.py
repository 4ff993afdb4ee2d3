"""Open the store: one file, and an object for each kind of thing that it keeps."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from rekurate.errors import StoreError
from rekurate.model import Clock
from rekurate.store.approvals import Approvals
from rekurate.store.evidence import Evidence
from rekurate.store.exports import Exports
from rekurate.store.file.connections import Connections
from rekurate.store.journal import Journal
from rekurate.store.libraries import Libraries


@dataclass(frozen=True, slots=True)
class Store:
    """What one file keeps, by kind. Safe to use from any thread, and from several processes on one file."""

    path: Path
    evidence: Evidence
    journal: Journal
    approvals: Approvals
    exports: Exports
    libraries: Libraries
    connections: Connections

    def close(self) -> None:
        """Close the file, whole without those beside it; a later call opens it again."""
        self.connections.close()


def open_store(path: Path, clock: Clock = time.time) -> Store:
    """Open the store at `path`, making or migrating it where needed.

    Raises StoreError, which leaves the file as it was, for one that is damaged, held, foreign or of a newer Rekurate.
    """
    return _open(path, clock)


def make_practice_store(path: Path, library_id: str, clock: Clock = time.time) -> Store:
    """Make the new store of a demo, in which the door "demo" counts for the library `library_id` and for no other.

    Raises StoreError where anything is at `path`: a store that could hold a person's decisions is never taken.
    """
    if os.path.lexists(path):
        message = f"{path} exists already, and the demo uses a store of its own. Name a folder that is not there yet."
        raise StoreError(message)
    return _open(path, clock, library_id)


def _open(path: Path, clock: Clock, practice: str = "") -> Store:
    connections = Connections(path)
    connections.open()
    return Store(
        path,
        Evidence(connections, clock),
        Journal(connections, clock),
        Approvals(connections, clock, practice),
        Exports(connections, clock),
        Libraries(connections),
        connections,
    )
