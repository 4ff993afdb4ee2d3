"""Finish exports that were killed after their file was written: record them, and take their changes off the stage."""

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

    Their changes leave the stage, so that nothing is exported twice unnoticed. Returns a sentence for each. While any
    process is exporting, nothing is done, for its plan and its file look the same; a later call does it then.
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
    except OSError:  # it cannot be read now (a virus scanner, a drive that is slow to wake): a later call may succeed
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
    """Remove the empty file that a killed export may leave where the file system knows no hard links.

    There the writer takes the name with an empty file before it moves the finished one over it. Left behind, the empty
    file would keep every later export from that name.
    """
    with suppress(OSError, ValueError):
        if record.sha256 and record.path.lstat().st_size == 0 and not record.path.is_symlink():
            record.path.unlink()


def _found(desk: Desk, library_id: str, record: "ExportRecord") -> "Written | None":
    """Return what a planned export wrote; None when its file is not there, or another file is in its place.

    Raises OSError for a file that is there and cannot be read.
    """
    if not record.sha256 or not is_file(record.path):
        return None
    sha256 = sha256_of(record.path)
    if sha256 != record.sha256:
        return None
    from rekurate.store import Written  # noqa: PLC0415 - loaded on first use: only after a crash

    # Two servers may have written the same changes to the same path. The faster one is recorded, and the file is its.
    done = desk.store.exports.records(library_id, "done")
    if any((other.path, other.sha256) == (record.path, sha256) for other in done):
        return None
    with desk.store.exports.each_change(record.id) as changes:
        return Written(sha256, record.playlist, bytes(past.written for past in changes))
