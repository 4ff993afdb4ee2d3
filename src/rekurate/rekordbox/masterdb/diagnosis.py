"""What is wrong with a database that cannot be read, and what to do next."""

from pathlib import Path
from typing import Final

from rekurate.errors import LibraryDamaged, LibraryError

PLAIN_HEADER: Final = b"SQLite format 3\0"
_RESTORE: Final = "Close Rekordbox and copy the file again, or restore it with File > Library > Restore Library."


def diagnosis(path: Path, failure: Exception) -> LibraryError:
    """Turn a failure of SQLite into an error with its next step."""
    if isinstance(failure, FileNotFoundError):
        return LibraryDamaged(f"{path} vanished while it was being read. Check the drive it is on, then try again.")
    text = str(failure)
    if "not a database" in text:
        return LibraryDamaged(f"{path} {_not_a_database(path)}")
    if "locked" in text or "busy" in text:
        return LibraryError(f"{path} is locked by another program. Wait a moment or close Rekordbox, then try again.")
    if "no such" in text:
        return LibraryDamaged(
            f"{path} is a database, but not Rekordbox's master.db ({text}). "
            "Set REKORDBOX_DB_PATH to the master.db of Rekordbox 6 or 7."
        )
    return LibraryDamaged(f"{path} is damaged or half copied ({text}). {_RESTORE}")


def moving(path: Path) -> LibraryError:
    """Return the error for a database that changes all the time."""
    return LibraryError(
        f"{path} is being written all the time, so no consistent reading was possible. "
        "Wait until Rekordbox has finished importing or analysing, then try again."
    )


class MissingColumns(Exception):
    """A database lacks what every master.db has; whoever opened it knows which file it is."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        """Keep what is missing."""
        super().__init__(", ".join(missing))


def not_rekordboxs(path: Path, missing: MissingColumns) -> LibraryDamaged:
    """Return the error for a database that lacks what every master.db has."""
    return LibraryDamaged(
        f"{path} has no {missing}: it is not the master.db of Rekordbox 6 or 7. "
        "Set REKORDBOX_DB_PATH to that file, or REKORDBOX_XML_PATH to an exported XML."
    )


def _not_a_database(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(64)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "is an XML, not a database. Name it in REKORDBOX_XML_PATH."
    if head.startswith(PLAIN_HEADER):
        return f"begins like a database but is damaged or half copied. {_RESTORE}"
    return (
        "cannot be opened with Rekordbox's key: it is not the master.db of Rekordbox 6 or 7, or it is half copied. "
        f"{_RESTORE} Or name an exported XML in REKORDBOX_XML_PATH."
    )
