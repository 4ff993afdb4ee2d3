"""Where the library is: as named in the settings, or where Rekordbox keeps it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final

from rekurate.errors import LibraryNotFound
from rekurate.places import changed_ns, expanded, is_file, is_folder, real_file, why_not
from rekurate.rekordbox.stamp import stamp_of, wal_of

_DATABASE: Final = "master.db"
_DIRECTORY_SETTING: Final = re.compile(r'name="masterDbDirectory"\s+val="([^"]+)"')
_XML_FOLDERS: Final = ("Documents/rekordbox", "Documents", "Music/rekordbox", "Music", "Desktop")
"""Below home: Rekordbox asks where to export to; these are where people put it."""
_XML: Final = "rekordbox.xml"


@dataclass(frozen=True, slots=True)
class Places:
    """What was found, and everywhere we looked."""

    database: Path | None
    xml: Path | None
    looked: tuple[Path, ...]
    named: tuple[str, ...] = ()
    """"database" and "xml" as far as the settings name them: a named one wins over one that was found."""
    away: Path | None = None
    """The database that Rekordbox itself uses, as long as it is not there: its drive is not plugged in."""
    others: tuple[Path, ...] = ()
    """Other databases that were found beside `database`: nobody but the person knows which one is meant."""


@dataclass(frozen=True, slots=True)
class System:
    """The machine, as far as finding a library depends on it."""

    platform: str
    """`sys.platform`."""
    home: Path
    environment: Mapping[str, str]
    """APPDATA and OneDrive are asked for, on Windows alone."""


def find_libraries(database: Path | None, xml: Path | None, system: System) -> Places:
    """Find the database and the XML; a named path is taken as it is, also where the other one is found by itself.

    With both named the database wins: it is the truth, an XML a picture of it. Raises LibraryNotFound when a named
    file does not exist or cannot be seen. A place that only might hold one and cannot be seen is passed over.
    """
    databases = (_named(database, "REKORDBOX_DB_PATH", _DATABASE),) if database else tuple(_databases(system))
    xmls = (_named(xml, "REKORDBOX_XML_PATH", _XML),) if xml else tuple(_xmls(system))
    named = tuple(kind for kind, path in (("database", database), ("xml", xml)) if path)
    used = () if database else (path for folder in _folders(system) for path in _from_options(folder))
    away = next((path for path in used if not is_file(path)), None)
    found = _newest(databases)
    others = tuple(path for path in databases if found and is_file(path) and stamp_of(path) != stamp_of(found))
    return Places(found, _newest(xmls), (*databases, *xmls), named, away, others)


def not_found(places: Places) -> LibraryNotFound:
    """Return the error that says where we looked and what to set."""
    looked = "".join(f"\n  - {path}" for path in places.looked) or "\n  (Rekordbox runs on macOS and Windows only)"
    return LibraryNotFound(
        f"No Rekordbox library was found. Looked for:{looked}\n"
        "Set REKORDBOX_DB_PATH to your master.db, or export the collection in Rekordbox "
        "(File > Export Collection in xml format) and set REKORDBOX_XML_PATH to that file."
    )


def _named(path: Path, setting: str, name: str) -> Path:
    path = expanded(path)
    if is_folder(path):
        path /= name
    if is_file(path):
        return path
    reason = why_not(path)
    if reason:
        raise LibraryNotFound(
            f"{path} cannot be seen ({reason}). Let Rekurate read that folder, correct {setting}, or unset it to let "
            "the library be found."
        )
    raise LibraryNotFound(f"{path} does not exist. Correct {setting}, or unset it to let the library be found.")


def _newest(paths: tuple[Path, ...]) -> Path | None:
    """Return the file changed last, its log counted in: with several libraries, the one in use."""
    return max(filter(is_file, paths), key=_changed, default=None)


def _changed(path: Path) -> int:
    return max(changed_ns(path), changed_ns(wal_of(real_file(path))))


def _databases(system: System) -> Iterator[Path]:
    """Yield every place of master.db: where Rekordbox's own settings say, then the default folder."""
    seen: set[Path] = set()
    for folder in _folders(system):
        for path in (*_from_options(folder), *_from_settings(folder)):
            if path not in seen:
                seen.add(path)
                yield path
    for path in _defaults(system):
        if path not in seen:
            yield path


def _folders(system: System) -> tuple[Path, ...]:
    """Return the folders where Rekordbox keeps its settings."""
    if system.platform == "darwin":
        return (system.home / "Library/Application Support/Pioneer",)
    if system.platform == "win32":
        roaming = system.environment.get("APPDATA")
        return (Path(roaming) / "Pioneer" if roaming else system.home / "AppData/Roaming/Pioneer",)
    return ()


def _defaults(system: System) -> tuple[Path, ...]:
    if system.platform == "darwin":
        return (system.home / "Library/Pioneer/rekordbox" / _DATABASE,)
    return tuple(folder / "rekordbox" / _DATABASE for folder in _folders(system))


def _from_options(folder: Path) -> Iterator[Path]:
    """Read `db-path` of the agent's options: Rekordbox 6 and 7, also for libraries on another drive."""
    try:
        options = json.loads((folder / "rekordboxAgent/storage/options.json").read_text(encoding="utf-8"))
        found = dict(options["options"]).get("db-path")
    except (OSError, ValueError, LookupError, TypeError):
        return
    if isinstance(found, str) and found:
        yield Path(found)


def _from_settings(folder: Path) -> Iterator[Path]:
    """Read the database folder from the settings file, which both versions keep under the name of version 6."""
    for name in ("rekordbox7", "rekordbox6"):
        try:
            text = (folder / name / "rekordbox3.settings").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found = _DIRECTORY_SETTING.search(text)
        if found:
            yield Path(unescape(found[1])) / _DATABASE  # all but plain ASCII is written as &#233;


def _xmls(system: System) -> Iterator[Path]:
    for home in (system.home, *_clouds(system)):
        yield from (home / folder / _XML for folder in _XML_FOLDERS)
    for database in _defaults(system):
        yield database.with_name(_XML)


def _clouds(system: System) -> tuple[Path, ...]:
    """Return the OneDrive folder, which has Documents and Desktop then; not every client hands on what names it."""
    if system.platform != "win32":
        return ()
    named = system.environment.get("OneDrive")
    cloud = Path(named) if named else system.home / "OneDrive"
    return (cloud,) if named or is_folder(cloud) else ()
