"""Private copies of a database that is in use: a copied master.db is a secret, so it lives for one reading only.

It holds cloud credentials (`agentRegistry`). Its folder is readable by its owner alone, is deleted as soon as the
reading ends, and carries the process id in its name, so that a later process can sweep what a crash left behind.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rekurate.errors import LibraryError
from rekurate.rekordbox.processes import is_left_behind

_PREFIX: Final = "rekurate-masterdb-"
_NAME: Final = re.compile(re.escape(_PREFIX) + r"(\d+)-")


@contextmanager
def private_copy(files: tuple[Path, ...]) -> Iterator[Path]:
    """Copy `files` (the database first) side by side, lend the copy of the first, delete everything.

    Raises LibraryError when there is no room for the copy, FileNotFoundError when a file vanishes meanwhile.
    """
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        for file in files:
            _copy(file, folder / file.name)
        yield folder / files[0].name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> int:
    """Delete the copies that crashed processes left behind; return how many."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        named = _NAME.match(folder.name)
        if named and is_left_behind(folder, int(named[1])):
            shutil.rmtree(folder, ignore_errors=True)
            swept += not folder.exists()
    return swept


def _copy(file: Path, target: Path) -> None:
    try:
        shutil.copyfile(file, target)
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as error:
        raise LibraryError(
            f"Rekordbox is in use, so its database is read from a private copy, but copying failed ({error.strerror}). "
            f"Make room in {target.parent.parent} or close Rekordbox."
        ) from error
