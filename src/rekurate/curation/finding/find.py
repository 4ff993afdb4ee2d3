"""Choose tracks: by id, by playlist, by filter; in a stable order, page by page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.filters import day_of, in_scope, passing
from rekurate.curation.finding.index import index_of
from rekurate.curation.finding.playlists import playlist_named, tracks_of
from rekurate.curation.finding.selection import Selection
from rekurate.errors import BadRequest
from rekurate.model import Library, Track, TrackKind

_TEXTS: Final = tuple(one.name for one in fields(Selection) if one.type == str | None)
"""Names of the fields that are text."""
_LONGEST: Final = 4000
"""Characters a text of a selection may have: the path of a deep playlist can have thousands."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where an answer stands in the whole selection."""

    matched_tracks: int
    offset: int
    returned: int
    next_offset: int | None
    """Where the next page begins; None for the last one."""

    @classmethod
    def of(cls, matched: int, offset: int, returned: int) -> "Page":
        """Return the page of `returned` tracks from `offset` on; the next one begins where it ends."""
        end = offset + returned
        return cls(matched, offset, returned, end if end < matched else None)

    @property
    def has_more(self) -> bool:
        """Whether there is another page after this one."""
        return self.next_offset is not None


@dataclass(frozen=True, slots=True)
class Found:
    """The whole selection in its stable order, and the ids that are not in the library."""

    tracks: tuple[Track, ...]
    missing_ids: tuple[str, ...] = ()


def select(desk: Desk, selection: Selection) -> Found:
    """Return every track of the selection, unpaged.

    Ids keep the caller's order and playlists theirs, both without repeats; filters give the stable order of the
    library. Streaming tracks are included (`Track.kind` says so); samples only when asked for or named by id.
    Raises BadRequest for an unknown or ambiguous playlist, a malformed date, an impossible range or an empty id list.
    """
    _refuse(_too_long(selection))
    library = desk.library.read()
    if selection.track_ids is not None:
        if not selection.track_ids:
            raise BadRequest("`track_ids` is empty. Give at least one id, or leave it out to select by other means.")
        return _by_id(library, selection.track_ids)
    if selection.playlist is not None:
        return _by_playlist(library, selection)
    _refuse((*_bad_dates(selection), *_bad_ranges(selection)))
    return Found(passing(index_of(library), selection, desk))


def select_in_scope(desk: Desk, selection: Selection) -> Found:
    """Return what `select` does, with a playlist narrowed by `has_genre` and `has_unknown_genre` too.

    `select` ignores filters beside a playlist. For work on genres these two filters say which tracks may be worked on,
    and they hold for a playlist as well: tracks that the user has genred must not get in with it. Tracks named by id
    are taken as they are.
    """
    found = select(desk, selection)
    if selection.track_ids is not None or selection.playlist is None:
        return found
    belongs = in_scope(index_of(desk.library.read()), selection, desk)
    return replace(found, tracks=tuple(filter(belongs, found.tracks)))


def page_of(found: Found, max_tracks: int, offset: int) -> tuple[tuple[Track, ...], Page]:
    """Cut one page out of a selection."""
    tracks = found.tracks[offset : offset + max_tracks]
    return tracks, Page.of(len(found.tracks), offset, len(tracks))


def _by_id(library: Library, ids: tuple[str, ...]) -> Found:
    wanted = dict.fromkeys(track_id.strip() for track_id in ids)
    known = library.by_id
    tracks = tuple([known[track_id] for track_id in wanted if track_id in known])
    missing = tuple([track_id for track_id in wanted if track_id not in known])
    return Found(tracks, missing)


def _by_playlist(library: Library, selection: Selection) -> Found:
    assert selection.playlist is not None
    found = _by_id(library, tracks_of(library, playlist_named(library, selection.playlist)))
    if selection.include_samples:
        return found
    return replace(found, tracks=tuple(track for track in found.tracks if track.kind is not TrackKind.SAMPLER))


def _refuse(problems: Iterable[str]) -> None:
    said = " ".join(problems)
    if said:
        raise BadRequest(said)


def _too_long(selection: Selection) -> Iterator[str]:
    """Yield a sentence for each text that is too long: answers repeat the selection in the calls they suggest."""
    for name in _TEXTS:
        length = len(getattr(selection, name) or "")
        if length > _LONGEST:
            yield f"`{name}` has {length} characters, and {_LONGEST} are the most: a part of the text is enough."


def _bad_dates(selection: Selection) -> Iterator[str]:
    for name in ("added_after", "added_before"):
        text = getattr(selection, name)
        if text is None:
            continue
        try:
            day_of(text)
        except ValueError:
            yield f"`{name}` must be an ISO date such as 2024-05-31, not {text[:40]!r}."


def _bad_ranges(selection: Selection) -> Iterator[str]:
    low, high = selection.bpm_min, selection.bpm_max
    if low is not None and high is not None and low > high:
        yield f"`bpm_min` {low:g} is above `bpm_max` {high:g}: no tempo is between them."
    if selection.rating_min is not None and not 1 <= selection.rating_min <= 5:  # noqa: PLR2004 - Rekordbox has five stars
        yield f"`rating_min` must be 1 to 5 stars, not {selection.rating_min}."
