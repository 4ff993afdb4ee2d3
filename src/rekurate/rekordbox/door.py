"""The door to the library: read once, kept in memory while the file on disk stays the same."""

from pathlib import Path

from rekurate.model import Library


class RekordboxDoor:
    """Reads the user's library from database or XML; thread-safe; never writes to Rekordbox.

    A named path wins (`which="auto"`: XML named -> XML, database named -> database, both named -> database, which is
    the truth); with nothing named a database that is found wins over an XML that is found. `which` "database" or
    "xml" insists.
    """

    def __init__(self, database: Path | None = None, xml: Path | None = None, which: str = "auto") -> None:
        """Keep where to look; nothing is opened before the first `read`."""
        self._database = database
        self._xml = xml
        self._which = which

    def read(self) -> Library:
        """Return the current library, from memory while the file on disk has not changed.

        Raises LibraryNotFound (with where we looked and what to set) and LibraryDamaged (with the next step).
        """
        raise NotImplementedError
