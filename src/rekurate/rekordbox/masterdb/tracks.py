"""Rows of the collection as Tracks."""

from collections.abc import Mapping
from typing import Any, Final

from rekurate.model import Track
from rekurate.rekordbox.location import kind_of
from rekurate.rekordbox.masterdb import statement
from rekurate.rekordbox.masterdb.statement import Schema, Selection
from rekurate.rekordbox.values import COLORS

_COLOR_OF: Final = {str(number): color for number, color in enumerate(COLORS, 1)}
_COLOR, _LOCATION = 14, 18
"""Positions in the row of what SQL does not convert."""


def collection_sql(schema: Schema) -> str:
    """Return the statement whose rows have the order of Track's fields, up to `location`."""
    chosen = Selection(schema)
    chosen.text("ID")
    chosen.text("Title")
    for reference in (
        statement.ARTIST,
        statement.REMIXER,
        statement.ALBUM,
        statement.GENRE,
        statement.LABEL,
        statement.KEY,
    ):
        chosen.name(reference)
    chosen.text("Commnt")
    chosen.hundredths("BPM")
    for column in ("ReleaseYear", "Rating", "Length"):
        chosen.whole(column)
    chosen.date("StockDate")
    chosen.text("ColorID")
    for column in ("DJPlayCount", "BitRate", "FileSize"):
        chosen.whole(column)
    chosen.text("FolderPath")
    return chosen.sql()


def tracks_of(connection: Any, schema: Schema, tags: Mapping[str, tuple[str, ...]]) -> tuple[Track, ...]:
    """Read the whole collection, deleted rows left out."""
    make, color_of, tags_of = Track._make, _COLOR_OF.get, tags.get
    return tuple(
        [
            make((*row[:_COLOR], color_of(row[_COLOR], ""), *row[15:], kind_of(row[_LOCATION]), tags_of(row[0], ())))
            for row in connection.execute(collection_sql(schema))
        ]
    )
