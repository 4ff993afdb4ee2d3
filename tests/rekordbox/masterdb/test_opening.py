import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, build_database, connect
from tests.support.rekordbox_folder import crash_with_wal, picture

from rekurate.errors import LibraryDamaged, LibraryError
from rekurate.rekordbox.masterdb import read_database
from rekurate.rekordbox.masterdb.opening import read_stable
from rekurate.rekordbox.masterdb.read import _contents

ADD_SECOND = (
    "INSERT INTO djmdContent (ID, FolderPath, Title, created_at, updated_at) VALUES ('2', '/2.mp3', 'Second', '', '')"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make Rekordbox's folder, apart from where temporary files go."""
    folder = tmp_path / "rekordbox"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder for temporary files that the test can look into."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_a_path_from_the_working_folder_is_read_like_a_whole_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_database(folder / "master.db", [Row()])
    monkeypatch.chdir(folder)
    assert len(read_database(Path("master.db")).tracks) == 1


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
@pytest.mark.parametrize("encrypted", [False, True])
def test_reading_leaves_the_folder_bit_identical(folder: Path, encrypted: bool, mode: str) -> None:
    path = build_database(folder / "master.db", [Row()], encrypted=encrypted)
    with closing(connect(path, encrypted=encrypted)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    (folder / "masterPlaylists6.xml").write_text("<x/>", encoding="utf-8")
    before = picture(folder)
    assert len(read_database(path).tracks) == 1
    assert picture(folder) == before


@pytest.mark.parametrize("encrypted", [False, True])
def test_after_a_crash_the_log_is_read_and_left_as_it_is(folder: Path, temporary: Path, encrypted: bool) -> None:
    path = build_database(folder / "master.db", [Row(title="First")], encrypted=encrypted)
    crash_with_wal(path, [ADD_SECOND], encrypted=encrypted)
    before = picture(folder)
    assert set(before) == {"master.db", "master.db-wal"}
    assert [track.title for track in read_database(path).tracks] == ["First", "Second"]
    assert picture(folder) == before
    assert list(temporary.iterdir()) == []


def test_a_copy_during_which_the_database_moved_is_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build_database(folder / "master.db", [Row(title="First")])
    crash_with_wal(path, [ADD_SECOND])
    copied, copy = [], shutil.copyfile

    def copying(file: Path, target: Path) -> None:
        copy(file, target)
        copied.append(file.name)
        if len(copied) == 1:  # Rekordbox moves its log into the database
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 1_000_000_000))

    monkeypatch.setattr(shutil, "copyfile", copying)
    assert [track.title for track in read_database(path).tracks] == ["First", "Second"]
    assert copied == ["master.db", "master.db-wal"] * 2


def test_an_empty_log_needs_no_copy(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row()])
    path.with_name("master.db-wal").touch()
    before = picture(folder)
    assert len(read_database(path).tracks) == 1
    assert picture(folder) == before


def test_a_hot_journal_is_rolled_back_in_the_copy_only(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row(title="Committed")])
    live = connect(path)
    live.execute("PRAGMA cache_size = 1")
    live.execute("BEGIN")
    live.execute("UPDATE djmdContent SET Title = 'Half'")
    live.executemany(
        "INSERT INTO djmdContent (ID, FolderPath, Title, created_at, updated_at) VALUES (?, ?, ?, '', '')",
        [(str(n), f"/{n}", "x" * 500) for n in range(2, 400)],
    )
    crashed = folder / "crashed"
    crashed.mkdir()
    for name in ("master.db", "master.db-journal"):
        shutil.copyfile(folder / name, crashed / name)
    live.rollback()
    live.close()
    before = picture(crashed)
    assert [track.title for track in read_database(crashed / "master.db").tracks] == ["Committed"]
    assert picture(crashed) == before


def test_the_connection_refuses_to_write(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row()])
    with pytest.raises(LibraryDamaged, match=r"readonly|read-only"):
        read_stable(path, lambda connection: connection.execute("DELETE FROM djmdContent"))


def test_a_copy_refuses_to_write_too(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row()])
    crash_with_wal(path, [ADD_SECOND])
    with pytest.raises(LibraryDamaged, match=r"readonly|read-only"):
        read_stable(path, lambda connection: connection.execute("DELETE FROM djmdContent"))


def test_credentials_are_never_selected(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row()])
    seen: list[str] = []

    def watched(connection: object) -> None:
        connection.set_trace_callback(seen.append)
        _contents(connection)

    read_stable(path, watched)
    assert any("djmdContent" in statement for statement in seen)
    assert not any("agentRegistry" in statement or "*" in statement.replace("count(*)", "") for statement in seen)


def test_a_name_with_a_question_mark_opens_no_other_file(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row()]).rename(folder / "odd?mode=rwc#é%20.db")
    before = picture(folder)
    assert len(read_database(path).tracks) == 1
    assert picture(folder) == before


def test_a_live_writer_in_another_process_does_not_disturb_nor_is_disturbed(folder: Path) -> None:
    path = build_database(folder / "master.db", [Row(title="First")])
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    counts = [len(read_database(path).tracks) for _ in range(5)]
    names = {file.name for file in folder.iterdir()}
    out, _ = writer.communicate("stop\n")
    written = int(out)
    assert counts == sorted(counts)
    assert all(count % 2 == 1 for count in counts)  # rows are added in pairs: half a transaction is never seen
    assert counts[-1] <= written + 1
    assert names == {"master.db", "master.db-wal", "master.db-shm"}
    assert len(read_database(path).tracks) == written + 1


WRITER = """
import select, sys
import sqlcipher3.dbapi2 as sqlcipher
connection = sqlcipher.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = OFF")
row = "INSERT INTO djmdContent (ID, FolderPath, Title, created_at, updated_at) VALUES (?, ?, ?, '', '')"
count = 0
while not select.select([sys.stdin], [], [], 0.002)[0]:
    connection.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        count += 1
        connection.execute(row, (f"w{count}", f"/w{count}", "x"))
    connection.execute("COMMIT")
    if count == 20:
        print("writing", flush=True)
print(count)
"""


def test_a_database_that_never_rests_is_an_error_with_a_next_step(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_database(folder / "master.db", [Row()])
    monkeypatch.setattr("rekurate.rekordbox.masterdb.opening._PAUSE", 0)

    def moving(_: object) -> None:
        with path.open("ab") as file:
            file.write(b"x")

    with pytest.raises(LibraryError, match=r"is being written all the time.*try again"):
        read_stable(path, moving)
