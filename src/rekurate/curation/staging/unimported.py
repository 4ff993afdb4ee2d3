"""What was exported and is not in the library yet: an export copies records whole, and would take it back unseen."""

from collections import Counter
from itertools import groupby
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.model import Library
from rekurate.rekordbox.values import same_value, value_of

_FIRST: Final = {
    "xml": "import that export first and export the collection from Rekordbox again, to the same file",
    "database": "import that export first",
}


def unimported(desk: Desk, library: Library) -> tuple[str, ...]:
    """Return a sentence where staged tracks have another field that was exported and that the library does not show.

    Their records hold the value from before: imported after that export, they would bring it back.
    """
    tracks, fields = 0, Counter[str]()
    with desk.store.exports.beside_staged(library.source.library_id) as changes:
        for track_id, group in groupby(changes, lambda change: change[0]):
            track, latest = library.by_id.get(track_id), {field: values for _, field, *values in group}
            if track is None:
                continue
            behind = []
            for field, (old, new) in latest.items():
                now = value_of(track, field)
                if same_value(field, now, old) and not same_value(field, now, new):
                    behind.append(field)
            tracks += bool(behind)
            fields.update(behind)
    if not tracks:
        return ()
    sentence = (
        f"{tracks} of the staged tracks had another {' and '.join(sorted(fields))} exported, which this library does "
        "not show. Their records hold the value from before, and importing them after that export would bring it back. "
        f"Unless it was given up: {_FIRST[library.source.kind]}, then write these changes (stage them anew if they are "
        "off the stage by then)."
    )
    return (sentence,)
