"""Stage changes: checked against the library, the taxonomy and the locks; all of a call, or none of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rekurate.bulk import without_collection
from rekurate.classify.counting.vocabulary import OWN_GENRE_MINIMUM
from rekurate.curation.desk import Desk
from rekurate.curation.staging.values import read_value
from rekurate.errors import BadRequest
from rekurate.model import Field, Library, StagedChange, Track, TrackKind
from rekurate.model.text import cut
from rekurate.rekordbox.values import same_value, value_of

_NAMED: Final = 10
"""Problems and warnings that an answer lists; the rest are counted."""
_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants fields of one track to be."""

    track_id: str
    values: Mapping[Field, str]
    """As text: rating "0" to "5", year in digits (0 or "" clears it), colour as a name or 0xRRGGBB."""
    reason: str = ""
    confidence: str = ""
    """The tier, where a classifier proposes."""


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one call staged."""

    staged: int
    """Changes of fields that had nothing staged."""
    replaced: int
    """Changes that took the place of another staged value."""
    unchanged: int
    """Staged already, exactly so."""
    withdrawn: int
    """Taken off the stage, because the library's own value was wanted."""
    voided: int
    """Approvals that went with what was replaced or withdrawn."""
    total_pending: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    """By reason: already_so (the library has the value); for a lenient caller also locked, streaming, gone,
    not_writable (Rekordbox cannot hold the value)."""
    warnings: tuple[str, ...] = ()


@without_collection()
def stage_changes(desk: Desk, wanted: Sequence[Wanted], proposer: str, *, lenient: bool = False) -> StageReport:
    """Stage what is wanted; `proposer` is agent, user, classifier, normalization or undo.

    One wrong row refuses the whole call: BadRequest names every wrong row. With `lenient`, for callers that stage many
    tracks which nobody named one by one, these are skipped and counted instead: tracks that are locked, streaming or
    gone, and values that Rekordbox cannot hold.
    """
    if not wanted:
        raise BadRequest("No changes were given. Name at least one track and a field of it: {track_id, genre}.")
    sorting = _Sorting(desk, desk.library.read(), proposer, lenient=lenient)
    for number, want in enumerate(wanted):
        sorting.take(want, f"changes[{number}]")
    return sorting.put()


class _Sorting:
    """Sorts the rows of one call into what can be staged, what is skipped, and what is wrong."""

    def __init__(self, desk: Desk, library: Library, proposer: str, *, lenient: bool) -> None:
        self._desk = desk
        self._lenient = lenient
        self._library = library
        self._proposer = proposer
        self._locked = desk.store.journal.locked(library.source.library_id)
        self._changes: dict[tuple[str, Field], StagedChange] = {}
        self._withdraw: dict[tuple[str, Field], str] = {}
        self._skipped: Counter[str] = Counter()
        self._problems: list[str] = []
        self._warnings: dict[str, list[str]] = {}

    @cached_property
    def _own_genres(self) -> frozenset[str]:
        """The genres that several tracks have: the user writes them so on purpose. Fewer may be a slip."""
        counts = Counter(track.genre.strip() for track in self._library.tracks)
        return frozenset(genre for genre, count in counts.items() if count >= OWN_GENRE_MINIMUM)

    def take(self, want: Wanted, place: str) -> None:
        """Sort one row: into changes, withdrawals, the skipped, or the problems."""
        track = self._library.by_id.get(want.track_id.strip())
        reason, text = self._obstacle(track, want)
        if text:
            self._refuse(reason, f"{place}: {text}")
        elif track is not None:
            for name, given in want.values.items():
                self._take_value(track, name, given, want, place)

    def _refuse(self, reason: str, text: str) -> None:
        """Skip and count the row, if the caller is lenient and there is a `reason`; otherwise it is a problem."""
        if reason and self._lenient:
            self._skipped[reason] += 1
        else:
            self._problems.append(text)

    def put(self) -> StageReport:
        """Stage the rows in one transaction, or raise BadRequest for the problems."""
        if self._problems:
            raise BadRequest(f"{_listed(self._problems)} Nothing was staged: correct or leave out these rows.")
        source, journal = self._library.source, self._desk.store.journal
        library_id = source.library_id
        self._desk.store.libraries.remember(library_id, str(source.path))
        done = journal.stage(library_id, tuple(self._changes.values()), self._proposer, tuple(self._withdraw))
        return StageReport(
            staged=done.staged,
            replaced=done.replaced,
            unchanged=done.unchanged,
            withdrawn=done.withdrawn,
            voided=done.voided,
            total_pending=done.total_pending,
            skipped=dict(self._skipped),
            warnings=_capped([_placed(warning, places) for warning, places in self._warnings.items()]),
        )

    def _obstacle(self, track: Track | None, want: Wanted) -> tuple[str, str]:
        """Return why nothing can be staged for a row, or two empty texts.

        First the word under which a lenient caller counts it ("" if it must not be skipped), then a sentence.
        """
        if track is None:
            return "gone", f"there is no track {want.track_id[:_NAME_LENGTH]!r} in this library"
        if track.id in self._locked:
            return "locked", f"{_name(track)} is locked (lock_tracks with locked=false unlocks it)"
        if track.kind is TrackKind.STREAMING:
            return "streaming", f"{_name(track)} is a streaming track: Rekordbox imports no changes for it"
        if not want.values:
            return "", f"{_name(track)} names no field to change; fields are {', '.join(Field)}"
        return "", ""

    def _take_value(self, track: Track, name: Field, given: str, want: Wanted, place: str) -> None:
        reading = read_value(name, given, track, self._desk.taxonomy, self._own_genres)
        if reading.refusal:
            self._refuse("not_writable", f"{place}.{name}: {reading.refusal}")
            return
        key, old, new = (track.id, name), value_of(track, name), reading.value
        earlier = self._changes[key].new if key in self._changes else self._withdraw.get(key)
        if earlier is not None and earlier != new:
            self._problems.append(f"{place}.{name}: {_name(track)} is given twice, as {earlier!r} and {new!r}")
            return
        if same_value(name, old, new):
            self._withdraw[key] = new
            self._skipped["already_so"] += 1
            return
        for warning in reading.warnings:
            self._warnings.setdefault(warning, []).append(f"{place}.{name}")
        if not track.location:
            self._warnings.setdefault(f"{_name(track)} has no file location: an export leaves it out", []).append(place)
        self._changes[key] = StagedChange(
            track.id, name, old, new, self._proposer, want.confidence, want.reason, track.location
        )


def _name(track: Track) -> str:
    """Name a track by artist and title beside its id: an id alone tells a person nothing."""
    text = " - ".join(part for part in (track.artist, track.title) if part) or "untitled"
    return f"track {track.id} ({cut(text, _NAME_LENGTH)!r})"


def _placed(warning: str, places: Sequence[str]) -> str:
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{places[0]}{more}: {warning}"


def _listed(problems: Sequence[str]) -> str:
    return "; ".join(_capped(problems)) + "."


def _capped(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - _NAMED
    return (*lines[:_NAMED], f"and {more} more") if more > 0 else tuple(lines)
