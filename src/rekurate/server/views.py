"""Rows that several tools show."""

from rekurate.model import Track
from rekurate.server.spec import View

_LONGEST = 300
"""Characters of one text field in an answer: a thousand-character title must not crowd out a page."""


def capped(text: str, most: int = _LONGEST) -> str | None:
    """Return the text, cut with an ellipsis when it is too long, or None when there is none."""
    return (text if len(text) <= most else text[: most - 1] + "…") or None


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
            title=capped(track.title) or "",
            artist=capped(track.artist),
            remixer=capped(track.remixer),
            album=capped(track.album),
            genre=capped(track.genre),
            label=capped(track.label),
            bpm=round(track.bpm, 2) or None,
            key=capped(track.key),
            rating=track.rating or None,
            year=track.year or None,
            added=track.added or None,
            kind=None if track.kind == "file" else track.kind.value,
            staged_genre=staged_genre,
        )
