"""What is staged for some tracks, by track."""

from collections.abc import Iterable, Mapping

from rekurate.curation.desk import Desk
from rekurate.model import Field, StagedChange, Track


def staged_by_track(desk: Desk, library_id: str, tracks: Iterable[Track]) -> Mapping[str, tuple[StagedChange, ...]]:
    """Return what is staged for these tracks, by id; tracks with nothing staged are left out."""
    rows: dict[str, tuple[StagedChange, ...]] = {}
    for change in _staged(desk, library_id, tracks):
        rows[change.track_id] = (*rows.get(change.track_id, ()), change)
    return rows


def staged_genres(desk: Desk, library_id: str, tracks: Iterable[Track]) -> Mapping[str, str]:
    """Return the genre that is staged for these tracks, by id; tracks with none staged are left out."""
    return {change.track_id: change.new for change in _staged(desk, library_id, tracks) if change.field is Field.GENRE}


def _staged(desk: Desk, library_id: str, tracks: Iterable[Track]) -> tuple[StagedChange, ...]:
    return desk.store.journal.staged(library_id, [track.id for track in tracks])
