"""Which folders are Rekordbox's own: nothing of ours is ever put there."""

import os
from pathlib import Path
from typing import Final

from rekurate.places import resolved

_ROOMS: Final = frozenset({"library", "application support", "roaming"})
"""Folders in which a "Pioneer" is Rekordbox's own."""
_NAMES: Final = frozenset({"rekordbox", "rekordbox5", "rekordbox6", "rekordbox7"})
_DATABASE: Final = "master.db"
_NEIGHBOURS: Final = ("masterPlaylists6.xml", "networkAnalyze6.db", "datafile.edb", "share/PIONEER")
"""What Rekordbox keeps beside master.db: a copy of the database alone has none of it."""


def holds_database(folder: Path, database: Path | None = None) -> bool:
    """Whether a folder, with its links resolved, is where a master.db lies; `database` is the one in use."""
    return _exists(folder / _DATABASE) or (database is not None and folder == resolved(database).parent)


def belongs_to_rekordbox(folder: Path, database: Path | None = None) -> bool:
    """Whether a folder, with its links resolved, is Rekordbox's or inside one that is.

    A folder that holds nothing but a copy of its database is not: people put such copies anywhere.
    """
    used = None if database is None else resolved(database)
    own = used.parent if used is not None and used.name.casefold() == _DATABASE else None
    return any(_is_rekordboxs(place, used=place == own) for place in (folder, *folder.parents))


def _is_rekordboxs(folder: Path, *, used: bool) -> bool:
    name = folder.name.casefold()
    if name == "pioneer" and folder.parent.name.casefold() in _ROOMS:
        return True
    if not (used or _exists(folder / _DATABASE)):
        return False
    return name in _NAMES or any(_exists(folder / neighbour) for neighbour in _NEIGHBOURS)


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never raises, unlike Path.exists
