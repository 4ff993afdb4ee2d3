"""Everything that is cached about tracks: what each source said, how old that is, and the proof of the match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page, page_of, select
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.waiting import staged_by_track
from rekurate.errors import BadRequest
from rekurate.model import Observation, StagedChange, Term, Track, file_key, recording_key

_LONGEST_ID: Final = 40
"""Characters of an unknown id that an error repeats."""


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """One word of a source, and the genres the taxonomy reads it as."""

    term: Term
    genres: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's answer about one track."""

    observation: Observation
    age_days: float | None
    """Days since it was fetched; None when that time is not known."""
    terms: tuple[ReadTerm, ...]


@dataclass(frozen=True, slots=True)
class TrackData:
    """One track with everything we keep about it."""

    track: Track
    evidence: tuple[Evidence, ...]
    """By source name."""
    staged: tuple[StagedChange, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class DataPage:
    """One page of tracks with their evidence."""

    rows: tuple[TrackData, ...]
    missing_ids: tuple[str, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class WholeTrack:
    """One track with its evidence and its playlists."""

    data: TrackData
    playlists: tuple[str, ...]
    """Paths of the playlists it is in, in the user's order."""


def resolve_data(desk: Desk, selection: Selection, max_tracks: int, offset: int) -> DataPage:
    """Return what is cached about one page of a selection; asks nobody.

    Raises BadRequest as `select` does.
    """
    found = select(desk, selection)
    tracks, page = page_of(found, max_tracks, offset)
    return DataPage(_data(desk, tracks), found.missing_ids, page)


def whole_track(desk: Desk, track_id: str) -> WholeTrack:
    """Return everything about one track.

    Raises BadRequest when the library has no such id.
    """
    library = desk.library.read()
    track = library.by_id.get(track_id.strip())
    if track is None:
        raise BadRequest(
            f"The library has no track {track_id[:_LONGEST_ID]!r}. `search_tracks` finds ids by title or artist."
        )
    holding = tuple(playlist.path for playlist in library.playlists if track.id in playlist.track_ids)
    return WholeTrack(_data(desk, (track,))[0], holding)


def _subjects(desk: Desk, track: Track) -> tuple[str, ...]:
    """Return every key under which evidence about this track may be cached."""
    asked = (witness.subject(track) for witness in desk.witnesses.values())
    return tuple(dict.fromkeys((recording_key(track), file_key(track), *asked)))


def _data(desk: Desk, tracks: Sequence[Track]) -> tuple[TrackData, ...]:
    library_id = desk.library_id
    subjects = {track.id: _subjects(desk, track) for track in tracks}
    kept = desk.store.evidence.observations({key for keys in subjects.values() for key in keys})
    locked = desk.store.journal.locked(library_id)
    staged = staged_by_track(desk, library_id, tracks)
    return tuple(
        TrackData(
            track,
            _evidence(desk, kept, subjects[track.id]),
            staged.get(track.id, ()),
            track.id in locked,
        )
        for track in tracks
    )


def _evidence(
    desk: Desk, kept: Mapping[str, tuple[Observation, ...]], subjects: tuple[str, ...]
) -> tuple[Evidence, ...]:
    found = [observation for subject in subjects for observation in kept.get(subject, ())]
    return tuple(_read(desk, observation) for observation in sorted(found, key=lambda one: one.source))


def _read(desk: Desk, observation: Observation) -> Evidence:
    terms = tuple(ReadTerm(term, desk.taxonomy.translate(term)) for term in observation.terms)
    return Evidence(observation, _age_days(observation.fetched_at, desk.clock()), terms)


def _age_days(fetched_at: str, now: float) -> float | None:
    try:
        return max(0.0, (now - datetime.fromisoformat(fetched_at).timestamp()) / 86_400)
    except ValueError:
        return None
