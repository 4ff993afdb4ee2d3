"""What a folder looked like, and a Rekordbox that crashed or is still writing in it."""

import hashlib
import shutil
from pathlib import Path

from tests.support.rekordbox_db import connect


def picture(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return name -> (sha256, size, mtime in ns) of every file: two equal pictures are a folder untouched."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_size,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def crash_with_wal(database: Path, statements: list[str], *, encrypted: bool = False) -> None:
    """Commit `statements` into a write-ahead log that nobody checkpoints, as a crashed Rekordbox leaves it."""
    live = database.with_name("live.db")
    shutil.copyfile(database, live)
    connection = connect(live, encrypted=encrypted)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    shutil.copyfile(live, database)
    shutil.copyfile(live.with_name("live.db-wal"), database.with_name(database.name + "-wal"))
    connection.close()
    for leftover in database.parent.glob("live.db*"):
        leftover.unlink()
