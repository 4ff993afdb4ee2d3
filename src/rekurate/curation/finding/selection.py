"""Which tracks a caller means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which tracks are meant: `track_ids` win over `playlist`, which wins over the filters."""

    track_ids: tuple[str, ...] | None = None
    playlist: str | None = None
    query: str | None = None
    """Words, each of which must be in the title or the artist."""
    artist: str | None = None
    title: str | None = None
    album: str | None = None
    genre: str | None = None
    label: str | None = None
    key: str | None = None
    """As shown in Rekordbox. Unlike the other texts, it must be the whole key, not a part of it."""
    bpm_min: float | None = None
    bpm_max: float | None = None
    rating_min: int | None = None
    has_genre: bool | None = None
    has_unknown_genre: bool | None = None
    """True: a genre is set that is neither canonical nor an alias."""
    has_label: bool | None = None
    added_after: str | None = None
    """ISO date, that day included; tracks of unknown date are left out."""
    added_before: str | None = None
    path_prefix: str | None = None
    include_samples: bool = False
