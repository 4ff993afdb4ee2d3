"""Connections to our SQLite file: borrowed by any thread, shared with other processes, errors in our words."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rekurate.errors import StoreError
from rekurate.model.staging import hash_of

BUSY_SECONDS = 15.0
"""How long a writer waits for another process before it gives up; the longest write (100,000 changes) takes 3 s."""


class Connections:
    """A pool rather than a connection per thread: worker threads come and go, and each would leave one open."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        # Our own threads queue here; SQLite's busy handler would make them poll.
        self._writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one read transaction: everything read belongs to one moment."""
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one write transaction: all of it is kept, or none."""
        with self._writer, self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection outside any transaction, for migrations."""
        with self._lent() as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody had and nobody gets: what it keeps in temporary tables goes with it."""
        connection: sqlite3.Connection | None = None
        try:
            connection = self._opened()
            yield connection
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path) from error
        finally:
            if connection is not None:
                connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def __del__(self) -> None:
        """Close what a forgotten store left open."""
        self.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        connection: sqlite3.Connection | None = None
        try:
            connection = self._take()
            yield connection
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path) from error
        finally:
            if connection is not None:
                self._give_back(connection)

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        return self._opened()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            # A decision that was acknowledged survives a power cut, not only a killed process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.create_function("hash_of", 5, hash_of, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        with self._guard:
            self._idle.append(connection)


def make_private(path: Path) -> None:
    """Create the file (0600) and its folder (0700) before SQLite does, or take others' access away from the file.

    A folder that exists keeps its mode: it may hold more than our file. Raises StoreError when it cannot.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        message = (
            f"The store {path} cannot be opened for writing: {reason}. "
            "Point REKURATE_HOME at a folder you may write to."
        )
        raise StoreError(message) from error


def _in_our_words(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(
            f"The store {path} is held by another program. Nothing was changed and nothing is lost: "
            "close the other program, or call again in a moment."
        )
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return StoreError(
            f"The store {path} is damaged or not a database ({error}). It was left as it is. Move it to a safe "
            "place (with its -wal and -shm files), then call again: Rekurate makes a new one, or put a backup there."
        )
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return StoreError(
            f"The store {path} cannot be written ({error}). Nothing was changed: free space on the disk, or point "
            "REKURATE_HOME at a folder you may write to."
        )
    return StoreError(f"The store {path} refused: {error}. Nothing was changed.")
