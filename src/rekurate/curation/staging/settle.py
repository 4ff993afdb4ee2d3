"""Finish what a killed export left half-recorded: its file is on the disk, but its changes are still staged."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.curation.desk import Desk
from rekurate.errors import LibraryError
from rekurate.model import Library
from rekurate.places import is_file
from rekurate.rekordbox.values import same_value, value_of

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ExportRecord, PastChange, Written

_IN_PROGRESS: Final = timedelta(hours=1)
"""An export that has no file yet may still be at work in another process; after this it is not."""
_BLOCK: Final = 1 << 20


def settle_exports(desk: Desk, library_id: str) -> tuple[str, ...]:
    """Record exports whose file was written by a process that died before it could say so.

    Their changes leave the stage, so that nothing is exported twice unnoticed. Returns a sentence for each.
    """
    notes = [_settle(desk, library_id, record) for record in desk.store.exports.records(library_id, "planned")]
    return tuple(note for note in notes if note)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _settle(desk: Desk, library_id: str, record: "ExportRecord") -> str:
    written = _found(desk, record)
    if written is not None:
        desk.store.exports.finish(library_id, record.id, written, strict=False)
        return (
            f"Export {record.id} had been written to {record.path} by a process that died before recording it; it is "
            "recorded now, and its changes are off the stage."
        )
    _remove_placeholder(record)
    started = datetime.fromisoformat(record.started_at)
    if datetime.fromtimestamp(desk.clock(), UTC) - started > _IN_PROGRESS:
        desk.store.exports.abandon(library_id, record.id)
    return ""


def _remove_placeholder(record: "ExportRecord") -> None:
    """Take an empty file away that held the place of a finished one, where the file system knows no hard links.

    Only a kill in that instant leaves one, and it would refuse the place to every later export. A process still at
    work does not miss it: it puts its file there all the same.
    """
    with suppress(OSError, ValueError):
        if record.sha256 and record.path.lstat().st_size == 0 and not record.path.is_symlink():
            record.path.unlink()


def _found(desk: Desk, record: "ExportRecord") -> "Written | None":
    """Return what the file of a planned export is; None while it is not there, or when it is another one."""
    if not is_file(record.path):
        return None
    try:
        sha256 = sha256_of(record.path)
    except OSError:
        return None
    if not record.sha256:
        return _found_by_contents(desk, record, sha256)
    if sha256 != record.sha256:
        return None
    from rekurate.store import Written  # noqa: PLC0415 - loaded on first use: only after a crash

    with desk.store.exports.each_change(record.id) as changes:
        return Written(sha256, record.playlist, bytes(past.written for past in changes))


def _found_by_contents(desk: Desk, record: "ExportRecord", sha256: str) -> "Written | None":
    """Return the same for a plan of a Rekurate that kept no sha256: everything planned must be in the file."""
    from rekurate.rekordbox.door import RekordboxDoor  # noqa: PLC0415 - loaded on first use: only after a crash
    from rekurate.store import Written  # noqa: PLC0415 - likewise

    try:
        holds = RekordboxDoor(xml=record.path, which="xml").read()
    except LibraryError:
        return None
    with desk.store.exports.each_change(record.id) as changes:
        inside = bytes(_is_in(holds, past) for past in changes)
    return Written(sha256, record.playlist, inside) if inside and all(inside) else None


def _is_in(holds: Library, past: "PastChange") -> bool:
    track = holds.by_id.get(past.change.track_id)
    return track is not None and same_value(past.change.field, value_of(track, past.change.field), past.change.new)
