"""Warn about exports that the library does not show yet.

An export copies whole records from the library. If an earlier export has not been imported, these records still hold
the values from before it: importing the new file would silently undo the earlier one.
"""

from itertools import groupby
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.model import Field, Library, Track
from rekurate.rekordbox.values import same_value, value_of

_FIRST: Final = {
    "xml": "import that export first and export the collection from Rekordbox again, to the same file",
    "database": "import that export first",
}


def unimported(desk: Desk, library: Library) -> tuple[str, ...]:
    """Return a warning when staged tracks have other fields that were exported and that the library does not show yet.

    Empty when there are no such tracks.
    """
    tracks, fields = 0, set[Field]()
    with desk.store.exports.beside_staged(library.source.library_id) as changes:
        for track_id, group in groupby(changes, lambda change: change[0]):
            latest = {field: (old, new) for _, field, old, new in group}
            track = library.by_id.get(track_id)
            behind = {field for field, move in latest.items() if _shows_old(track, field, *move)} if track else set()
            tracks += bool(behind)
            fields |= behind
    if not tracks:
        return ()
    sentence = (
        f"{tracks} of the staged tracks had another {' and '.join(sorted(fields))} exported, which this library does "
        "not show. Their records hold the value from before, and importing them after that export would bring it back. "
        f"Unless it was given up: {_FIRST[library.source.kind]}, then write these changes (stage them anew if they are "
        "off the stage by then)."
    )
    return (sentence,)


def _shows_old(track: Track, field: Field, old: str, new: str) -> bool:
    """Whether the library still has the value from before an export, and not the exported one."""
    now = value_of(track, field)
    return same_value(field, now, old) and not same_value(field, now, new)
