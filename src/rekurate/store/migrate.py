"""Bring a file to the current schema, once; the migration library is only imported for a file that needs it."""

import sqlite3
from collections.abc import Callable
from typing import Any

from rekurate.errors import StoreError
from rekurate.store.steps import APPLICATION_ID, STEPS


def bring_up_to_date(connection: sqlite3.Connection, path: str, steps: int = len(STEPS)) -> None:
    """Apply the steps that `connection` lacks, up to `steps` of them, in one transaction.

    Two processes may start at once: the second waits for the first and finds nothing left to do.
    Raises StoreError for a file of a newer Rekurate and for one that is not ours.
    """
    taken = _version(connection)
    if taken > len(STEPS):
        message = (
            f"The store {path} was written by a newer Rekurate (schema {taken}, this one knows {len(STEPS)}). "
            "Update Rekurate, or point REKURATE_HOME at another folder. Nothing was changed."
        )
        raise StoreError(message)
    if taken >= steps:
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


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_foreign(connection: sqlite3.Connection, path: str) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not ours:
        message = (
            f"{path} is a SQLite file, but not one of Rekurate's. It was left untouched. "
            "Point REKURATE_HOME at a folder of its own."
        )
        raise StoreError(message)


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
