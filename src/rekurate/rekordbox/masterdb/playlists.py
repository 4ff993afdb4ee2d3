"""The user's playlist tree and My Tags."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rekurate.model import Playlist
from rekurate.rekordbox.masterdb.statement import Schema, holds, live_rows

_FOLDER: Final = 1
_SMART: Final = 4
_BETWEEN: Final = "\x1f"
"""Joins the entries of a playlist inside SQLite: 2,000 rows reach Python instead of 200,000."""
_ROOT: Final = "root"
_Row = tuple[str, str, str, int]
"""ID, name, id of the folder it is in, attribute."""


def playlists_of(
    connection: Any, schema: Schema, ids: Mapping[str, str]
) -> tuple[tuple[Playlist, ...], tuple[str, ...]]:
    """Read the playlists in the user's order, and what there is to say about them.

    `ids` maps each live track id to itself: members are those strings, and entries of deleted rows fall out.
    """
    rows = _tree(connection, schema)
    if rows is None:
        return (), ("The database has no playlist table that can be read",)
    members = _members(connection, schema, ids)
    playlists = tuple(
        Playlist(row[0], row[1], path, row[3] == _FOLDER, members.get(row[0], ()), depth)
        for row, path, depth in _in_order(rows)
    )
    smart = sum(row[3] == _SMART and row[0] not in members for row in rows)
    said = f"{smart} smart playlists are listed without tracks: their rules are Rekordbox's own and are not evaluated"
    return playlists, (said,) if smart else ()


def playlist_names(connection: Any, schema: Schema) -> list[str]:
    """Read what the playlists and folders are called."""
    return [name for _, name, _, _ in _tree(connection, schema) or ()]


def my_tags_of(connection: Any, schema: Schema) -> dict[str, tuple[str, ...]]:
    """Read My Tags as track id -> `Category/Tag` names."""
    if not (
        holds(schema, "djmdMyTag", "ID", "Name", "ParentID") and holds(schema, "djmdSongMyTag", "ContentID", "MyTagID")
    ):
        return {}
    columns = "ID, CAST(ifnull(Name, '') AS TEXT), ifnull(ParentID, '')"
    rows = connection.execute(live_rows(schema, "djmdMyTag", columns, "ORDER BY rowid")).fetchall()
    category = {id_: name + "/" for id_, name, _ in rows}
    names = {id_: (category.get(parent, "") + name,) for id_, name, parent in rows}
    tags: dict[str, tuple[str, ...]] = {}
    used = connection.execute(live_rows(schema, "djmdSongMyTag", "ContentID, MyTagID", "ORDER BY rowid"))
    for track, tag in used:
        if tag in names:
            tags[track] = tags.get(track, ()) + names[tag]
    return tags


def _tree(connection: Any, schema: Schema) -> list[_Row] | None:
    """Read folders and playlists, or None where the database has no such table."""
    if not holds(schema, "djmdPlaylist", "ID", "Name", "ParentID", "Attribute", "Seq"):
        return None
    columns = "ID, CAST(ifnull(Name, '') AS TEXT), ifnull(ParentID, ''), CAST(ifnull(Attribute, 0) AS INTEGER)"
    rows = connection.execute(live_rows(schema, "djmdPlaylist", columns, "ORDER BY Seq"))
    return [row for row in rows if row[3] >= 0]  # below 0: cloud synchronisation's own rows, shown nowhere


def _members(connection: Any, schema: Schema, ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    if not holds(schema, "djmdSongPlaylist", "PlaylistID", "ContentID", "TrackNo"):
        return {}
    together = f"PlaylistID, group_concat(ContentID, '{_BETWEEN}' ORDER BY TrackNo)"
    rows = connection.execute(live_rows(schema, "djmdSongPlaylist", together, "GROUP BY PlaylistID"))
    canonical = ids.get
    return {
        playlist: tuple(filter(None, map(canonical, members.split(_BETWEEN)))) for playlist, members in rows if members
    }


def _in_order(rows: Sequence[_Row]) -> list[tuple[_Row, str, int]]:
    """Return the rows as the tree shows them, each with its path and depth; those of a missing parent are at its root.

    Rows of a cycle come last.
    """
    known = {row[0] for row in rows}
    below: dict[str, list[_Row]] = {}
    for row in rows:
        below.setdefault(row[2] if row[2] in known else _ROOT, []).append(row)
    ordered: list[tuple[_Row, str, int]] = []
    waiting = [(row, row[1], 0) for row in reversed(below.pop(_ROOT, ()))]
    met: set[str] = set()
    while waiting:
        row, path, depth = waiting.pop()
        met.add(row[0])
        ordered.append((row, path, depth))
        inside = below.pop(row[0], ())  # taken out, so that none is its own parent
        waiting.extend((child, f"{path} / {child[1]}", depth + 1) for child in reversed(inside))
    return [*ordered, *((row, row[1], 0) for row in rows if row[0] not in met)]
