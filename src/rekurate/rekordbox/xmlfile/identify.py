"""Give every track an id of its own, the same in every reading of the same records."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rekurate.model import Track


class Identified(NamedTuple):
    """Tracks with unique ids, and what each TrackID of the file stands for."""

    tracks: tuple[Track, ...]
    ids: Mapping[str, str]
    """TrackID as written -> our id of its first record; playlists mean that one."""


def identify(tracks: Sequence[Track]) -> Identified:
    """Keep TrackID where it is unique.

    A record without one is named after its Location, a second record of one TrackID gets a suffix made from its
    Location: both stay the same while the record does. The export refuses either (see `export.records`).
    """
    ids = {track.id: track.id for track in tracks}
    if len(ids) == len(tracks) and "" not in ids:
        return Identified(tuple(tracks), ids)
    taken: set[str] = set()
    named: list[Track] = []
    for track in tracks:
        name = _free_name(track, taken)
        taken.add(name)
        named.append(track if name == track.id else track._replace(id=name))
    ids.pop("", None)
    return Identified(tuple(named), ids)


def _free_name(track: Track, taken: set[str]) -> str:
    if track.id and track.id not in taken:
        return track.id
    said = track.location or "\x1f".join((track.title, track.artist, track.album, str(track.file_size)))
    name = f"{track.id or 'no-id'}~{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    again, count = name, 1
    while again in taken:
        count += 1
        again = f"{name}.{count}"
    return again
