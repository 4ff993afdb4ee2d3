"""Places that the system refuses to show are answers, never a crash."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PurePath, PureWindowsPath

import pytest

from rekurate.errors import LibraryNotFound
from rekurate.places import (
    changed_ns,
    expanded,
    insist,
    is_file,
    is_folder,
    resolved,
    sqlite_address,
    users_home,
    why_not,
)
from rekurate.rekordbox.door import RekordboxDoor


def loop(tmp_path: Path) -> Path:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path / "loop" / "x.xml"


def refusing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody enter a folder; a test may run as root, whom no mode stops."""
    stat = os.stat

    def refuse(path: object, *rest: object, **more: object) -> os.stat_result:
        if str(path).startswith(f"{folder}{os.sep}"):
            raise PermissionError(13, "Permission denied")
        return stat(path, *rest, **more)

    monkeypatch.setattr(os, "stat", refuse)


def test_what_is_there_is_seen(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert is_file(tmp_path / "x")
    assert is_folder(tmp_path)
    assert changed_ns(tmp_path / "x") > 0
    assert (why_not(tmp_path / "x"), why_not(tmp_path / "y")) == ("", "")


def test_what_the_system_refuses_is_not_there_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long, endless, nul = tmp_path / ("n" * 300), loop(tmp_path), Path("a\0b")
    (tmp_path / "shut").mkdir()
    refusing(monkeypatch, tmp_path / "shut")
    shut = tmp_path / "shut" / "x"
    for path in (long, endless, nul, shut):
        assert not is_file(path)
        assert not is_folder(path)
        assert changed_ns(path) == 0
    assert why_not(long) == "File name too long"
    assert why_not(shut) == "Permission denied"
    assert "links" in why_not(endless)
    assert "null" in why_not(nul)


def test_the_home_of_nobody_and_endless_links_stay_as_they_are(tmp_path: Path) -> None:
    assert expanded(Path("~nobody-of-that-name/x.xml")) == Path("~nobody-of-that-name/x.xml")
    assert expanded(Path("~/x.xml")) == Path.home() / "x.xml"
    assert resolved(loop(tmp_path)).name == "x.xml"


def test_a_user_without_a_home_has_one_with_nothing_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert users_home() == Path.home()

    def homeless(cls: type[Path]) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    assert not is_folder(users_home())
    assert not is_file(users_home() / "Documents" / "rekordbox.xml")
    with pytest.raises(LibraryNotFound):
        RekordboxDoor(xml=Path("nowhere.xml")).read()


@pytest.mark.parametrize(("platform", "refusals", "tries"), [("win32", 3, 4), ("win32", 99, 21), ("darwin", 3, 1)])
def test_a_file_that_somebody_has_open_for_a_moment_is_moved_on_windows_all_the_same(
    monkeypatch: pytest.MonkeyPatch, platform: str, refusals: int, tries: int
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("time.sleep", lambda _: None)
    tried: list[Path] = []

    def move(target: Path) -> None:
        tried.append(target)
        if len(tried) <= refusals:
            raise PermissionError(13, "Permission denied")

    if refusals < tries:
        insist(move, Path("there"))
    else:
        with pytest.raises(PermissionError):
            insist(move, Path("there"))
    assert tried == [Path("there")] * tries


def test_a_name_that_is_taken_is_not_insisted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it waited"))

    def move(_: Path) -> None:
        raise FileExistsError

    with pytest.raises(FileExistsError):
        insist(move, Path("there"))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"C:\Music #1\store.sqlite"), "file:///C:/Music%20%231/store.sqlite?mode=ro"),
        (PureWindowsPath(r"\\nas\music\store.sqlite"), "file:////nas/music/store.sqlite?mode=ro"),
    ],
)
def test_sqlite_is_given_an_address_without_a_server(path: PurePath, address: str) -> None:
    assert sqlite_address(path, "mode=ro") == address


def test_sqlite_opens_a_file_of_any_name_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "50% o?f #1 ä.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE genre (name)")
    with closing(sqlite3.connect(sqlite_address(path, "mode=ro"), uri=True)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("genre",)]
