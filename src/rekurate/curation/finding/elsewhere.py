"""A hint for a library that was moved.

What is staged, locked and exported is kept under the path of a library. A library that is moved or renamed looks like a
new one, and its decisions seem to be lost.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.curation.desk import Desk
from rekurate.model import Source
from rekurate.places import is_file

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import Holding

_NAMED: Final = 3
"""Other libraries that the hint names; the rest are counted."""
_PATH: Final = 300
"""Characters of a path that are shown."""
SETTING_OF: Final = {"xml": "REKORDBOX_XML_PATH", "database": "REKORDBOX_DB_PATH"}
"""Kind of library -> the setting that names its path."""


def elsewhere(desk: Desk, source: Source) -> tuple[str, ...]:
    """Return a hint when nothing was ever decided about this library, but something about one that is not there now.

    Empty in all other cases.
    """
    libraries = desk.store.libraries
    if not libraries.is_new(source.library_id):
        return ()
    others = [one for one in libraries.holdings() if one.library_id != source.library_id and not _stands(one)]
    if not others:
        return ()
    more = f"; and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    named = "; ".join(map(_said, others[:_NAMED])) + more
    sentence = (
        f"Nothing was ever staged, locked or exported for the library at {str(source.path)[:_PATH]}, but it was for "
        f"another: {named}. Decisions belong to the place of a library. If this is that one, moved or renamed, move it "
        "back there; if you meant the other one, name it in the setting."
    )
    return (sentence,)


def _stands(held: "Holding") -> bool:
    """Whether the other library is still at its path: then it is really another one, and this one was not moved."""
    return bool(held.path) and is_file(Path(held.path))


def _said(held: "Holding") -> str:
    counts = ((held.staged, "staged change"), (held.locked, "locked track"), (held.exports, "export"))
    listed = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count)
    setting = SETTING_OF.get(held.library_id.partition("-")[0], "the setting of its path")
    place = f"of {held.path[:_PATH]}" if held.path else "of a place that was not kept"
    return f"{listed} {place} ({setting})"
