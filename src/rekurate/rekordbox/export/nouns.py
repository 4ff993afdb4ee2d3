"""What an export is asked for and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rekurate.model import SealedChanges, Source, StagedChange


class Reason(StrEnum):
    """Why an approved change is not in the file."""

    GONE = "gone"
    """The library no longer has a track of this id."""
    CHANGED_SINCE_STAGING = "changed_since_staging"
    """The library's value is not the one the person saw when saying yes, or the id is another file's by now."""
    STREAMING = "streaming"
    NO_LOCATION = "no_location"
    DUPLICATE_LOCATION = "duplicate_location"
    """Rekordbox matches by location alone: with two records of one location nobody can say which it would take."""
    DUPLICATE_ID = "duplicate_id"
    NO_ID = "no_id"
    """The record has no TrackID, by which the playlist would name it."""
    PATH_TOO_LONG = "path_too_long"
    """Over 255 characters: Rekordbox refuses such paths on import."""
    DAMAGED = "damaged"
    """The record holds a value that could not be read."""
    NOT_WRITABLE = "not_writable"
    """A value holds a character XML cannot hold, or one that Rekordbox's attribute cannot carry."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A track that was approved or asked for and is not in the file, and why."""

    track_id: str
    reason: Reason
    detail: str = ""
    changes: tuple[StagedChange, ...] = ()
    """The approved changes that are not in the file: all of the track's, or the one field that is stale."""


@dataclass(frozen=True, slots=True)
class LeftOuts:
    """Everything that is not in the file: all of it counted, the first of it named."""

    counts: Mapping[Reason, int] = field(default_factory=dict)
    first: tuple[LeftOut, ...] = ()
    """At most 20."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to write, from which reading of the library, where to."""

    source: Source
    """Of the library the changes were staged on: an XML, whose records are copied, or the database."""
    changes: SealedChanges
    output: Path
    """A file that does not exist yet, outside Rekordbox's folder."""
    playlist_name: str
    """The dated playlist that holds exactly the changed tracks."""
    playlists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Further playlists, name -> track ids in order; unchanged tracks in them are written as they are."""
    keep_cues: bool = False
    """Copy TEMPO and POSITION_MARK byte for byte (XML source only; a database has no beat grid to copy)."""


@dataclass(frozen=True, slots=True)
class ExportedTrack:
    """A changed track as it went into a file: what `verify` looks for in the library."""

    track_id: str
    location: str
    artist: str
    title: str
    changes: tuple[StagedChange, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """The file that was written, validated by reading it again."""

    path: Path
    sha256: str
    tracks: int
    """Changed tracks."""
    inside: bytes
    """By number of the change in the request: 1 where it is in the file, else 0."""
    left_out: LeftOuts
    playlist_name: str
    """As written: " (2)" is added where the library has a playlist of that name already."""
    playlists: Mapping[str, int]
    """Further playlists written, with how many tracks each holds."""
    companions: int
    """Unchanged tracks written only because a requested playlist holds them."""
    keep_cues: bool
    size: int
    """Bytes."""
    warnings: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """Return how many changes are in the file."""
        return sum(self.inside)
