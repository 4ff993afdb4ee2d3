"""Where the library is: as named in the settings, or where Rekordbox keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """What was found, and everywhere we looked."""

    database: Path | None
    xml: Path | None
    looked: tuple[Path, ...]
    named: str | None = None
    """"database" or "xml" when the settings name it: that one wins."""


def find_libraries(
    database: Path | None, xml: Path | None, platform: str, home: Path, environment: Mapping[str, str]
) -> Places:
    """Find the database and the XML.

    `platform` is `sys.platform`; `environment` is asked for APPDATA on Windows alone. Raises LibraryNotFound when a
    named file does not exist.
    """
    raise NotImplementedError
