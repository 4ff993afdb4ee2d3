"""Rows of the collection as Tracks."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rekurate.model import Track
from rekurate.rekordbox.location import kind_of
from rekurate.rekordbox.masterdb import columns as sql
from rekurate.rekordbox.masterdb.database import Database
from rekurate.rekordbox.numbers import FASTEST, LAST_YEAR, MOST_STARS, Damage, date_of
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
    sql.count("Length"),
    sql.date("StockDate"),
    sql.reference("ColorID"),
    sql.count("DJPlayCount"),
    sql.count("BitRate"),
    sql.count("FileSize"),
    sql.text("FolderPath"),
)
"""In the order of Track's fields, up to `location`."""
_NAMES: Final = ("djmdArtist", "djmdAlbum", "djmdGenre", "djmdLabel", "djmdKey")
_COLOR_OF: Final = {str(number): color for number, color in enumerate(COLORS, 1)}


def tracks_of(database: Database, tags: Mapping[str, tuple[str, ...]], damage: Damage) -> tuple[Track, ...]:
    """Read the whole collection, deleted rows left out; what makes no sense is counted in `damage`."""
    return tuple(map(track_builder(database, tags, damage), database.tracks(COLLECTION)))


def lacking(database: Database) -> tuple[str, ...]:
    """Return what tracks are read from and this database does not have: all of it reads as unknown."""
    tables = tuple(table for table in _NAMES if not database.has_names(table))
    columns = (column.name for column in COLLECTION if column.name not in database.columns["djmdContent"])
    return (*tables, *(f"djmdContent.{name}" for name in columns))


def track_builder(
    database: Database, tags: Mapping[str, tuple[str, ...]], damage: Damage
) -> Callable[[tuple[Any, ...]], Track]:
    """Return what makes a Track of a row of COLLECTION."""
    artist, album, genre, label, key = (database.names(table).get for table in _NAMES)
    color, tags_of, new = _COLOR_OF.get, tags.get, tuple.__new__
    dates = {""}

    def build(row: tuple[Any, ...]) -> Track:
        id_, title, by, remix, on, kind, brand, tone, comments, bpm, year, stars, length, added, tint, *counts, path = (
            row
        )
        if not (0 <= stars <= MOST_STARS and 0 <= year <= LAST_YEAR and 0 <= bpm <= FASTEST and added in dates):
            bpm, year, stars, added = _mended(bpm, year, stars, added, damage)
            dates.add(added)
        names = artist(by, ""), artist(remix, ""), album(on, ""), genre(kind, ""), label(brand, ""), key(tone, "")
        numbers = bpm, year, stars, length, added, color(tint, ""), *counts
        return new(Track, (id_, title, *names, comments, *numbers, path, kind_of(path), tags_of(id_, ())))

    return build


def _mended(bpm: float, year: int, stars: int, added: str, damage: Damage) -> tuple[float, int, int, str]:
    """Return the values with 0 or "" in the place of those that make no sense."""
    for name, value, most in (("BPM", bpm, FASTEST), ("ReleaseYear", year, LAST_YEAR), ("Rating", stars, MOST_STARS)):
        if not 0 <= value <= most:
            damage.note(name, value)
    day = date_of(added) if added else ""
    if day is None:
        damage.note("StockDate", added)
    return (
        bpm if 0 <= bpm <= FASTEST else 0.0,
        year if 0 <= year <= LAST_YEAR else 0,
        stars if 0 <= stars <= MOST_STARS else 0,
        day or "",
    )
