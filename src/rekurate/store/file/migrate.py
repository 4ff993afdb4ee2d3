"""Bring a file to the current schema, once; the migration library is only imported for a file that needs it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rekurate.store.file.refusals import foreign, newer
from rekurate.store.file.steps import APPLICATION_ID, STEPS


def bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: int = len(STEPS)) -> None:
    """Apply the steps that `connection` lacks, up to `steps` of them, in one transaction.

    Two processes may start at once: the second waits for the first and finds nothing left to do.
    Raises StoreError for a file of a newer Rekurate and for one that is not ours.
    """
    if refuse_newer(connection, path) >= steps:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _refuse_foreign(connection, path)
        _apply(connection, steps)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {steps}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def refuse_newer(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many steps a file has taken. Raises StoreError when that is more than we know.

    Asked before each write: a newer Rekurate may start, and upgrade the file, while this one runs.
    """
    taken = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if taken > len(STEPS):
        raise newer(path, taken, len(STEPS))
    return taken


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not ours:
        raise foreign(path)


def _apply(connection: sqlite3.Connection, steps: int) -> None:
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - 0.27 s, and only an old or new file needs it

    migrations = Migrations("rekurate")
    for name, statements in STEPS[:steps]:
        migrations(name=name)(_runner(statements))
    migrations.apply(Database(connection, execute_plugins=False))


def _runner(statements: tuple[str, ...]) -> Callable[[Any], None]:
    def run(database: Any) -> None:
        for statement in statements:
            database.conn.execute(statement)

    return run
