"""Opening the file: private, migrated once, shared, and refused in our words when it cannot be used."""

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.staging import LIBRARY, genre

from rekurate.errors import StoreError
from rekurate.model import Observation, Outcome
from rekurate.store import open_store
from rekurate.store.file import connections
from rekurate.store.file.connections import Connections
from rekurate.store.file.steps import STEPS

OPEN = "import sys; from pathlib import Path; from rekurate.store import open_store; open_store(Path(sys.argv[1]))"

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


def python(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def schema(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE '%sqlite%'")
        return {sql for (sql,) in rows}


def at_step(path: Path, steps: int) -> None:
    pool = Connections(path, steps=steps)
    pool.open()
    pool.close()


@POSIX
def test_a_new_store_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "not there yet" / "home"
    store = open_store(home / "rekurate.sqlite")
    store.journal.stage(LIBRARY, [genre("1")])
    modes = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
    assert home.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}
    store.close()


@POSIX
def test_a_store_others_could_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    open_store(path).close()
    path.chmod(0o644)
    open_store(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_current_store_opens_without_the_migration_library(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    open_store(path).close()
    assert python(OPEN + "; print('sqlite_utils' in sys.modules)", path) == "False\n"


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_a_store_of_every_older_schema_becomes_the_current_one(tmp_path: Path, steps: int) -> None:
    at_step(tmp_path / "old.sqlite", steps)
    open_store(tmp_path / "old.sqlite").close()
    open_store(tmp_path / "new.sqlite").close()
    assert schema(tmp_path / "old.sqlite") == schema(tmp_path / "new.sqlite")


def test_migrating_keeps_what_the_oldest_store_holds(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    at_step(path, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        row = ("rec:1", "discogs", "no_match", "2020-01-01", "1", "[]", "{}", "{}", "")
        connection.execute("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    store = open_store(path)
    expected = Observation("rec:1", "discogs", Outcome.NO_MATCH, fetched_at="2020-01-01", version="1")
    assert store.evidence.observations(["rec:1"]) == {"rec:1": (expected,)}
    store.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rekurate.sqlite"
    at_step(path, 1)
    before = schema(path)
    broken = (*STEPS[:1], ("broken", ("CREATE TABLE half (x)", "CREATE NONSENSE")))
    monkeypatch.setattr("rekurate.store.file.migrate.STEPS", broken)
    with pytest.raises(StoreError, match="Nothing was changed"):
        at_step(path, 2)
    assert schema(path) == before


def test_two_processes_may_make_the_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    children = [subprocess.Popen([sys.executable, "-c", OPEN, str(path)]) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    open_store(path).close()


def test_a_new_file_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")  # beside a writer SQLite refuses the switch at once
        later = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
        later.start()
        store = open_store(path)
        later.join()
    assert store.journal.stage(LIBRARY, [genre("1")]).total_pending == 1
    store.close()


def test_a_store_of_a_newer_rekurate_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer Rekurate \(schema 99.*Update Rekurate"):
        open_store(path)
    assert path.read_bytes() == before


def test_somebody_elses_sqlite_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    with pytest.raises(StoreError, match="not one of Rekurate's"):
        open_store(path)
    assert schema(path) == {"CREATE TABLE photo (name TEXT)"}


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one" * 40, b"SQLite format 3\0" * 64]
)
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rekurate.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="Move it to a safe place"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_store_held_by_another_program_says_so_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rekurate.sqlite"
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(Connections.__init__, "__defaults__", (0.01, len(STEPS)))
    store = open_store(path)
    store.journal.stage(LIBRARY, [genre("1")])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="held by another program"):
            store.journal.stage(LIBRARY, [genre("2")])
        other.execute("ROLLBACK")
    assert store.journal.staged(LIBRARY) == (genre("1"),)
    assert store.journal.stage(LIBRARY, [genre("2")]).total_pending == 2
    store.close()


def test_a_decision_waits_for_another_server_that_is_writing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "rekurate.sqlite")
    with closing(sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        later = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
        later.start()
        assert store.journal.stage(LIBRARY, [genre("1")]).total_pending == 1
        later.join()
    store.close()


def test_a_folder_that_cannot_be_made_is_refused_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="REKURATE_HOME"):
        open_store(tmp_path / "file" / "rekurate.sqlite")


def test_many_threads_share_one_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "rekurate.sqlite")
    together = threading.Barrier(8)

    def stage(worker: int) -> None:
        together.wait(20)
        for number in range(20):
            store.journal.stage(LIBRARY, [genre(f"{worker}-{number}")])
            store.journal.staged(LIBRARY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(stage, range(8)))
    assert store.journal.count(LIBRARY) == 160
    store.close()


def test_a_closed_store_opens_again_by_itself(tmp_path: Path) -> None:
    store = open_store(tmp_path / "rekurate.sqlite")
    store.journal.stage(LIBRARY, [genre("1")])
    store.close()
    assert store.journal.count(LIBRARY) == 1
    store.close()
