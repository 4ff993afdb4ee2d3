import os
from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, build_database, connect

from rekurate.errors import LibraryDamaged, LibraryError
from rekurate.rekordbox.masterdb import read_database


def test_a_wrong_key_says_what_to_do_and_keeps_stderr_clean(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "master.db"
    connection = connect(path)
    connection.execute("PRAGMA key = 'another key'")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryDamaged, match=r"cannot be opened with Rekordbox's key.*REKORDBOX_XML_PATH"):
        read_database(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"short", "cannot be opened with Rekordbox's key"),
        (os.urandom(8192), "cannot be opened with Rekordbox's key"),
        (b"<?xml version='1.0'?><DJ_PLAYLISTS/>", "is an XML, not a database. Name it in REKORDBOX_XML_PATH"),
        (b"SQLite format 3\0" + b"\0" * 4096, "damaged or half copied"),
    ],
)
def test_what_is_no_database_is_named_as_what_it_is(
    tmp_path: Path, content: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "master.db"
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match=said):
        read_database(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_half_copied_database_is_damaged_not_small(tmp_path: Path, encrypted: bool) -> None:
    rows = [Row(id=str(n), path=f"/{n}.mp3", title="x" * 200) for n in range(2000)]
    path = build_database(tmp_path / "master.db", rows, encrypted=encrypted)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryDamaged, match=r"damaged or half copied|cannot be opened"):
        read_database(path)


def test_damage_that_sqlite_quotes_is_told_though_it_is_no_text(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [Row()])
    damaged = b"sqlite_autoindex_djmd\x85\xff\xfere_1"
    path.write_bytes(path.read_bytes().replace(b"sqlite_autoindex_djmdGenre_1", damaged))
    with pytest.raises(LibraryDamaged, match="damaged or half copied"):
        read_database(path)


def test_a_database_without_rekordboxs_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.db"
    with connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(LibraryDamaged, match="REKORDBOX_DB_PATH"):
        read_database(path)


def test_a_folder_in_place_of_the_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="Cannot read"):
        read_database(tmp_path)


def test_a_file_that_is_gone_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamaged, match="vanished"):
        read_database(tmp_path / "master.db")


def test_a_database_locked_by_another_program_is_read_all_the_same(tmp_path: Path) -> None:
    path = build_database(tmp_path / "master.db", [Row()])
    other = connect(path)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert len(read_database(path).tracks) == 1
    finally:
        other.rollback()
        other.close()
