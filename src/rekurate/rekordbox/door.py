"""The door to the library: read once, kept in memory while the file on disk stays the same."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

from rekurate.model import Library
from rekurate.places import is_file, real_file, users_home
from rekurate.rekordbox.find import Places, System, find_libraries, not_found
from rekurate.rekordbox.stamp import stamp_of, wal_of

_BOTH_NAMED: Final = "REKORDBOX_DB_PATH wins over REKORDBOX_XML_PATH: the database is the truth, an XML a picture of it"
_OLDER_XML: Final = (
    "The XML is older than {database}: what changed in Rekordbox since is not in it, and importing it would bring old "
    "values back. Export the collection again before staging changes."
)
_AWAY: Final = (
    "Rekordbox's own settings name another database, {away}, which is not there now: plug in its drive, or set "
    "REKORDBOX_DB_PATH to the one you mean."
)
_OTHERS: Final = (
    "There are other Rekordbox databases: {others}. The one that changed last is read; if you mean another, set "
    "REKORDBOX_DB_PATH to it."
)


class RekordboxDoor:
    """Reads the user's library from database or XML; thread-safe; never writes to Rekordbox.

    A named path wins: XML named -> XML, database named -> database, both named -> database, which is the truth. With
    nothing named a database that is found wins over an XML that is found. `which` "database" or "xml" insists.
    """

    def __init__(
        self,
        database: Path | None = None,
        xml: Path | None = None,
        which: str = "auto",
        find: Callable[[], Places] | None = None,
    ) -> None:
        """Keep where to look; nothing is opened before the first `read`. `find` replaces the search on this machine."""
        self._find = find or (lambda: find_libraries(database, xml, _this_system()))
        self._which = which
        self._lock = Lock()
        self._chosen: tuple[str, Path, Places] | None = None
        self._library: Library | None = None

    def read(self) -> Library:
        """Return the current library, from memory while the file on disk has not changed.

        Raises LibraryNotFound (with where we looked and what to set) and LibraryDamaged (with the next step).
        """
        with self._lock:
            kind, path, places = self._current()
            known = self._library
            if known is not None and known.source.stamp == _stamp(kind, path):
                return known
            if not is_file(path):  # moved or renamed since: look again
                self._chosen = None
                kind, path, places = self._current()
            read = _read(kind, path)
            self._library = replace(read, warnings=(*_warnings(kind, places), *read.warnings))
            return self._library

    def _current(self) -> tuple[str, Path, Places]:
        """Return what to read: the log of a database is beside the file, not beside a link that leads there."""
        kind, path, places = self._chosen or self._choose()
        return kind, real_file(path) if kind == "database" else path, places

    def _choose(self) -> tuple[str, Path, Places]:
        places = self._find()
        kind = _kind(self._which, places)
        path = places.database if kind == "database" else places.xml
        if path is None:
            raise not_found(places)
        self._chosen = (kind, path, places)
        return self._chosen


def _this_system() -> System:
    return System(sys.platform, users_home(), os.environ)


def _kind(which: str, places: Places) -> str:
    if which != "auto":
        return which
    if places.named:
        return places.named[0]
    return "database" if places.database else "xml"


def _stamp(kind: str, path: Path) -> str:
    return stamp_of(path, wal_of(path)).text if kind == "database" else stamp_of(path).text


def _read(kind: str, path: Path) -> Library:
    if kind == "database":
        from rekurate.rekordbox.masterdb import read_database  # noqa: PLC0415 - loaded on first use (sqlcipher3)
        from rekurate.rekordbox.masterdb.copies import sweep  # noqa: PLC0415 - as above

        sweep()
        return read_database(path)
    from rekurate.rekordbox.xmlfile import read_xml  # noqa: PLC0415 - loaded on first use (lxml)

    return read_xml(path)


def _warnings(kind: str, places: Places) -> tuple[str, ...]:
    """Say what the choice between two sources means."""
    database, xml = places.database, places.xml
    if kind == "database" and (places.away or places.others):
        away = (_AWAY.format(away=places.away),) if places.away else ()
        others = (_OTHERS.format(others=", ".join(map(str, places.others))),) if places.others else ()
        return (*away, *others)
    if database is None or xml is None:
        return ()
    if kind == "database":
        return (_BOTH_NAMED,) if len(places.named) > 1 else ()
    database = real_file(database)
    newer = max(part[2] for part in stamp_of(database, wal_of(database)).parts)
    return (_OLDER_XML.format(database=database),) if newer > stamp_of(xml).parts[0][2] else ()
