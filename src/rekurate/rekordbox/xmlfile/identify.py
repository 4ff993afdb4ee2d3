"""Give every track an id of its own, the same in every reading of the same records."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from rekurate.model import Track

NO_ID: Final = "no-id~"
"""What the made-up id of a record without one begins with."""
_MADE_UP: Final = re.compile(r".*~[0-9a-f]{8}(\.\d+)?", re.DOTALL)


class Identified(NamedTuple):
    """Tracks with unique ids, and what each TrackID of the file stands for."""

    tracks: tuple[Track, ...]
    ids: Mapping[str, str]
    """TrackID as written -> our id of its first record; playlists mean that one."""


def identify(tracks: Sequence[Track]) -> Identified:
    """Keep TrackID where it is unique.

    A record without one (blanks around it make it none: no argument could name it) is named after its Location, a
    second record of one TrackID gets a suffix made from its Location: both stay the same while the record does. The
    export refuses either.
    """
    ids = {track.id: track.id for track in tracks}
    if len(ids) == len(tracks) and "" not in ids and _are_words(ids):
        return Identified(tuple(tracks), ids)
    taken: set[str] = set()
    named: list[Track] = []
    for track in tracks:
        name = _free_name(track, taken)
        if track.id not in taken and track.id.strip() != track.id:
            ids[track.id] = name  # playlists mean it all the same
        taken.add(name)
        named.append(track if name == track.id else track._replace(id=name))
    ids.pop("", None)
    return Identified(tuple(named), ids)


def is_made_up(track_id: str) -> bool:
    """Whether an id looks like one of ours, for a record that repeats a TrackID or has none."""
    return _MADE_UP.fullmatch(track_id) is not None


def _are_words(ids: Iterable[str]) -> bool:
    """Whether no id holds a blank; asked of all at once, since this is on the way of every reading."""
    together = "".join(ids)
    return together.split() in ([], [together])


def _free_name(track: Track, taken: set[str]) -> str:
    plain = track.id if track.id == track.id.strip() else ""
    if plain and plain not in taken:
        return plain
    said = track.location or "\x1f".join((track.title, track.artist, track.album, str(track.file_size)))
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = f"{plain}~{digest}" if plain else NO_ID + digest
    again, count = name, 1
    while again in taken:
        count += 1
        again = f"{name}.{count}"
    return again
