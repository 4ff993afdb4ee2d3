"""The searches one recording is worth, best first, climbed until a match is verified.

First as it is written: catalogue number where the file has one, the album where several tracks share it, artist and
track, plain words. Then as it may be misspelt: what Discogs has of the artist tells whether to doubt the title's words
or the artist's. That answer serves every track of the artist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rekurate.evidence.misspelt import halves, other_names
from rekurate.model import Wanted

RUNGS: Final = 7
"""Searches a recording is worth at most: a miss should cost seconds, not minutes."""
Params = dict[str, str]
_KIND: Final = re.compile(
    r"\s*(?:[-–]\s*)?(?:[(\[](?:ep|single|deluxe[^)\]]*|[^)\]]*(?:remaster|edition|version)[^)\]]*)[)\]]|\b(?:ep|single)"
    r"|\b(?:cd|disc|disk)\s?\d+)\s*$",
    re.IGNORECASE,
)
"""What shops and rips put behind an album's name."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the other tracks that are still to be asked about have in common with this one."""

    album: bool = False
    """Whether some are of the same album, or the search for it is kept: it serves them all, and is made first."""
    artist: bool = True
    """Whether all tracks of that album name the same artist first."""


def bare_album(name: str) -> str:
    """Return an album's name without " EP", " - Single", "(Deluxe Edition)" or "CD1"."""
    bare = _KIND.sub("", name)
    return (bare if bare == name else bare_album(bare)).strip() or name.strip()


def by_album(wanted: Wanted, *, alone: bool) -> Params | None:
    """Return the search for the whole album, or None without one; `alone` names the artist with it."""
    album = bare_album(wanted.recording.album)
    if not album:
        return None
    artist = {"artist": wanted.lead} if alone and wanted.artists else {}
    return {"type": "release", **artist, "release_title": album}


def by_artist(wanted: Wanted) -> Params | None:
    """Return the search for everything of the artist, or None without one."""
    return {"type": "release", "artist": wanted.lead, "per_page": "100"} if wanted.lead else None


def as_written(wanted: Wanted, shared: Shared) -> Iterator[Params]:
    """Yield the searches that take every word at its word."""
    recording = wanted.recording
    album = by_album(wanted, alone=shared.artist or not shared.album)
    if recording.catno and recording.label:
        yield {"type": "release", "catno": recording.catno, "label": recording.label}
    if album and shared.album:
        yield album
    if wanted.artists:
        yield {"type": "release", "artist": wanted.artists[0], "track": wanted.core}
    if album and not shared.album:
        yield album
    if wanted.folded:
        yield {"q": wanted.folded}  # releases and masters


def as_misspelt(wanted: Wanted, *, artist_known: bool) -> Iterator[Params]:
    """Yield the searches that leave words out: the title's where the artist is known, else the artist's."""
    if artist_known:
        for half in halves(wanted.core):
            yield {"type": "release", "artist": wanted.lead, "track": half}
    album = None if artist_known else by_album(wanted, alone=False)
    if album:
        yield album
    yield {"type": "release", "track": wanted.core, "per_page": "100"}
    if not artist_known:
        for name in other_names(wanted):
            yield {"type": "release", "artist": name, "track": wanted.core}
