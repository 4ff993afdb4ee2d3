"""Whether an export is running, in whatever process: a half-done one must not be taken for one that was killed.

Running exports hold a lock on a file beside the store. Nothing is ever written into it; SQLite does the locking,
because it does that alike on every system. A lock ends with its process, so a killed export holds none.
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
"""Seconds an export waits for whoever clears up after killed ones: that takes reading a file or two."""


class AtWork:
    """The lock: any number of exports may run at a time, or one process clears up after killed ones, never both."""

    def __init__(self, store: Path) -> None:
        """Keep the place: beside the store itself, not beside a link to it."""
        self._path = Path(os.path.realpath(store)).with_name("exporting.lock")

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold the lock for an export, until the end of the context or of the process. Raises StoreError."""
        with closing(self._opened(_WAIT)) as connection:
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first reading takes the lock
            except sqlite3.Error as error:
                raise in_our_words(error, self._path) from error
            yield

    @contextmanager
    def idle(self) -> Iterator[bool]:
        """Lend whether no export is running; if so, none begins before the end of the context. Raises StoreError."""
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
