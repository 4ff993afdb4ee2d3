"""An XML library is a photograph: its records do not show what was exported since it was taken."""

from collections import Counter
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from rekurate.curation.desk import Desk
from rekurate.model import Library
from rekurate.rekordbox.values import same_value, value_of

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ExportRecord


def is_stale(library: Library, record: "ExportRecord") -> bool:
    """Whether this reading of the library is of a file saved before the export.

    The very file that was exported from is, whatever the clocks say: they may be wrong, and set back.
    """
    if record.stamp and record.stamp == library.source.stamp:
        return True
    try:
        return datetime.fromisoformat(library.source.modified_at) < datetime.fromisoformat(record.finished_at)
    except (ValueError, TypeError):
        return False


def old_records(desk: Desk, library: Library) -> tuple[str, ...]:
    """Return a sentence where the staged tracks' own records hold what an earlier export has changed, else nothing.

    An export copies a record whole: imported after the earlier one, it would take that one back unseen.
    """
    exports, library_id = desk.store.exports, library.source.library_id
    since = [one.id for one in exports.records(library_id, "done") if is_stale(library, one)]
    if library.source.kind != "xml" or not since:
        return ()
    tracks, fields = 0, Counter[str]()
    with exports.beside_staged(library_id, since) as changes:
        for track_id, group in groupby(changes, lambda change: change[0]):
            track, latest = library.by_id.get(track_id), {field: new for _, field, new in group}
            behind = [
                field for field, new in latest.items() if track and not same_value(field, value_of(track, field), new)
            ]
            tracks += bool(behind)
            fields.update(behind)
    if not tracks:
        return ()
    sentence = (
        f"{tracks} of these tracks had another {' and '.join(fields)} exported since this XML was saved. Their records "
        "in it still hold the old value, and importing them later would bring it back: where that export is imported, "
        "export the collection from Rekordbox again, to the same file, and write these changes from that (stage them "
        "anew if they are off the stage by then)."
    )
    return (sentence,)
