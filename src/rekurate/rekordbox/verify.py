"""Did an export arrive? Compare what was written with a fresh reading of the library."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from rekurate.model import Library, StagedChange, Track
from rekurate.rekordbox.export.nouns import ExportedTrack
from rekurate.rekordbox.values import arrived, same_value, value_of

_NAMED: Final = 100
"""Tracks that did not arrive, told one by one; the rest is counted."""
_NOT_IMPORTED: Final = (
    "The library has not changed since the export: import the XML in Rekordbox first, and when an XML is read here, "
    "export the collection again afterwards."
)


class Arrival(StrEnum):
    """What became of one exported track; exactly one word a track."""

    APPLIED = "applied"
    """Every exported value is in the library."""
    NOT_APPLIED = "not_applied"
    """At least one field still has the value from before the export."""
    CHANGED_ELSEWHERE = "changed_elsewhere"
    """A field has a third value: neither the old nor the exported one."""
    GONE = "gone"
    """The library has no such track any more."""
    DUPLICATED = "duplicated"
    """The import made a second entry instead of updating the first."""


@dataclass(frozen=True, slots=True)
class VerifiedTrack:
    """One exported track and what the library says now."""

    track: ExportedTrack
    arrival: Arrival
    now: Mapping[str, str]
    """Field -> value in the library now, for the fields that were exported; empty when gone."""
    other_ids: tuple[str, ...] = ()
    """Ids of the duplicates."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of every exported track; `counts` sum to `tracks`."""

    tracks: int
    counts: Mapping[Arrival, int]
    odd: tuple[VerifiedTrack, ...] = ()
    """The first 100 of those that did not arrive as exported."""
    warnings: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """Return how many did not arrive as exported."""
        return self.tracks - self.counts[Arrival.APPLIED]


def verify(exported: Iterable[ExportedTrack], library: Library, exported_at: str = "", stamp: str = "") -> Verification:
    """Say for each exported track whether its changes are in `library`, read after the import.

    `exported_at` (ISO time, UTC) and the library's `stamp` of then let a library that has not changed since be
    recognised, also by clocks that were wrong: its import has not happened. Where everything arrived it has, whatever
    the clocks say.
    """
    places, counts = _Places(library), dict.fromkeys(Arrival, 0)
    odd: list[VerifiedTrack] = []
    for track in exported:
        row = _verified(track, places)
        counts[row.arrival] += 1
        if row.arrival is not Arrival.APPLIED and len(odd) < _NAMED:
            odd.append(row)
    same = bool(stamp) and library.source.stamp == stamp
    stale = same or (bool(exported_at) and _is_older(library.source.modified_at, exported_at))
    return Verification(sum(counts.values()), counts, tuple(odd), (_NOT_IMPORTED,) if stale and odd else ())


def _is_older(one: str, other: str) -> bool:
    try:
        return datetime.fromisoformat(one) < datetime.fromisoformat(other)
    except (ValueError, TypeError):  # a library without a date, or one of them without a time zone
        return False


class _Places:
    """Finds an exported track again: by location, Rekordbox's own identity, then by id."""

    def __init__(self, library: Library) -> None:
        self._tracks = library.tracks
        self._by_id = library.by_id
        self._by_location: dict[str, list[Track]] = {}
        for track in library.tracks:
            self._by_location.setdefault(_folded(track.location), []).append(track)

    @cached_property
    def _by_spelling(self) -> dict[str, list[Track]]:
        """Made when something did not arrive where it was: else nobody asks."""
        found: dict[str, list[Track]] = {}
        for track in self._tracks:
            found.setdefault(_folded(track.location).casefold(), []).append(track)
        return found

    def of(self, exported: ExportedTrack) -> list[Track]:
        """Return the entries that are this track: none, one, or more where the import made duplicates.

        It makes one at the exported place beside an entry that has moved away from there.
        """
        near = self._by_location.get(_folded(exported.location), [])
        found = [track for track in near if track.location == exported.location] or near
        own = self._by_id.get(exported.track_id)
        if own is None or own in found or (own.artist, own.title) != (exported.artist, exported.title):
            return found
        return [own, *found]

    def copies(self, exported: ExportedTrack, known: Track) -> list[Track]:
        """Return entries that hold what was exported, at the same place written otherwise.

        The person's own copies in other folders are none: nobody must be told to delete these.
        """
        there = self._by_spelling.get(_folded(exported.location).casefold(), [])
        return [other for other in there if other.id != known.id and _arrival(exported, other) is Arrival.APPLIED]


def _verified(exported: ExportedTrack, places: _Places) -> VerifiedTrack:
    found = places.of(exported)
    if not found:
        return VerifiedTrack(exported, Arrival.GONE, {})
    track = next((one for one in found if one.id == exported.track_id), found[0])
    now = {change.field.value: value_of(track, change.field) for change in exported.changes}
    arrival = _arrival(exported, track)
    others = [one for one in found if one.id != track.id]
    if not others and arrival is not Arrival.APPLIED:
        others = places.copies(exported, track)
    if others:
        return VerifiedTrack(exported, Arrival.DUPLICATED, now, tuple(one.id for one in others))
    return VerifiedTrack(exported, arrival, now)


def _arrival(exported: ExportedTrack, track: Track) -> Arrival:
    words = {_word(change, value_of(track, change.field)) for change in exported.changes}
    if Arrival.CHANGED_ELSEWHERE in words:
        return Arrival.CHANGED_ELSEWHERE
    return Arrival.NOT_APPLIED if Arrival.NOT_APPLIED in words else Arrival.APPLIED


def _word(change: StagedChange, now: str) -> Arrival:
    if arrived(change.field, change.new, now):
        return Arrival.APPLIED
    return Arrival.NOT_APPLIED if same_value(change.field, now, change.old) else Arrival.CHANGED_ELSEWHERE


def _folded(location: str) -> str:
    return unicodedata.normalize("NFC", location)
