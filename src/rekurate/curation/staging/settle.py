"""Finish what a killed export left half-recorded: its file is on the disk, but its changes are still staged."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rekurate.curation.desk import Desk
from rekurate.places import is_file

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ExportRecord, Written


def settle_exports(desk: Desk, library_id: str) -> tuple[str, ...]:
    """Record exports whose file was written by a process that died before it could say so.

    Their changes leave the stage, so that nothing is exported twice unnoticed. Returns a sentence for each. While an
    export is at work nobody can say whose plans and files there are: then a later call does it.
    """
    exports = desk.store.exports
    if not exports.records(library_id, "planned"):
        return ()
    with exports.at_work.idle() as is_idle:
        if not is_idle:
            return ()
        notes = [_settle(desk, library_id, record) for record in exports.records(library_id, "planned")]
    return tuple(note for note in notes if note)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(desk: Desk, library_id: str, record: "ExportRecord") -> str:
    try:
        written = _found(desk, library_id, record)
    except OSError:  # a virus scanner has it, or its drive stumbles: a later call may know
        return ""
    if written is not None:
        desk.store.exports.finish(library_id, record.id, written, strict=False)
        return (
            f"Export {record.id} had been written to {record.path} by a process that died before recording it; it is "
            "recorded now, and its changes are off the stage."
        )
    _remove_placeholder(record)
    desk.store.exports.abandon(library_id, record.id)
    return ""


def _remove_placeholder(record: "ExportRecord") -> None:
    """Take an empty file away that held the place of a finished one, where the file system knows no hard links.

    Only a kill in that instant leaves one, and it would refuse the place to every later export.
    """
    with suppress(OSError, ValueError):
        if record.sha256 and record.path.lstat().st_size == 0 and not record.path.is_symlink():
            record.path.unlink()


def _found(desk: Desk, library_id: str, record: "ExportRecord") -> "Written | None":
    """Return what the file of a planned export is; None while it is not there, or when it is another one.

    Raises OSError for one that is there and cannot be read.
    """
    if not record.sha256 or not is_file(record.path):
        return None
    sha256 = sha256_of(record.path)
    if sha256 != record.sha256:
        return None
    from rekurate.store import Written  # noqa: PLC0415 - loaded on first use: only after a crash

    # Of two servers that wrote the same to one place, one was faster, and it is recorded: the other had no file.
    done = desk.store.exports.records(library_id, "done")
    if any((other.path, other.sha256) == (record.path, sha256) for other in done):
        return None
    with desk.store.exports.each_change(record.id) as changes:
        return Written(sha256, record.playlist, bytes(past.written for past in changes))
