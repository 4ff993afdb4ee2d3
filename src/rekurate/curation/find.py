"""Choose tracks: by id, by playlist, by filter; in a stable order, page by page."""

from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.model import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a caller asks for: `track_ids` win over `playlist`, which wins over the filters."""

    track_ids: tuple[str, ...] | None = None
    playlist: str | None = None
    query: str | None = None
    artist: str | None = None
    title: str | None = None
    album: str | None = None
    genre: str | None = None
    label: str | None = None
    key: str | None = None
    bpm_min: float | None = None
    bpm_max: float | None = None
    rating_min: int | None = None
    has_genre: bool | None = None
    has_unknown_genre: bool | None = None
    has_label: bool | None = None
    added_after: str | None = None
    added_before: str | None = None
    path_prefix: str | None = None
    include_samples: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Where an answer stands in the whole selection."""

    matched_tracks: int
    offset: int
    returned: int
    next_offset: int | None
    has_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The whole selection in its stable order, and the ids that are not in the library."""

    tracks: tuple[Track, ...]
    missing_ids: tuple[str, ...] = ()


def select(desk: Desk, selection: Selection) -> Found:
    """Return every track of the selection, unpaged.

    Raises BadRequest for an unknown playlist, a malformed date or an empty id list.
    """
    raise NotImplementedError


def page_of(found: Found, max_tracks: int, offset: int) -> tuple[tuple[Track, ...], Page]:
    """Cut one page out of a selection."""
    tracks = found.tracks[offset : offset + max_tracks]
    end = offset + len(tracks)
    more = end < len(found.tracks)
    return tracks, Page(len(found.tracks), offset, len(tracks), end if more else None, more)
