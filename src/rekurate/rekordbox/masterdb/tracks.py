"""Rows of the collection as Tracks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from rekurate.model import Track
from rekurate.rekordbox.location import kind_of
from rekurate.rekordbox.masterdb import statement as sql
from rekurate.rekordbox.masterdb.statement import Schema
from rekurate.rekordbox.values import COLORS

COLLECTION: Final = (
    sql.text("ID"),
    sql.text("Title"),
    sql.reference("ArtistID"),
    sql.reference("RemixerID"),
    sql.reference("AlbumID"),
    sql.reference("GenreID"),
    sql.reference("LabelID"),
    sql.reference("KeyID"),
    sql.text("Commnt"),
    sql.hundredths("BPM"),
    sql.whole("ReleaseYear"),
    sql.whole("Rating"),
    sql.whole("Length"),
    sql.date("StockDate"),
    sql.reference("ColorID"),
    sql.whole("DJPlayCount"),
    sql.whole("BitRate"),
    sql.whole("FileSize"),
    sql.text("FolderPath"),
)
"""In the order of Track's fields, up to `location`."""
_COLOR_OF: Final = {str(number): color for number, color in enumerate(COLORS, 1)}


def tracks_of(connection: Any, schema: Schema, tags: Mapping[str, tuple[str, ...]]) -> tuple[Track, ...]:
    """Read the whole collection, deleted rows left out."""
    return tuple(each_track(connection, schema, tags))


def each_track(connection: Any, schema: Schema, tags: Mapping[str, tuple[str, ...]]) -> Iterator[Track]:
    """Read the collection one track at a time, deleted rows left out."""
    return map(track_builder(connection, schema, tags), connection.execute(sql.content_rows(schema, COLLECTION)))


def track_builder(
    connection: Any, schema: Schema, tags: Mapping[str, tuple[str, ...]]
) -> Callable[[tuple[Any, ...]], Track]:
    """Return what makes a Track of a row of COLLECTION."""
    artist, album, genre, label, key = (
        sql.names_of(connection, schema, table).get
        for table in ("djmdArtist", "djmdAlbum", "djmdGenre", "djmdLabel", "djmdKey")
    )
    color, tags_of, new = _COLOR_OF.get, tags.get, tuple.__new__

    def build(row: tuple[Any, ...]) -> Track:
        id_, title, by, remix, on, kind, brand, tone, comments, bpm, year, stars, length, added, tint, *counts, path = (
            row
        )
        names = artist(by, ""), artist(remix, ""), album(on, ""), genre(kind, ""), label(brand, ""), key(tone, "")
        numbers = bpm, year, stars, length, added, color(tint, ""), *counts
        return new(Track, (id_, title, *names, comments, *numbers, path, kind_of(path), tags_of(id_, ())))

    return build
