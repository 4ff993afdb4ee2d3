"""Connections to our SQLite file: borrowed by any thread, shared with other processes, errors in our words."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rekurate.model.staging import hash_of
from rekurate.store.file.migrate import bring_up_to_date, refuse_newer
from rekurate.store.file.place import FileId, file_id, is_same, make_ready, size_of, wal_of
from rekurate.store.file.refusals import held, in_our_words, is_damage, is_held, mixed, taken_away
from rekurate.store.file.steps import STEPS

BUSY_SECONDS = 15.0
"""How long a writer waits for others before it gives up; the longest write (100,000 changes) takes 3 s."""
_LAST_SECONDS = 1.0
"""How long the end of a process waits to move what it wrote into the file."""
_PAUSE = 0.01
"""Seconds between two attempts at what SQLite does not wait for."""


class _Connection(sqlite3.Connection):
    """A connection that knows which file it has open."""

    file: FileId | None = None


class Connections:
    """A pool rather than a connection per thread: worker threads come and go, and each would leave one open.

    A file may be deleted, moved or exchanged under a process that has it open, and SQLite would go on writing into the
    one without a name: so each use compares, and opens (makes, upgrades) what is there now.
    """

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS, steps: int = len(STEPS)) -> None:
        """Keep the path; nothing is opened. `steps` of the schema are what a file is brought to."""
        self.path = path
        self._busy_seconds = busy_seconds
        self._steps = steps
        self._idle: list[_Connection] = []
        self._guard = threading.Lock()
        self._opening = threading.Lock()
        # Our own threads queue here; SQLite's busy handler would make them poll.
        self._writer = threading.Lock()
        self._file: FileId | None = None
        self._wal: FileId | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one read transaction: everything read belongs to one moment."""
        with self.bare() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one write transaction: all of it is kept, or none.

        Raises StoreError when others hold the file too long, and when a newer Rekurate has upgraded it meanwhile.
        """
        until = time.monotonic() + self._busy_seconds
        if not self._writer.acquire(timeout=self._busy_seconds):
            raise held(self.path)
        try:
            with self.bare() as connection:
                _wait(connection, until - time.monotonic())
                connection.execute("BEGIN IMMEDIATE")
                try:
                    _wait(connection, self._busy_seconds)
                    refuse_newer(connection, self.path)
                    yield connection
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
                if not is_same(file_id(self.path), connection.file):
                    raise taken_away(self.path)
        finally:
            self._writer.release()

    @contextmanager
    def bare(self) -> Iterator[_Connection]:
        """Lend a connection outside any transaction, for single statements."""
        connection: _Connection | None = None
        try:
            connection = self._take()
            yield connection
        except sqlite3.Error as error:
            if is_damage(error):
                self._drop()  # whatever is put in its place is opened anew
            raise in_our_words(error, self.path) from error
        finally:
            if connection is not None:
                self._give_back(connection)

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody had and nobody gets: what it keeps in temporary tables goes with it."""
        connection: sqlite3.Connection | None = None
        try:
            self._be_current()
            connection = self._opened()
            yield connection
        except sqlite3.Error as error:
            raise in_our_words(error, self.path) from error
        finally:
            if connection is not None:
                connection.close()

    def open(self) -> None:
        """Open the file now, so that what is wrong with it is said now."""
        with self.bare():
            pass

    def close(self) -> None:
        """Move what was written into the one file, so that a copy of it is whole, and close idle connections."""
        idle = self._taken_from_the_pool()
        if idle:
            with suppress(sqlite3.Error):
                _wait(idle[-1], _LAST_SECONDS)
                idle[-1].execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for connection in idle:
            connection.close()

    def __del__(self) -> None:
        """Close what a forgotten store left open."""
        self._drop()

    def _take(self) -> _Connection:
        self._be_current()
        with self._guard:
            if self._idle:
                return self._idle.pop()
        return self._opened()

    def _be_current(self) -> None:
        if self._is_current():
            return
        with self._opening:
            if self._is_current():
                return
            make_ready(self.path)
            wal = wal_of(self.path)
            if self._file is not None and size_of(wal) and is_same(file_id(wal), self._wal):
                raise mixed(self.path)
            self._drop()
            connection = self._opened()
            try:
                bring_up_to_date(connection, self.path, self._steps)
                connection.file = self._file = file_id(self.path)
                self._wal = file_id(wal)
            finally:
                self._give_back(connection)

    def _is_current(self) -> bool:
        return self._file is not None and is_same(file_id(self.path), self._file)

    def _opened(self) -> _Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        try:
            connection.file = self._file
            _use_wal(connection, self._busy_seconds)
            # A decision that was acknowledged survives a power cut, not only a killed process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # without it macOS leaves what is written in the drive's memory
            connection.execute("PRAGMA foreign_keys = ON")
            connection.create_function("hash_of", 5, hash_of, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: _Connection) -> None:
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        with self._guard:
            if self._file is not None and connection.file == self._file:
                self._idle.append(connection)
                return
        connection.close()

    def _drop(self) -> None:
        for connection in self._taken_from_the_pool():
            connection.close()

    def _taken_from_the_pool(self) -> list[_Connection]:
        """Forget the file and return the idle connections to it; those in use are closed when they are given back."""
        with self._guard:
            idle, self._idle, self._file = self._idle, [], None
        return idle


def _use_wal(connection: sqlite3.Connection, seconds: float) -> None:
    """Switch a new file; where two processes do so at once SQLite does not wait, for each would wait for the other."""
    until = time.monotonic() + seconds
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_held(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _wait(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {max(1, int(seconds * 1000))}")
