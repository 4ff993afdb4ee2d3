"""What is read from Rekordbox: tracks, playlists, and where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class TrackKind(StrEnum):
    """What a row of the collection stands for."""

    FILE = "file"
    SAMPLER = "sampler"
    """One of Rekordbox's factory one-shots: left out unless asked for."""
    STREAMING = "streaming"
    """A SoundCloud, Apple Music, Beatport... row: no file, never exported."""


class Track(NamedTuple):
    """One row of the collection, the same whatever the source.

    A named tuple, not a dataclass: 100,000 of them are built straight from the cursor, and this is the type that
    costs least there. Text is exactly as stored (not stripped, not normalised); unknown text is "", unknown numbers 0.
    """

    id: str
    """`djmdContent.ID`, or TrackID of the XML; unique within one library."""
    title: str
    artist: str
    remixer: str
    album: str
    genre: str
    label: str
    key: str
    """As shown in Rekordbox: classic (Gm) or Camelot (4A)."""
    comments: str
    bpm: float
    """Beats a minute; 0.0 when not analysed."""
    year: int
    rating: int
    """0 to 5 stars."""
    seconds: int
    added: str
    """ISO date, or "" when unknown."""
    color: str
    """Rekordbox's colour as 0xRRGGBB, or ""."""
    play_count: int
    bit_rate: int
    file_size: int
    """Bytes."""
    location: str
    """Path of the audio file with forward slashes, decoded; streaming rows keep their address; "" when missing."""
    kind: TrackKind
    my_tags: tuple[str, ...]
    """`Category/Tag` names from the database; empty from XML."""


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist or folder of the user's tree."""

    id: str
    name: str
    path: str
    """Names from the root joined with " / "."""
    is_folder: bool
    track_ids: tuple[str, ...]
    """In order; empty for folders and smart playlists (their rules are not evaluated)."""
    depth: int = 0
    """Folders it is in. A folder is followed by all that is in it; the path cannot tell, for a name may hold " / "."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which library this is, and how old."""

    kind: str
    """"database" or "xml"."""
    path: Path
    stamp: str
    """Changes whenever the file on disk does; equal stamps mean the snapshot in memory is current."""
    modified_at: str
    """ISO time, UTC, of the newest part on disk."""
    product: str
    """Such as "rekordbox 7.2.8", or "" when the file does not say."""
    library_id: str
    """Names the library across processes and re-exports: staging and approvals are kept under it."""


@dataclass(frozen=True, slots=True)
class Library:
    """One reading of a whole library."""

    source: Source
    tracks: tuple[Track, ...]
    playlists: tuple[Playlist, ...]
    left_out: Mapping[str, int]
    """Rows not in `tracks`, by reason: "deleted", "no_location"..."""
    warnings: tuple[str, ...] = ()
    by_id: Mapping[str, Track] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        source: Source,
        tracks: tuple[Track, ...],
        playlists: tuple[Playlist, ...] = (),
        left_out: Mapping[str, int] | None = None,
        warnings: tuple[str, ...] = (),
    ) -> "Library":
        """Build a library with its index by id."""
        return cls(source, tracks, playlists, dict(left_out or {}), warnings, {track.id: track for track in tracks})
