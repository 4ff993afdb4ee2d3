"""Look at files and folders that somebody named, without raising: a refusal of the system is an answer too.

`Path` raises for a folder that may not be entered, a name that is too long, a link that leads to itself and the home of
a person who does not exist. A place that is only looked at is then "not there"; of a named one the caller says why.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

_TRIES: Final = 20
_PAUSE: Final = 0.05
"""Seconds between two tries."""


def is_file(path: Path) -> bool:
    """Whether there is a file that can be seen."""
    try:
        return path.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder that can be seen."""
    try:
        return path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return False


def why_not(path: Path) -> str:
    """Return why the system does not show what is at `path`, or "" when it does, or when nothing is there."""
    try:
        path.stat()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or str(error)
    except (ValueError, RuntimeError) as error:
        return str(error)
    return ""


def expanded(path: Path) -> Path:
    """Return the path with its "~" resolved, as it is where nobody of that name has a home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def sqlite_address(path: PurePath, options: str) -> str:
    """Return the address at which SQLite opens a file with options such as "mode=ro".

    Not `Path.as_uri`: the server of a network folder stands first there, and SQLite refuses every server.
    """
    name = path.as_posix()
    return "file://" + ("" if name.startswith("/") else "/") + quote(os.fsencode(name), safe="/:") + "?" + options


def users_home() -> Path:
    """Return the user's home folder; for a user without one, as in a container, a place below which nothing lies."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def resolved(path: Path) -> Path:
    """Return where the path leads, as far as its links can be followed."""
    return Path(os.path.realpath(path))


def real_file(path: Path) -> Path:
    """Return the file that a link leads to, any other path as it is: beside a link lies nothing of the file's."""
    is_link = os.path.islink(path)  # noqa: PTH114 - never raises, unlike Path.is_symlink
    return resolved(path) if is_link else path


def changed_ns(path: Path) -> int:
    """Return when the file changed, in nanoseconds; 0 for one that cannot be seen."""
    try:
        return path.stat().st_mtime_ns
    except (OSError, ValueError):
        return 0


def insist(move: Callable[[Path], object], target: Path) -> None:
    """Do `move(target)`, such as a `replace`; on Windows again for a second, as long as it is refused.

    There nobody moves a file that a virus scanner, or whoever reads it, has open for the moment. Raises OSError.
    """
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        try:
            move(target)
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    move(target)
