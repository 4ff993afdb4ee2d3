"""Rows that several tools show."""

from collections.abc import Sequence

from rekurate.model import Track, TrackKind
from rekurate.model.text import cut
from rekurate.server.answers import View

_LONGEST = 300
"""Characters of one text in an answer: a title of a thousand characters must not take the room of others."""
_IDS = 40
"""Ids that an answer repeats to its caller; the rest are counted."""
_LONGEST_ID = 40


def capped(text: str, most: int = _LONGEST) -> str:
    """Return the text, cut with an ellipsis when it has more than `most` characters."""
    return cut(text, most)


def capped_or_none(text: str, most: int = _LONGEST) -> str | None:
    """Return the same, or None when there is no text: answers leave a field out that is None."""
    return capped(text, most) or None


def some_ids(ids: Sequence[str]) -> list[str] | None:
    """Return the first of the ids that a caller gave, each cut if it is too long; `more_ids` counts the rest."""
    return [capped(track_id, _LONGEST_ID) for track_id in ids[:_IDS]] or None


def more_ids(ids: Sequence[str]) -> int | None:
    """Return how many ids `some_ids` leaves out, or None when it leaves out none."""
    return max(len(ids) - _IDS, 0) or None


class TrackRow(View):
    """A track as Rekordbox has it; what it lacks is left out."""

    id: str
    title: str
    artist: str | None = None
    remixer: str | None = None
    album: str | None = None
    genre: str | None = None
    label: str | None = None
    bpm: float | None = None
    key: str | None = None
    rating: int | None = None
    year: int | None = None
    added: str | None = None
    kind: str | None = None
    """"streaming" or "sampler"; left out for files."""
    staged_genre: str | None = None

    @classmethod
    def of(cls, track: Track, staged_genre: str | None = None) -> "TrackRow":
        """Show a track."""
        return cls(
            id=track.id,
            title=capped(track.title),
            artist=capped_or_none(track.artist),
            remixer=capped_or_none(track.remixer),
            album=capped_or_none(track.album),
            genre=capped_or_none(track.genre),
            label=capped_or_none(track.label),
            bpm=round(track.bpm, 2) or None,
            key=capped_or_none(track.key),
            rating=track.rating or None,
            year=track.year or None,
            added=track.added or None,
            kind=None if track.kind is TrackKind.FILE else track.kind.value,
            staged_genre=None if staged_genre is None else capped(staged_genre),
        )
