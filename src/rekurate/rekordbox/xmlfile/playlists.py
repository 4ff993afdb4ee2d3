"""The playlist tree of an XML, with its references turned into our ids."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rekurate.model import Playlist, Track
from rekurate.rekordbox.location import decode_location
from rekurate.rekordbox.xmlfile.collector import Node


def build_playlists(
    nodes: Sequence[Node], tracks: Sequence[Track], ids: Mapping[str, str]
) -> tuple[tuple[Playlist, ...], int]:
    """Return the playlists and how many of their entries name no track of the collection.

    An XML gives playlists no id: the path of names is one, with " (1)", " (2)" where siblings have one name, so that
    the bare path means neither.
    """
    by_location: Mapping[str, str] = {}
    if any(node.by_location for node in nodes):
        by_location = {track.location: track.id for track in reversed(tracks)}
    lost = 0
    taken: set[str] = set()
    playlists = []
    paths = [" / ".join(node.path) for node in nodes]
    written = Counter(paths)
    for node, path in zip(nodes, paths, strict=True):
        members = _members(node, by_location if node.by_location else ids)
        lost += len(node.keys) - len(members)
        name = _free(path, taken, is_twin=written[path] > 1)
        playlists.append(Playlist(name, node.path[-1], path, node.is_folder, members, len(node.path) - 1))
    return tuple(playlists), lost


def _members(node: Node, ids: Mapping[str, str]) -> tuple[str, ...]:
    keys = map(decode_location, node.keys) if node.by_location else node.keys
    return tuple(ids[key] for key in keys if key in ids)


def _free(path: str, taken: set[str], *, is_twin: bool) -> str:
    again, count = (f"{path} (1)" if is_twin else path), 1
    while again in taken:
        count += 1
        again = f"{path} ({count})"
    taken.add(again)
    return again
