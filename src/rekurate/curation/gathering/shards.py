"""Share tracks among threads so that the tracks of an album go to one thread: the album is then fetched only once."""

import re
from collections.abc import Sequence
from typing import Final

from rekurate.model import Track, fold

_AROUND: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]|\s+(?:ep|lp|single|album|(?:cd|disc)\s?\d+)\s*$|[^\w\s]")
"""What shops and rips add to an album's name: "(Deluxe Edition)", "[Label]", "EP", "CD1"."""


def shards(tracks: Sequence[Track], count: int) -> list[list[Track]]:
    """Split tracks into at most `count` parts of similar size.

    The tracks of an album stay together, also when they write its name differently; so do the tracks of an artist
    that have no album.
    """
    groups: dict[str, list[Track]] = {}
    for track in tracks:
        groups.setdefault(_album(track) or fold(track.artist) or track.id, []).append(track)
    parts: list[list[Track]] = [[] for _ in range(min(count, len(groups)))]
    for group in sorted(groups.values(), key=len, reverse=True):
        min(parts, key=len).extend(group)
    return parts


def _album(track: Track) -> str:
    whole = fold(track.album)
    bare = " ".join(_AROUND.sub(" ", whole).split())
    own = " ".join(_AROUND.sub(" ", fold(track.artist)).split())
    return (bare.removeprefix(f"{own} ") if own else bare) or whole
