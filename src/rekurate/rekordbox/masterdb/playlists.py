"""The user's playlist tree and My Tags."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rekurate.model import Playlist
from rekurate.rekordbox.masterdb.database import Database

_FOLDER: Final = 1
_SMART: Final = 4
_BETWEEN: Final = "\x1f"
"""Joins the entries of a playlist inside SQLite: 2,000 rows reach Python instead of 200,000."""
_ROOT: Final = "root"


class _Row(NamedTuple):
    id: str
    name: str
    parent: str
    """Id of the folder it is in."""
    attribute: int
    """What it is: `_FOLDER`, `_SMART`, or a playlist."""


def playlists_of(database: Database, ids: Mapping[str, str]) -> tuple[tuple[Playlist, ...], tuple[str, ...]]:
    """Read the playlists in the user's order, and what there is to say about them.

    `ids` maps each live track id to itself: members are those strings, and entries of deleted rows fall out.
    """
    rows = _tree(database)
    if rows is None:
        return (), ("The database has no playlist table that can be read",)
    members = _members(database, ids)
    playlists = tuple(
        Playlist(row.id, row.name, path, row.attribute == _FOLDER, members.get(row.id, ()), depth)
        for row, path, depth in _in_order(rows)
    )
    smart = sum(row.attribute == _SMART and row.id not in members for row in rows)
    said = f"{smart} smart playlists are listed without tracks: their rules are Rekordbox's own and are not evaluated"
    return playlists, (said,) if smart else ()


def playlist_names(database: Database) -> list[str]:
    """Read what the playlists and folders are called."""
    return [row.name for row in _tree(database) or ()]


def my_tags_of(database: Database) -> dict[str, tuple[str, ...]]:
    """Read My Tags as track id -> `Category/Tag` names."""
    named = database.holds("djmdMyTag", "ID", "Name", "ParentID")
    if not (named and database.holds("djmdSongMyTag", "ContentID", "MyTagID")):
        return {}
    columns = "ID, CAST(ifnull(Name, '') AS TEXT), ifnull(ParentID, '')"
    rows = list(database.rows("djmdMyTag", columns, "ORDER BY rowid"))
    category = {id_: name + "/" for id_, name, _ in rows}
    names = {id_: (category.get(parent, "") + name,) for id_, name, parent in rows}
    tags: dict[str, tuple[str, ...]] = {}
    used = database.rows("djmdSongMyTag", "ContentID, MyTagID", "ORDER BY rowid")
    for track, tag in used:
        if tag in names:
            tags[track] = tags.get(track, ()) + names[tag]
    return tags


def _tree(database: Database) -> list[_Row] | None:
    """Read folders and playlists, or None where the database has no such table."""
    if not database.holds("djmdPlaylist", "ID", "Name", "ParentID", "Attribute", "Seq"):
        return None
    columns = "ID, CAST(ifnull(Name, '') AS TEXT), ifnull(ParentID, ''), CAST(ifnull(Attribute, 0) AS INTEGER)"
    rows = map(_Row._make, database.rows("djmdPlaylist", columns, "ORDER BY Seq"))
    return [row for row in rows if row.attribute >= 0]  # below 0: cloud synchronisation's own rows, shown nowhere


def _members(database: Database, ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    if not database.holds("djmdSongPlaylist", "PlaylistID", "ContentID", "TrackNo"):
        return {}
    together = f"PlaylistID, group_concat(ContentID, '{_BETWEEN}' ORDER BY TrackNo)"
    rows = database.rows("djmdSongPlaylist", together, "GROUP BY PlaylistID")
    canonical = ids.get
    return {
        playlist: tuple(filter(None, map(canonical, members.split(_BETWEEN)))) for playlist, members in rows if members
    }


def _in_order(rows: Sequence[_Row]) -> list[tuple[_Row, str, int]]:
    """Return the rows as the tree shows them, each with its path and depth; those of a missing parent are at its root.

    Rows of a cycle come last.
    """
    known = {row.id for row in rows}
    below: dict[str, list[_Row]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in known else _ROOT, []).append(row)
    ordered: list[tuple[_Row, str, int]] = []
    waiting = [(row, row.name, 0) for row in reversed(below.pop(_ROOT, ()))]
    met: set[str] = set()
    while waiting:
        row, path, depth = waiting.pop()
        met.add(row.id)
        ordered.append((row, path, depth))
        inside = below.pop(row.id, ())  # taken out, so that none is its own parent
        waiting.extend((child, f"{path} / {child.name}", depth + 1) for child in reversed(inside))
    return [*ordered, *((row, row.name, 0) for row in rows if row.id not in met)]
