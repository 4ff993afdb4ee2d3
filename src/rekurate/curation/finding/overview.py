"""What the library is made of: the first thing an agent reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rekurate.curation.desk import Desk
from rekurate.curation.finding.elsewhere import SETTING_OF, elsewhere
from rekurate.errors import StoreError
from rekurate.model import Library, Source, Track, TrackKind
from rekurate.taxonomy import Resolution, Verdict


@dataclass(frozen=True, slots=True)
class GenreCount:
    """One genre string of the library."""

    text: str
    count: int
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class PlaylistCount:
    """One playlist or folder; `tracks` is 0 for folders and smart playlists."""

    id: str
    path: str
    is_folder: bool
    tracks: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A library in numbers. The lists are complete; whoever shows them cuts them."""

    source: Source
    age_hours: float
    """Hours since the file on disk last changed. While Rekordbox is open, its latest edits may not be in the file."""
    warnings: tuple[str, ...]
    left_out: Mapping[str, int]
    tracks: int
    """Without samples, with streaming tracks."""
    streaming: int
    samples: int
    without_genre: int
    without_label: int
    without_bpm: int
    genres: Mapping[Verdict, tuple[GenreCount, ...]]
    """By verdict of the taxonomy, most tracks first."""
    playlists: tuple[PlaylistCount, ...]
    labels: tuple[tuple[str, int], ...]
    """Most tracks first."""
    staged: int | None
    """Staged changes; None when our store cannot be opened (then a warning says why)."""
    locked: int | None


def overview(desk: Desk) -> Overview:
    """Count the whole library.

    Raises LibraryNotFound, LibraryDamaged; a store that cannot be opened is a warning here.
    """
    library = desk.library.read()
    tracks = [track for track in library.tracks if track.kind is not TrackKind.SAMPLER]
    staged, locked, problem = _pending(desk, library.source)
    return Overview(
        source=library.source,
        age_hours=_age_hours(library.source.modified_at, desk.clock()),
        warnings=(*library.warnings, *_emptiness(library), *problem),
        left_out=library.left_out,
        tracks=len(tracks),
        streaming=sum(track.kind is TrackKind.STREAMING for track in tracks),
        samples=len(library.tracks) - len(tracks),
        without_genre=sum(not track.genre.strip() for track in tracks),
        without_label=sum(not track.label.strip() for track in tracks),
        without_bpm=sum(track.bpm <= 0 for track in tracks),
        genres=_genres(desk, tracks),
        playlists=_playlists(library),
        labels=_counted(track.label for track in tracks),
        staged=staged,
        locked=locked,
    )


def _emptiness(library: Library) -> tuple[str, ...]:
    if library.tracks:
        return ()
    setting = SETTING_OF[library.source.kind]
    return (f"The library holds no tracks: is it the collection you play from? If not, name that one in {setting}.",)


def _pending(desk: Desk, source: Source) -> tuple[int | None, int | None, tuple[str, ...]]:
    try:
        journal, library_id = desk.store.journal, source.library_id
        return journal.count(library_id), len(journal.locked(library_id)), elsewhere(desk, source)
    except StoreError as error:
        return None, None, (f"Staging and evidence are out of reach: {error}",)


def _age_hours(modified_at: str, now: float) -> float:
    try:
        changed = datetime.fromisoformat(modified_at)
    except ValueError:
        return 0.0
    aware = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
    return max(0.0, (now - aware.timestamp()) / 3600)


def _counted(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(text.strip() for text in texts)
    counts.pop("", None)
    return tuple(sorted(counts.items(), key=_most_first))


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    text, count = counted
    return -count, text


def _genres(desk: Desk, tracks: list[Track]) -> Mapping[Verdict, tuple[GenreCount, ...]]:
    """Count genre strings exactly as they are written: one with an extra blank is a spelling to unify."""
    counts = sorted(Counter(track.genre for track in tracks if track.genre.strip()).items(), key=_most_first)
    rows = [GenreCount(text, count, desk.taxonomy.resolve(text)) for text, count in counts]
    return {verdict: tuple(row for row in rows if row.resolution.verdict is verdict) for verdict in Verdict}


def _playlists(library: Library) -> tuple[PlaylistCount, ...]:
    return tuple(
        PlaylistCount(playlist.id, playlist.path, playlist.is_folder, len(playlist.track_ids))
        for playlist in library.playlists
    )
