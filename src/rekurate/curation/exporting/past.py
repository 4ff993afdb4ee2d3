"""Past exports: list them, undo one, see whether one arrived in Rekordbox."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from rekurate.curation.desk import Desk
from rekurate.curation.staging.settle import settle_exports, sha256_of
from rekurate.errors import BadRequest
from rekurate.model import Field, Library, Source, StagedChange, Track, TrackKind
from rekurate.model.staging import same_location
from rekurate.places import expanded, is_file, why_not
from rekurate.rekordbox.values import arrived, refusal, same_value, value_of

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.rekordbox.export import ExportedTrack
    from rekurate.rekordbox.verify import Verification
    from rekurate.store import ExportedMove, ExportRecord, PastChange

_NEWEST: Final = 10
"""Exports whose moves are looked up: each is a walk over all it wrote."""
_MOVES: Final = 6
"""Moves of one export that are shown."""

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
    """What it did, summed, the commonest first; () for an export that is not among the newest."""


@dataclass(frozen=True, slots=True)
class History:
    """Exports of this library, newest first."""

    exports: tuple[PastExport, ...]
    pending: int
    """Changes staged now."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An exported change that was not undone, and why."""

    past: "PastChange"
    reason: str
    """locked, another_value_staged (a later decision about the field waits on the stage), gone, streaming,
    another_track (the id is that of another file now), changed_elsewhere (the library, or a later export, has a third
    value),
    already_undone, not_writable (the value from before is one that Rekordbox's XML has no way to say,
    such as no colour)."""
    now: str = ""
    """The library's value, or the later export's."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The inverse of an export, staged."""

    record: "ExportRecord"
    staged: int
    """Changes of the inverse that are on the stage now."""
    kept: tuple[Kept, ...]
    total_pending: int
    stale_library: bool
    """The library was read from an XML saved before the export: it cannot show what was imported since."""


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
    """Return past exports whose file was written, newest first; of the first ten also what they did."""
    library_id = desk.library.read().source.library_id
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


def undo_export(desk: Desk, export_id: str | None = None) -> Undo:
    """Stage the exact inverse of an export (by default the last): each field back to what it was before.

    A field that meanwhile has a third value, in the library or on the stage, is the person's own later work and stays;
    so is one that a later export gave another value, where the library cannot show what was imported.
    Nothing is written: the inverse needs approval and an export like any change. Raises BadRequest for an unknown id.
    """
    library = desk.library.read()
    library_id = library.source.library_id
    settle_exports(desk, library_id)
    record = _written_record(desk, library_id, export_id)
    stale = _is_stale(library, record)
    locked, found = desk.store.journal.locked(library_id), _Found(library)
    waiting = {(one.track_id, one.field): one.new for one in desk.store.journal.staged(library_id)}
    is_photograph = stale and library.source.kind == "xml"
    since = desk.store.exports.written_since(library_id, record.id) if is_photograph else {}
    inverse, kept = [], []
    with desk.store.exports.each_change(record.id) as changes:
        for past in changes:
            if not past.written:
                continue
            track, again = found.of(past), _exported_again(since, past.change)
            reason = _obstacle(found, past, locked=locked, stale=stale) or _later(waiting, track, past.change)
            if again is not None:
                kept.append(Kept(past, "changed_elsewhere", again))
            elif track is None or reason:
                kept.append(Kept(past, reason, _now(track, past)))
            else:
                inverse.append(_inverse(track, past, record))
    desk.store.libraries.remember(library_id, str(library.source.path))
    staging = desk.store.journal.stage(library_id, inverse, f"undo_export {record.id}")
    return Undo(record, len(inverse), tuple(kept), staging.total_pending, stale)


def verify_import(desk: Desk, export_id: str | None = None, library_path: Path | None = None) -> Verified:
    """Compare an export (by default the last) with the library as it is now, or with the one at `library_path`.

    Raises BadRequest for an unknown id or path, LibraryError when that library cannot be read.
    """
    current = desk.library.read()
    settle_exports(desk, current.source.library_id)
    record = _written_record(desk, current.source.library_id, export_id)
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


def _written_record(desk: Desk, library_id: str, export_id: str | None) -> "ExportRecord":
    record = desk.store.exports.record(library_id, export_id.strip() if export_id is not None else None)
    if record.state != "done":
        raise BadRequest(f"Export {record.id} wrote no file. list_exports lists those that did.")
    return record


def _is_stale(library: Library, record: "ExportRecord") -> bool:
    """Whether this reading of the library is of a file saved before the export.

    The very file that was exported from is, whatever the clocks say: they may be wrong, and set back.
    """
    if record.stamp and record.stamp == library.source.stamp:
        return True
    try:
        return datetime.fromisoformat(library.source.modified_at) < datetime.fromisoformat(record.finished_at)
    except (ValueError, TypeError):
        return False


class _Found:
    """Finds an exported track again: the file itself, whatever its id is by now, else where the person moved it to."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def _by_location(self) -> dict[str, Track]:
        """Made when an id does not lead to its file: else nobody asks."""
        return {normalize("NFC", track.location): track for track in reversed(self.library.tracks) if track.location}

    def of(self, past: "PastChange") -> Track | None:
        """Return the track, or None where there is none, or nobody can say which."""
        named, track = past.named, self.library.by_id.get(past.change.track_id)
        if track is not None and (not named.location or same_location(track.location, named.location)):
            return track
        there = self._by_location.get(normalize("NFC", named.location))
        if there is not None or track is None:
            return there
        moved = bool(named.title) and (track.artist, track.title) == (named.artist, named.title)
        return track if moved else None


def _obstacle(found: _Found, past: "PastChange", *, locked: Collection[str], stale: bool) -> str:
    """Return why a change cannot be undone, or "" when it can."""
    library, track = found.library, found.of(past)
    if past.change.track_id in locked or (track is not None and track.id in locked):
        return "locked"
    if track is None:
        return "another_track" if past.change.track_id in library.by_id else "gone"
    if track.kind is TrackKind.STREAMING:
        return "streaming"
    now, change = value_of(track, past.change.field), past.change
    if refusal(change.field, change.old):
        return "not_writable"
    if arrived(change.field, change.new, now):
        return ""
    if not same_value(change.field, now, change.old):
        return "changed_elsewhere"
    # An XML is a photograph: one taken before the export shows the old value whatever was imported since.
    return "" if stale and library.source.kind == "xml" else "already_undone"


def _later(waiting: Mapping[tuple[str, Field], str], track: Track | None, change: StagedChange) -> str:
    """Return why the stage keeps a change from being undone, or "" when it does not."""
    staged = waiting.get((track.id, change.field), change.old) if track is not None else change.old
    return "" if same_value(change.field, staged, change.old) else "another_value_staged"


def _exported_again(since: Mapping[tuple[str, Field], str], change: StagedChange) -> str | None:
    """Return the third value that a later export gave the field of a change, or None."""
    value = since.get((change.track_id, change.field), change.new)
    return None if any(same_value(change.field, value, one) for one in (change.old, change.new)) else value


def _now(track: Track | None, past: "PastChange") -> str:
    return value_of(track, past.change.field) if track is not None else ""


def _inverse(track: Track, past: "PastChange", record: "ExportRecord") -> StagedChange:
    change, reason, now = past.change, f"undo of export {record.id}", value_of(track, past.change.field)
    replaced = now if arrived(change.field, change.new, now) else change.new  # a comment that was cut is there cut
    return StagedChange(track.id, change.field, replaced, change.old, "undo", "", reason, track.location)


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
