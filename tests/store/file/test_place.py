"""The file may be deleted, moved, exchanged or upgraded while it is open: nothing is ever written into the void."""

import os
import re
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.test_store import POSIX
from tests.support.staging import LIBRARY, genre

import rekurate.store
from rekurate.errors import StoreError
from rekurate.store import Store, open_store
from rekurate.store.file.connections import Connections
from rekurate.store.file.place import FileId, is_same
from rekurate.store.file.steps import STEPS

ONE, TWO, THREE = genre("1"), genre("2"), genre("3")


def beside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}*"))


def copy_alone(path: Path, folder: Path) -> Path:
    """Return the copy that a backup of this one file makes."""
    folder.mkdir()
    return Path(shutil.copy(path, folder / "rekurate.sqlite"))


def staged_in(path: Path) -> tuple[object, ...]:
    store = open_store(path)
    try:
        return store.journal.staged(LIBRARY)
    finally:
        store.close()


def test_a_file_system_that_numbers_no_files_is_believed() -> None:
    assert is_same(FileId(1, 0), FileId(1, 7))
    assert not is_same(FileId(1, 6), FileId(1, 7))
    assert not is_same(FileId(1, 0), None)


@POSIX
@pytest.mark.parametrize("gone", ["home", "file", "moved"])
def test_a_decision_made_after_the_file_went_is_in_the_file_that_is_there_then(store: Store, gone: str) -> None:
    store.journal.stage(LIBRARY, [ONE])
    if gone == "home":
        shutil.rmtree(store.path.parent)
    elif gone == "moved":
        store.path.parent.rename(store.path.parent.with_name("moved"))
    else:
        for file in beside(store.path):
            file.unlink()
    assert store.journal.stage(LIBRARY, [TWO]).total_pending == 1
    assert staged_in(store.path) == (TWO,)
    assert store.path.stat().st_mode & 0o777 == 0o600


@POSIX
def test_a_file_put_in_its_place_is_the_store_from_then_on(store: Store, tmp_path: Path) -> None:
    store.journal.stage(LIBRARY, [ONE])
    store.close()
    backup = copy_alone(store.path, tmp_path / "backup")
    store.journal.stage(LIBRARY, [TWO])
    for file in beside(store.path):
        file.rename(tmp_path / file.name)
    backup.rename(store.path)
    assert store.journal.staged(LIBRARY) == (ONE,)
    assert store.journal.stage(LIBRARY, [THREE]).total_pending == 2
    assert staged_in(tmp_path / "rekurate.sqlite") == (ONE, TWO)


@POSIX
def test_a_file_exchanged_without_the_ones_beside_it_is_not_spoilt_by_them(store: Store, tmp_path: Path) -> None:
    store.journal.stage(LIBRARY, [ONE])
    store.close()
    backup = copy_alone(store.path, tmp_path / "backup")
    whole = backup.read_bytes()
    store.journal.stage(LIBRARY, [TWO])
    backup.replace(store.path)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"replaced.*sqlite-wal.*Move those two"):
            store.journal.stage(LIBRARY, [THREE])
    assert store.path.read_bytes() == whole
    for file in beside(store.path)[1:]:
        file.rename(tmp_path / file.name)
    assert store.journal.staged(LIBRARY) == (ONE,)


@POSIX
def test_a_file_that_goes_while_it_is_written_into_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="may not be kept"), store.connections.writing():
        shutil.rmtree(store.path.parent)


def test_the_remedy_for_damage_works_while_the_server_runs(store: Store, tmp_path: Path) -> None:
    store.journal.stage(LIBRARY, [genre(str(number)) for number in range(500)])
    store.close()
    whole = copy_alone(store.path, tmp_path / "backup")
    store.connections.open()
    with store.path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(store.path.stat().st_size - 4096))
    with pytest.raises(StoreError, match="put a backup there"):
        store.journal.staged(LIBRARY)
    with store.path.open("r+b") as file:  # the same file, so that only the damage tells
        file.write(whole.read_bytes())
    assert store.journal.stage(LIBRARY, [genre("x")]).total_pending == 501


@pytest.mark.parametrize("empty", [True, False])
def test_a_store_that_is_empty_or_gone_beside_changes_of_its_own_is_left_as_it_is(tmp_path: Path, empty: bool) -> None:
    store = open_store(tmp_path / "rekurate.sqlite")
    store.journal.stage(LIBRARY, [ONE])
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for file in beside(store.path):  # as after a crash: a process that ends well leaves one file
        shutil.copy(file, folder)
    store.close()
    path = folder / "rekurate.sqlite"
    whole = path.read_bytes()
    path.write_bytes(b"") if empty else path.unlink()
    there = {file.name: file.read_bytes() for file in beside(path)}
    with pytest.raises(StoreError, match=r"empty or gone.*-wal.*Put the store back"):
        open_store(path)
    assert {file.name: file.read_bytes() for file in beside(path)} == there
    path.write_bytes(whole)
    assert staged_in(path) == (ONE,)


def test_a_closed_store_is_whole_in_its_one_file_even_while_others_have_it_open(store: Store, tmp_path: Path) -> None:
    other = open_store(store.path)
    other.journal.count(LIBRARY)
    store.journal.stage(LIBRARY, [ONE])
    store.close()
    assert staged_in(copy_alone(store.path, tmp_path / "backup")) == (ONE,)
    other.close()


@POSIX
def test_another_programs_database_keeps_every_byte_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "photos ü#?%20.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not one of Rekurate's"):
        open_store(path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (before, 0o644)
    assert beside(path) == [path]


def test_calls_side_by_side_wait_for_another_program_no_longer_than_one(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    open_store(path).close()
    pool, refused, begun = Connections(path, busy_seconds=0.4), [], time.monotonic()

    def write() -> None:
        try:
            with pool.writing():
                pass
        except StoreError:
            refused.append(time.monotonic() - begun)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        threads = [threading.Thread(target=write) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        other.execute("ROLLBACK")
    assert len(refused) == 5
    assert max(refused) < 1.2  # one after the other they would take 2 s
    pool.close()


def test_a_server_that_is_older_than_the_store_has_become_writes_nothing_more(store: Store) -> None:
    store.journal.stage(LIBRARY, [ONE])
    with closing(sqlite3.connect(store.path)) as newer:
        newer.execute("ALTER TABLE staged ADD COLUMN later TEXT NOT NULL DEFAULT ''")
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(StoreError, match=r"newer Rekurate.*Update Rekurate \(and start it again\)"):
        store.journal.stage(LIBRARY, [TWO])
    assert store.journal.staged(LIBRARY) == (ONE,)


def test_what_is_acknowledged_survives_a_power_cut_on_macos_too(store: Store) -> None:
    with store.connections.bare() as connection:
        kept = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "fullfsync")]
    assert kept == [2, 1]


def test_every_row_is_written_by_the_names_of_its_columns() -> None:
    sources = Path(rekurate.store.__file__).parent.rglob("*.py")
    unnamed = [name for source in sources for name in re.findall(r"INTO (\w+) VALUES \(\?", source.read_text("utf-8"))]
    assert unnamed == []


@POSIX
def test_two_servers_meet_again_in_the_file_that_is_there_after_theirs_went(store: Store) -> None:
    other = open_store(store.path)
    store.journal.stage(LIBRARY, [ONE])
    assert other.journal.count(LIBRARY) == 1
    shutil.rmtree(store.path.parent)
    store.journal.stage(LIBRARY, [TWO])
    other.journal.stage(LIBRARY, [THREE])
    store.journal.stage(LIBRARY, [genre("4")])
    other.close()
    assert store.journal.count(LIBRARY) == 3
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@POSIX
def test_a_store_behind_a_link_is_made_private_and_known_by_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "rekurate.sqlite", tmp_path / "real" / "store.sqlite"
    link.symlink_to(real)
    store = open_store(link)
    store.journal.stage(LIBRARY, [ONE])
    assert real.stat().st_mode & 0o777 == 0o600
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "real", backup)
    store.close()
    (backup / "store.sqlite").write_bytes(b"")
    link.unlink()
    link.symlink_to(backup / "store.sqlite")
    with pytest.raises(StoreError, match="empty or gone"):
        store.journal.staged(LIBRARY)
