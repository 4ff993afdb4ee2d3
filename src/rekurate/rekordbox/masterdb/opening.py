"""Open master.db so that Rekordbox's folder stays bit-identical, and what is read is one moment's truth.

A plain read-only connection is not good enough: it leaves a 0-byte `-wal` and a 32 KB `-shm` beside the database. Where
no log is pending the file is opened as immutable; else database and log are copied and the copy is read.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlcipher3.dbapi2 as sqlcipher

from rekurate.errors import LibraryDamaged, LibraryError
from rekurate.places import sqlite_address
from rekurate.rekordbox.masterdb.copies import private_copy
from rekurate.rekordbox.masterdb.diagnosis import PLAIN_HEADER, MissingColumns, diagnosis, moving, not_rekordboxs
from rekurate.rekordbox.masterdb.key import database_key
from rekurate.rekordbox.stamp import Stamp, stamp_of, wal_of

Connection = Any
"""`sqlcipher3.dbapi2.Connection`, which has no types."""
Answer = TypeVar("Answer")

_ATTEMPTS: Final = 6
"""Readings that are begun before a database counts as written to all the time."""
_PAUSE: Final = 0.15
"""Seconds between attempts: Rekordbox writes in bursts shorter than this."""
_TICK: Final = 0.02
"""Seconds: coarsest clock of the file systems in use; a file written within it may change again unseen."""


def read_stable(path: Path, read: Callable[[Connection], Answer]) -> tuple[Answer, Stamp]:
    """Run `read` on an open connection, again when the database moved meanwhile; return its answer and the stamp.

    `read` may run more than once. Raises LibraryDamaged for a file that is no readable Rekordbox database,
    LibraryError when it cannot be opened or does not come to rest.
    """
    failure: Exception | None = None
    for attempt in range(_ATTEMPTS):
        time.sleep(_PAUSE * attempt)
        before = stamp_of(path, wal_of(path))
        _let_rest(before)
        try:
            with _opened(path, before) as (connection, is_copy):
                answer = _answer(connection, read)
            if is_copy or _rests(path, before):
                return answer, before
        except (sqlcipher.Error, FileNotFoundError, UnicodeDecodeError) as error:  # SQLite quotes what is damaged
            failure = error
            if _rests(path, before):
                raise diagnosis(path, error) from error
        except MissingColumns as error:
            raise not_rekordboxs(path, error) from error
        except OSError as error:
            raise LibraryError(f"Cannot read {path}: {error.strerror}. Check its permissions.") from error
    raise moving(path) from failure


def _rests(path: Path, before: Stamp) -> bool:
    """Whether the database file is as it was. Its log may have grown: what was read is then a moment older.

    A log only grows until a checkpoint moves it into the database file, and that shows in the file.
    """
    return stamp_of(path).parts[0] == before.parts[0]


def _answer(connection: Connection, read: Callable[[Connection], Answer]) -> Answer:
    try:
        return read(connection)
    except sqlcipher.OperationalError as error:
        if "decode" not in str(error):
            raise
    connection.text_factory = _replaced  # some text is no UTF-8; decoding it all in Python costs time, so only now
    return read(connection)


@contextmanager
def _opened(path: Path, before: Stamp) -> Iterator[tuple[Connection, bool]]:
    """Lend a connection, and whether it is to a copy, which nobody else writes to."""
    journal = path.with_name(path.name + "-journal")
    pending = tuple(file for file in (wal_of(path), journal) if _has_content(file))
    if not pending:
        with closing(_connect(path, "mode=ro&immutable=1")) as connection:
            yield connection, False
        return
    with private_copy((path, *pending)) as copy:  # the database first: a log copied later holds all it may miss
        if not _rests(path, before):
            raise FileNotFoundError(path)
        mode = "mode=rw" if journal in pending else "mode=ro"  # only a journal has to be rolled back before reading
        with closing(_connect(copy, mode)) as connection:
            yield connection, True


def _replaced(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _let_rest(stamp: Stamp) -> None:
    """Wait until the clock has moved past the last write of the database, so that another write would show."""
    if 0 <= time.time() - stamp.parts[0][2] / 1e9 < _TICK:
        time.sleep(_TICK)


def _connect(path: Path, mode: str) -> Connection:
    """Open with Rekordbox's key, or without where the file is plain SQLite (a decrypted copy)."""
    with path.open("rb") as file:
        head = file.read(len(PLAIN_HEADER))
    if not head:
        raise LibraryDamaged(f"{path} is empty: the copy failed or the disk was full. Restore master.db from a backup.")
    connection = sqlcipher.connect(sqlite_address(path.absolute(), mode), uri=True, check_same_thread=False)
    try:
        _prepare(connection, encrypted=head != PLAIN_HEADER)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, *, encrypted: bool) -> None:
    if encrypted:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key writes ERROR lines to stderr
        connection.execute(f"PRAGMA key = '{database_key()}'")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
