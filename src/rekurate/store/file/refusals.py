"""What we say when the file cannot be used: what is wrong with it, and what to do next."""

import sqlite3
from pathlib import Path

from rekurate.errors import StoreError

_WITH = "(with its -wal and -shm files)"
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


class DamagedRow(sqlite3.DatabaseError):
    """SQLite can read a row of ours and it makes no sense: somebody else wrote it. Reported as damage to the file."""

    sqlite_errorname = "SQLITE_CORRUPT_ROW"


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite cannot read what is in the file."""
    return _name(error).startswith(_DAMAGED)


def is_held(error: sqlite3.Error) -> bool:
    """Whether another connection is in the way."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def in_our_words(error: sqlite3.Error, path: Path) -> StoreError:
    """Return SQLite's error as one a person can act on."""
    code = _name(error)
    if is_held(error):
        return held(path)
    if is_damage(error):
        return damaged(path, str(error))
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return StoreError(
            f"The store {path} cannot be written ({error}). Nothing was changed: free space on the disk, or point "
            "REKURATE_HOME at a folder you may write to."
        )
    return StoreError(f"The store {path} refused: {error}. Nothing was changed.")


def held(path: Path) -> StoreError:
    """Return the error of a wait for the file that has lasted too long."""
    return StoreError(
        f"The store {path} is held by another program, or by calls before this one. Nothing was changed and nothing "
        "is lost: close the other program, or call again in a moment."
    )


def damaged(path: Path, why: str) -> StoreError:
    """Return the error of a file whose contents cannot be read."""
    return StoreError(
        f"The store {path} is damaged or not a database ({why}). It was left as it is. Move it to a safe "
        f"place {_WITH}, then call again: Rekurate makes a new one, or put a backup there."
    )


def gutted(path: Path) -> StoreError:
    """Return the error of a file that is gone or empty, while decisions in it are still in the file beside it."""
    return StoreError(
        f"The store {path} is damaged: it is empty or gone, but {path.name}-wal beside it holds changes made to it. "
        f"Both were left as they are. Put the store back if you moved it; else move what is there {_WITH} to a safe "
        "place, then call again: Rekurate makes a new one, or put a backup there."
    )


def mixed(path: Path) -> StoreError:
    """Return the error of a file that was exchanged, while the file beside it is still the other one's."""
    return StoreError(
        f"The store {path} was replaced while Rekurate had it open, but {path.name}-wal and -shm beside it belong to "
        "the one before and would damage this one. Nothing was touched. Move those two to a safe place, then call "
        "again."
    )


def taken_away(path: Path) -> StoreError:
    """Return the error of a file that went while we wrote into it."""
    return StoreError(
        f"The store {path} was moved, deleted or replaced while this was written into it, so it may not be kept. Call "
        "again: Rekurate opens the one that is there now, or makes a new one."
    )


def foreign(path: Path) -> StoreError:
    """Return the error of another program's file."""
    return StoreError(
        f"{path} is a SQLite file, but not one of Rekurate's. It was left untouched. "
        "Point REKURATE_HOME at a folder of its own."
    )


def newer(path: Path, taken: int, known: int) -> StoreError:
    """Return the error of a file that a later version has upgraded."""
    return StoreError(
        f"The store {path} was written by a newer Rekurate (schema {taken}, this one knows {known}). "
        "Update Rekurate (and start it again), or point REKURATE_HOME at another folder. Nothing was changed."
    )


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "") or ""
