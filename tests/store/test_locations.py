"""Which file a change is meant for is kept with it, and what was kept before that still counts."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.test_store import at_step
from tests.support.staging import LIBRARY, genre

from rekurate.model import StagedChange
from rekurate.store import Named, Plan, Store, Written, open_store

HERE, THERE = genre("1", location="/Music/here.mp3"), genre("1", location="/Music/there.mp3")
NOON = "2024-06-01T12:00:00+00:00"


def approve(store: Store, *changes: StagedChange) -> int:
    return store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal").approved


def test_the_location_is_staged_sealed_and_exported_with_the_change(store: Store) -> None:
    store.journal.stage(LIBRARY, [HERE])
    assert store.journal.staged(LIBRARY) == (HERE,)
    assert approve(store, HERE) == 1
    assert store.approvals.pending(LIBRARY).rows[0][0] == HERE
    with store.approvals.seal(LIBRARY, store.journal.digest(LIBRARY)) as sealed:
        assert [one.change for one in sealed] == [HERE]
        plan = Plan(Path("/x.xml"), "digest", "List", sealed, lambda _: Named("/Music/there.mp3", "a", "t"))
        export = store.exports.plan(LIBRARY, plan)
    assert store.exports.changes(export)[0].named == Named("/Music/here.mp3", "a", "t")
    store.exports.finish(LIBRARY, export, Written("sha", "List", bytes([1])))
    assert store.journal.staged(LIBRARY) == ()


def test_a_yes_is_to_one_file_and_another_one_of_that_id_needs_another(store: Store) -> None:
    store.journal.stage(LIBRARY, [HERE])
    approve(store, HERE)
    assert store.journal.stage(LIBRARY, [THERE]).voided == 1
    assert store.approvals.pending(LIBRARY).unapproved == (THERE,)


def test_what_was_approved_before_locations_were_kept_is_approved_still(tmp_path: Path) -> None:
    path, old = tmp_path / "rekurate.sqlite", genre("1")
    at_step(path, 3)
    line = (NOON, "p", "", "b", LIBRARY, "approve", "1", "genre", old.old, old.new, old.hash, "terminal", "")
    row = (LIBRARY, "1", "genre", old.old, old.new, "", "", "", old.hash, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"INSERT INTO journal VALUES (1{', ?' * len(line)})", line)
        connection.execute(f"INSERT INTO staged VALUES (?{', ?' * (len(row) - 1)})", row)
    store = open_store(path)
    with store.approvals.seal(LIBRARY, store.journal.digest(LIBRARY)) as sealed:
        assert [one.change for one in sealed] == [old]
    store.close()
