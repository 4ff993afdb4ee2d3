"""Our file on the disk: private, looked at before SQLite may write to it, and known again when it was exchanged."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from rekurate.errors import StoreError
from rekurate.places import sqlite_address
from rekurate.store.file.refusals import foreign, gutted
from rekurate.store.file.steps import APPLICATION_ID


class FileId(NamedTuple):
    """Tells a file from the one that had its name before."""

    device: int
    number: int


def file_id(path: Path) -> FileId | None:
    """Return which file is at a path; None when there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileId(found.st_dev, found.st_ino)


def is_same(one: FileId | None, other: FileId | None) -> bool:
    """Whether two are one file, as far as the file system tells: some number none (0) and are believed."""
    return one is not None and other is not None and (one == other or 0 in (one.number, other.number))


def wal_of(path: Path) -> Path:
    """Return where SQLite keeps what it has not yet moved into the file: beside the file itself, not beside a link."""
    return Path(f"{os.path.realpath(path)}-wal")


def size_of(path: Path) -> int:
    """Return the size of a file, 0 when it is not there."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def make_ready(path: Path) -> None:
    """Make the file (0600) and its folder (0700) before SQLite does, or take others' access away from the file.

    A folder that exists keeps its mode: it may hold more than our file. Raises StoreError when it cannot, and for a
    file that SQLite would spoil by opening it: another program's, or one that is empty beside changes of its own.
    """
    if size_of(wal_of(path)) and not size_of(path):
        raise gutted(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        if _may_be_ours(path) and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        message = (
            f"The store {path} cannot be opened for writing: {reason}. "
            "Point REKURATE_HOME at a folder you may write to."
        )
        raise StoreError(message) from error


def _may_be_ours(path: Path) -> bool:
    """Whether the file is ours or empty; False when it is no database. Raises StoreError for another program's.

    SQLite reads it, promised that nobody writes: so it makes no file beside it. Reading it ourselves would, on closing
    it, let go of the locks that this process has on it.
    """
    try:
        address = sqlite_address(path.absolute(), "mode=ro&immutable=1")
        with closing(sqlite3.connect(address, uri=True)) as connection:
            of_program = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False
    if tables and of_program != APPLICATION_ID:
        raise foreign(path)
    return True
