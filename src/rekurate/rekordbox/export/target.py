"""Where the new file goes: checked before any work, and there whole or not at all."""

import errno
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from rekurate.errors import ExportError
from rekurate.model import Source
from rekurate.model.text import cut
from rekurate.places import expanded, insist, is_folder, resolved, why_not
from rekurate.rekordbox.folders import belongs_to_rekordbox, holds_database
from rekurate.rekordbox.processes import is_left_behind

_SHOWN: Final = 200
"""Characters of a path that a message repeats."""
_PART: Final = re.compile(r"\.rekurate-(\d+)-[0-9a-f]{8}\.part")
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK})


def checked_target(output: Path, source: Source) -> Path:
    """Return the resolved path of the new file. Raises ExportError with the next step when it cannot go there."""
    output = expanded(output)
    folder = resolved(output.parent)
    target = folder / output.name
    reason = why_not(folder)
    if reason:
        raise ExportError(_shut(folder, reason))
    if target.suffix.lower() != ".xml":
        raise ExportError(f"{target} does not end in .xml, so Rekordbox would not offer it. Choose a name that does.")
    if not is_folder(folder):
        if os.path.lexists(folder):
            raise ExportError(f"{folder} is a file, not a folder. Choose another one.")
        raise ExportError(f"The folder {folder} does not exist. Make it or choose another one.")
    database = source.path if source.kind == "database" else None
    if holds_database(folder, database) or belongs_to_rekordbox(folder, database):
        raise ExportError(f"{folder} belongs to Rekordbox, and nothing is ever written there. Choose another folder.")
    if _is_taken(target):
        raise ExportError(f"{target} exists already, and nothing is ever overwritten. Choose another name.")
    return target


def _is_taken(target: Path) -> bool:
    try:
        target.lstat()
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise ExportError(_shut(target.parent, error.strerror or str(error))) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError(f"{_short(target)} cannot be the name of a file ({reason}). Choose another one.") from error
    return True


def _shut(folder: Path, reason: str) -> str:
    return f"The folder {_short(folder)} cannot be entered ({reason}). Choose another one."


def _short(path: Path) -> str:
    return cut(str(path), _SHOWN)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Lend a file beside `target`; when all went well it becomes the target in one step, else it is deleted.

    A killed process leaves a hidden `.part` file at most, never anything at `target`; the next export sweeps it.
    Raises ExportError when the folder is not writable, the disk is full, or the target has come into being meanwhile.
    """
    _sweep(target.parent)
    part = _part_of(target)
    try:
        with part.open("xb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(part, target)
    except OSError as error:
        raise ExportError(_why(error, target)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def refuse_unwritable(target: Path) -> None:
    """Raise ExportError when no file can be made beside `target`: one is made, and gone at once."""
    part = _part_of(target)
    try:
        part.open("xb").close()
        part.unlink()
    except OSError as error:
        raise ExportError(_why(error, target)) from error


def _part_of(target: Path) -> Path:
    return target.with_name(f".rekurate-{os.getpid()}-{secrets.token_hex(4)}.part")


def _sweep(folder: Path) -> None:
    for part in folder.glob(".rekurate-*.part"):
        named = _PART.fullmatch(part.name)
        if named and is_left_behind(part, int(named[1])):
            with suppress(OSError):
                part.unlink()


def _publish(part: Path, target: Path) -> None:
    """Give the finished file its name without ever replacing another file."""
    if sys.platform == "win32":
        insist(part.rename, target)  # fails where the target exists
        return
    try:
        target.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # a file system without links (USB sticks)
        try:
            part.replace(target)
        except OSError:
            target.unlink()  # ours, and empty: it must not keep the name taken
            raise
    with suppress(OSError):  # some file systems cannot sync a folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _why(error: OSError, target: Path) -> str:
    if isinstance(error, FileExistsError):
        return f"{target} exists already, and nothing is ever overwritten. Choose another name."
    if error.errno == errno.ENOSPC:
        return f"The disk of {target.parent} is full; nothing was written. Make room or choose another folder."
    return f"{target.parent} cannot be written to ({error.strerror}); nothing was written. Choose another folder."
