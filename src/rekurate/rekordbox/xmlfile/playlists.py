"""The playlist tree of an XML, with its references turned into our ids."""

from collections.abc import Mapping, Sequence

from rekurate.model import Playlist, Track
from rekurate.rekordbox.location import decode_location
from rekurate.rekordbox.xmlfile.collector import Node


def build_playlists(
    nodes: Sequence[Node], tracks: Sequence[Track], ids: Mapping[str, str]
) -> tuple[tuple[Playlist, ...], int]:
    """Return the playlists and how many of their entries name no track of the collection.

    An XML gives playlists no id: the path of names is one, with " (2)" where another tool wrote siblings of one name.
    """
    by_location: Mapping[str, str] = {}
    if any(node.by_location for node in nodes):
        by_location = {track.location: track.id for track in reversed(tracks)}
    lost = 0
    taken: set[str] = set()
    playlists = []
    for node in nodes:
        members = _members(node, by_location if node.by_location else ids)
        lost += len(node.keys) - len(members)
        path = " / ".join(node.path)
        playlists.append(Playlist(_free(path, taken), node.path[-1], path, node.is_folder, members))
    return tuple(playlists), lost


def _members(node: Node, ids: Mapping[str, str]) -> tuple[str, ...]:
    keys = map(decode_location, node.keys) if node.by_location else node.keys
    return tuple(ids[key] for key in keys if key in ids)


def _free(path: str, taken: set[str]) -> str:
    again, count = path, 1
    while again in taken:
        count += 1
        again = f"{path} ({count})"
    taken.add(again)
    return again
