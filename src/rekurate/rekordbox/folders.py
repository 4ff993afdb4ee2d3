"""Which folders are Rekordbox's own: nothing of ours is ever put there."""

import os
from pathlib import Path
from typing import Final

from rekurate.rekordbox.places import resolved, users_home

_ROOMS: Final = frozenset({"library", "application support", "roaming"})
"""Folders in which a "Pioneer" is Rekordbox's own."""
_PLAYLISTS: Final = "masterPlaylists6.xml"
"""Rekordbox keeps it beside master.db."""
_ORDINARY: Final = frozenset({"desktop", "documents", "downloads", "music", "public", "dropbox", "onedrive"})
"""Folders in a person's home where a copy of a database may lie among everything else."""
_PASSING: Final = frozenset({"tmp", "temp"})


def belongs_to_rekordbox(folder: Path, database: Path | None = None) -> bool:
    """Whether a folder, with its links resolved, is Rekordbox's or inside one that is.

    `database` is the one in use: its folder and all below it are Rekordbox's too, unless that is a place where other
    things lie as well: then it is that folder alone.
    """
    if database is not None:
        own = resolved(database).parent
        if folder == own or (own in folder.parents and not _is_ordinary(own)):
            return True
    return any(_is_rekordboxs(place, direct=place == folder) for place in (folder, *folder.parents))


def _is_ordinary(folder: Path) -> bool:
    """Whether nobody would call this folder Rekordbox's although a database lies in it: home, a whole drive..."""
    if _exists(folder / _PLAYLISTS):
        return False
    home = resolved(users_home())
    if folder == home or folder in home.parents or os.path.ismount(folder) or folder.name.casefold() in _PASSING:
        return True
    return folder.parent == home and folder.name.casefold() in _ORDINARY


def _is_rekordboxs(folder: Path, *, direct: bool) -> bool:
    name = folder.name.casefold()
    if name == "pioneer" and folder.parent.name.casefold() in _ROOMS:
        return True
    if not _exists(folder / "master.db"):
        return False
    return direct or name.startswith("rekordbox") or _exists(folder / _PLAYLISTS)


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never raises, unlike Path.exists
