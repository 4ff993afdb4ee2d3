"""Whether an export is at work, in whatever process: what it has done so far looks like what a killed one left.

A file beside the store that is only ever locked, by SQLite, which does it alike on every system; a lock goes with its
process.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from rekurate.errors import StoreError
from rekurate.store.file.refusals import in_our_words, is_held

_WAIT: Final = 15.0
"""Seconds an export waits for those who look after dead ones: they read a file or two."""


class AtWork:
    """Any number of exports are at work, or somebody looks after dead ones, never both."""

    def __init__(self, store: Path) -> None:
        """Keep the place: beside the store itself, not beside a link to it."""
        self._path = Path(os.path.realpath(store)).with_name("exporting.lock")

    @contextmanager
    def working(self) -> Iterator[None]:
        """Say that an export is at work, until the end of the context or of the process. Raises StoreError."""
        with closing(self._opened(_WAIT)) as connection:
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first reading takes the lock
            except sqlite3.Error as error:
                raise in_our_words(error, self._path) from error
            yield

    @contextmanager
    def idle(self) -> Iterator[bool]:
        """Lend whether no export is at work; none begins before the end of the context then. Raises StoreError."""
        with closing(self._opened(0.0)) as connection:
            try:
                connection.execute("PRAGMA journal_mode = OFF")  # nothing is written, so nothing need lie beside it
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                if not is_held(error):
                    raise in_our_words(error, self._path) from error
                is_idle = False
            else:
                is_idle = True
            yield is_idle

    def _opened(self, seconds: float) -> sqlite3.Connection:
        try:
            with suppress(FileExistsError):
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be made ({error.strerror}), so nothing was exported. Point REKURATE_HOME at a "
                "folder you may write to."
            ) from error
        try:
            return sqlite3.connect(self._path, timeout=seconds, isolation_level=None)
        except sqlite3.Error as error:
            raise in_our_words(error, self._path) from error
