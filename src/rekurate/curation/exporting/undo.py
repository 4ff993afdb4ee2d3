"""Undo a past export: stage, for each change it wrote, the value from before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.past import written_record
from rekurate.curation.staging.settle import settle_exports
from rekurate.model import Field, Library, StagedChange, Track, TrackKind
from rekurate.model.staging import same_location
from rekurate.rekordbox.values import arrived, refusal, same_value, value_of

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ExportRecord, PastChange


@dataclass(frozen=True, slots=True)
class Kept:
    """An exported change that was not undone, and why."""

    past: "PastChange"
    reason: str
    """One of:
    locked;
    gone (the library has no such track any more);
    another_track (the id belongs to another file now);
    streaming;
    changed_elsewhere (the library, or a later export, has a third value);
    another_value_staged (a later decision about the field waits on the stage);
    already_undone;
    not_writable (Rekordbox's XML has no way to say the value from before, such as no colour)."""
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
    """The library was read from a file saved before the export: it cannot show what was imported since."""


def undo_export(desk: Desk, export_id: str | None = None) -> Undo:
    """Stage the exact inverse of an export (by default the last): each field back to what it was before.

    A field that has a third value by now, in the library or on the stage, is the person's own later work and stays. So
    does one to which a later export gave another value, when the library is too old to show what was imported.
    Nothing is written: the inverse needs approval and an export like any change. Raises BadRequest for an unknown id.
    """
    library = desk.library.read()
    library_id = library.source.library_id
    settle_exports(desk, library_id)
    record = written_record(desk, library_id, export_id)
    undoing = _Undoing(desk, library, record)
    with desk.store.exports.each_change(record.id) as changes:
        decided = [undoing.decide(past) for past in changes if past.written]
    inverse = [one for one in decided if isinstance(one, StagedChange)]
    desk.store.libraries.remember(library_id, str(library.source.path))
    staging = desk.store.journal.stage(library_id, inverse, f"undo_export {record.id}")
    kept = tuple(one for one in decided if isinstance(one, Kept))
    return Undo(record, len(inverse), kept, staging.total_pending, undoing.is_stale)


class _Undoing:
    """Decides, for each change of one export, whether it can be undone."""

    def __init__(self, desk: Desk, library: Library, record: "ExportRecord") -> None:
        library_id = library.source.library_id
        self._tracks = _ExportedTracks(library)
        self._record = record
        self._locked = desk.store.journal.locked(library_id)
        self._staged = {(one.track_id, one.field): one.new for one in desk.store.journal.staged(library_id)}
        self.is_stale = _is_stale(library, record)
        # Until it is exported from Rekordbox anew, an XML shows the old values whatever has been imported since.
        self._cannot_show_imports = self.is_stale and library.source.kind == "xml"
        self._exported_since: Mapping[tuple[str, Field], str] = (
            desk.store.exports.written_since(library_id, record.id) if self._cannot_show_imports else {}
        )

    def decide(self, past: "PastChange") -> StagedChange | Kept:
        """Return the change that undoes an exported one, or why there is none."""
        track, again = self._tracks.find(past), self._value_since(past.change)
        if again is not None:
            return Kept(past, "changed_elsewhere", again)
        if track is None:
            return Kept(past, self._why_not_found(past))
        reason = self._obstacle(track, past.change)
        if reason:
            return Kept(past, reason, value_of(track, past.change.field))
        return self._inverse(track, past.change)

    def _value_since(self, change: StagedChange) -> str | None:
        """Return the third value that a later export gave the field of a change, or None."""
        value = self._exported_since.get((change.track_id, change.field), change.new)
        return None if any(same_value(change.field, value, one) for one in (change.old, change.new)) else value

    def _why_not_found(self, past: "PastChange") -> str:
        if past.change.track_id in self._locked:
            return "locked"
        return "another_track" if self._tracks.has_id(past.change.track_id) else "gone"

    def _obstacle(self, track: Track, change: StagedChange) -> str:
        """Return why a change cannot be undone, or "" when it can."""
        if change.track_id in self._locked or track.id in self._locked:
            return "locked"
        if track.kind is TrackKind.STREAMING:
            return "streaming"
        if refusal(change.field, change.old):
            return "not_writable"
        now = value_of(track, change.field)
        if not arrived(change.field, change.new, now):
            if not same_value(change.field, now, change.old):
                return "changed_elsewhere"
            if not self._cannot_show_imports:
                return "already_undone"
        staged = self._staged.get((track.id, change.field), change.old)
        return "" if same_value(change.field, staged, change.old) else "another_value_staged"

    def _inverse(self, track: Track, change: StagedChange) -> StagedChange:
        now = value_of(track, change.field)
        replaced = now if arrived(change.field, change.new, now) else change.new  # a comment may have arrived cut
        reason = f"undo of export {self._record.id}"
        return StagedChange(track.id, change.field, replaced, change.old, "undo", "", reason, track.location)


class _ExportedTracks:
    """Finds an exported track in the library as it is now.

    It is the file that counts: a library that is numbered anew may give its id to another one.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def has_id(self, track_id: str) -> bool:
        """Whether any track, of this file or of another, has the id."""
        return track_id in self._library.by_id

    def find(self, past: "PastChange") -> Track | None:
        """Return the track with the exported file, or the one with its id, artist and title, if its file was moved."""
        named, track = past.named, self._library.by_id.get(past.change.track_id)
        if track is not None and (not named.location or same_location(track.location, named.location)):
            return track
        there = self._by_location.get(normalize("NFC", named.location))
        if there is not None or track is None:
            return there
        was_moved = bool(named.title) and (track.artist, track.title) == (named.artist, named.title)
        return track if was_moved else None

    @cached_property
    def _by_location(self) -> dict[str, Track]:
        """Made on first use: as long as every id leads to its file, it is not needed."""
        return {normalize("NFC", track.location): track for track in reversed(self._library.tracks) if track.location}


def _is_stale(library: Library, record: "ExportRecord") -> bool:
    """Whether this reading of the library is of a file saved before the export.

    The very file that was exported from is, whatever its time says: clocks may be wrong, or set back.
    """
    if record.stamp and record.stamp == library.source.stamp:
        return True
    try:
        return datetime.fromisoformat(library.source.modified_at) < datetime.fromisoformat(record.finished_at)
    except (ValueError, TypeError):
        return False
