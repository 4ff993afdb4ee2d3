"""Share tracks among threads so that one release's tracks stay with one thread: it is fetched once for all of them."""

from collections.abc import Sequence

from rekurate.model import Track, fold


def shards(tracks: Sequence[Track], count: int) -> list[list[Track]]:
    """Split into at most `count` parts of similar size, never splitting an album (or an artist without one)."""
    groups: dict[str, list[Track]] = {}
    for track in tracks:
        groups.setdefault(fold(track.album or track.artist) or track.id, []).append(track)
    parts: list[list[Track]] = [[] for _ in range(min(count, len(groups)))]
    for group in sorted(groups.values(), key=len, reverse=True):
        min(parts, key=len).extend(group)
    return parts
