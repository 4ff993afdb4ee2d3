"""Share tracks among threads so that one release's tracks stay with one thread: it is fetched once for all of them."""

import re
from collections.abc import Sequence
from typing import Final

from rekurate.model import Track, fold

_AROUND: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]|\s+(?:ep|lp|single|album|(?:cd|disc)\s?\d+)\s*$|[^\w\s]")
"""What shops and rips add to an album's name: "(Deluxe Edition)", "[Label]", "EP", "CD1"."""


def shards(tracks: Sequence[Track], count: int) -> list[list[Track]]:
    """Split into at most `count` parts of similar size, never splitting an album (or an artist without one).

    An album that several tracks write differently is still one.
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
