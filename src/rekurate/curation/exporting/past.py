"""Past exports: list them, and see whether one arrived in Rekordbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.curation.desk import Desk
from rekurate.curation.staging.settle import settle_exports, sha256_of
from rekurate.errors import BadRequest
from rekurate.model import Library, Source
from rekurate.places import expanded, is_file, why_not

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.rekordbox.export import ExportedTrack
    from rekurate.rekordbox.verify import Verification
    from rekurate.store import ExportedMove, ExportRecord, PastChange

_NEWEST: Final = 10
"""Exports for which the list says what they changed: for each, all of its changes have to be read."""
_MOVES: Final = 6
"""Moves from one value to another that the list names for one export."""
_ITSELF: Final = (
    "This library is the very file that was exported, so it cannot tell what arrived. Compare with the database, or "
    "with an XML that Rekordbox exported after the import."
)


@dataclass(frozen=True, slots=True)
class PastExport:
    """One export as a list shows it."""

    record: "ExportRecord"
    file_exists: bool
    moves: tuple["ExportedMove", ...]
    """How many tracks went from which value to which, the commonest move first; () for all but the newest exports."""


@dataclass(frozen=True, slots=True)
class History:
    """Exports of this library, newest first."""

    exports: tuple[PastExport, ...]
    pending: int
    """Changes staged now."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of an export in the library."""

    record: "ExportRecord"
    source: Source
    verification: "Verification"

    @property
    def file_exists(self) -> bool:
        """Whether what was exported can still be imported."""
        return is_file(self.record.path)


def list_exports(desk: Desk) -> History:
    """Return past exports whose file was written, newest first; the first ten with what they changed."""
    library_id = desk.library_id
    notes = settle_exports(desk, library_id)
    exports = desk.store.exports
    return History(
        tuple(
            PastExport(record, is_file(record.path), exports.moves(record.id, _MOVES) if place < _NEWEST else ())
            for place, record in enumerate(exports.records(library_id, "done"))
        ),
        desk.store.journal.count(library_id),
        notes,
    )


def verify_import(desk: Desk, export_id: str | None = None, library_path: Path | None = None) -> Verified:
    """Compare an export (by default the last) with the library as it is now, or with the one at `library_path`.

    Raises BadRequest for an unknown id or path, LibraryError when that library cannot be read.
    """
    current = desk.library.read()
    settle_exports(desk, current.source.library_id)
    record = written_record(desk, current.source.library_id, export_id)
    library = current if library_path is None else _library_at(library_path)
    from rekurate.rekordbox.verify import verify  # noqa: PLC0415 - loaded on first use

    with desk.store.exports.each_change(record.id) as changes:
        found = verify(_exported_tracks(changes), library, record.finished_at, record.stamp)
    if library is not current and _is_the_file_of(record, library.source.path):
        found = replace(found, warnings=(*found.warnings, _ITSELF))
    return Verified(record, library.source, found)


def _is_the_file_of(record: "ExportRecord", path: Path) -> bool:
    try:
        return sha256_of(path) == record.sha256
    except OSError:
        return False


def written_record(desk: Desk, library_id: str, export_id: str | None) -> "ExportRecord":
    """Return the record of an export, by default of the last one.

    Raises BadRequest for an unknown id, and for an export that wrote no file.
    """
    record = desk.store.exports.record(library_id, export_id.strip() if export_id is not None else None)
    if record.state != "done":
        raise BadRequest(f"Export {record.id} wrote no file. list_exports lists those that did.")
    return record


def _exported_tracks(changes: "Iterable[PastChange]") -> "Iterator[ExportedTrack]":
    from rekurate.rekordbox.export import ExportedTrack  # noqa: PLC0415 - loaded on first use: lxml

    for track_id, group in groupby((past for past in changes if past.written), lambda past: past.change.track_id):
        first, *others = group
        yield ExportedTrack(track_id, *first.named, (first.change, *(past.change for past in others)))


def _library_at(path: Path) -> Library:
    from rekurate.rekordbox.door import RekordboxDoor  # noqa: PLC0415 - loaded on first use

    place = expanded(path)
    if not is_file(place):
        reason = why_not(place)
        raise BadRequest(
            f"library_path {str(path)[:200]!r} is no file{f' that can be seen ({reason})' if reason else ''}. "
            "Name a master.db or an exported XML."
        )
    if place.suffix.casefold() == ".xml":
        return RekordboxDoor(xml=place, which="xml").read()
    return RekordboxDoor(database=place, which="database").read()
