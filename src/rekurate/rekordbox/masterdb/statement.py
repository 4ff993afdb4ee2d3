"""The SQL of a reading, built from the columns that this database has.

One statement reads the collection, its conversions done in SQL so that a row is nearly a Track already. The six names
of a track (artist, album...) are looked up in tables read whole, not joined: that takes less than half the time of
seven joins, and tracks of one artist share one string. Rekordbox 6 and 7 differ in columns; a column that is not there
reads as unknown. `agentRegistry`, where cloud credentials are, is never selected.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from rekurate.rekordbox.masterdb.diagnosis import MissingColumns

REQUIRED: Final = ("ID", "FolderPath", "Title")
_TABLES: Final = (
    "djmdContent",
    "djmdArtist",
    "djmdAlbum",
    "djmdGenre",
    "djmdLabel",
    "djmdKey",
    "djmdPlaylist",
    "djmdSongPlaylist",
    "djmdMyTag",
    "djmdSongMyTag",
    "djmdProperty",
)
_NAME_COLUMN: Final = {"djmdKey": "ScaleName"}
_NOTHING: Final = (None, "", "0")
"""What refers to no name: all three occur in real databases."""
Schema = Mapping[str, frozenset[str]]
"""Table -> its columns, for the tables above that exist."""


def schema_of(connection: Any) -> Schema:
    """Return the columns of the tables we read. Raises MissingColumns when djmdContent is not Rekordbox's."""
    rows = connection.execute(
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p "  # noqa: S608 - constants only
        f"WHERE m.type = 'table' AND m.name IN ({', '.join(repr(table) for table in _TABLES)})"
    )
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    schema = {table: frozenset(columns) for table, columns in found.items()}
    content = schema.get("djmdContent", frozenset())
    missing = tuple(f"djmdContent.{column}" for column in REQUIRED if column not in content)
    if missing:
        raise MissingColumns(missing if content else ("table djmdContent",))
    return schema


def holds(schema: Schema, table: str, *columns: str) -> bool:
    """Whether the database has this table with these columns."""
    return schema.get(table, frozenset()).issuperset(columns) and table in schema


class Column(NamedTuple):
    """A column of djmdContent and how it is converted."""

    name: str
    expression: str
    unknown: str
    """What a database without the column reads as."""


def text(name: str) -> Column:
    """Take text; NULL reads as "". A BLOB, which SQLite keeps in any column, is text too."""
    return Column(name, f"CAST(ifnull(c.{name}, '') AS TEXT)", "''")


def reference(name: str) -> Column:
    """Take the id of a name in another table, as it is."""
    return Column(name, f"c.{name}", "NULL")


def date(name: str) -> Column:
    """Take a date, cut from what may be a date and time."""
    return Column(name, f"CAST(ifnull(substr(c.{name}, 1, 10), '') AS TEXT)", "''")


def whole(name: str) -> Column:
    """Take a whole number; NULL and '' read as 0."""
    return Column(name, f"ifnull(CAST(c.{name} AS INTEGER), 0)", "0")


def count(name: str) -> Column:
    """Take a number of things; one below 0 (a size beyond 32 bits is kept so) reads as 0, which says nothing."""
    return Column(name, f"max(ifnull(CAST(c.{name} AS INTEGER), 0), 0)", "0")


def hundredths(name: str) -> Column:
    """Take a decimal number that is stored times 100."""
    return Column(name, f"ifnull(c.{name}, 0) / 100.0", "0.0")


def content_rows(schema: Schema, columns: tuple[Column, ...]) -> str:
    """Return the statement for the tracks that are not deleted, in the order they were added."""
    there = schema["djmdContent"]
    chosen = ", ".join(column.expression if column.name in there else column.unknown for column in columns)
    return live_rows(schema, "djmdContent", chosen, "ORDER BY c.rowid")


def live_rows(schema: Schema, table: str, columns: str, end: str) -> str:
    """Return a SELECT of the rows of a table that are not deleted."""
    live = "ifnull(c.rb_local_deleted, 0) = 0" if "rb_local_deleted" in schema[table] else "1"
    return f"SELECT {columns} FROM {table} c WHERE {live} {end}"  # noqa: S608 - constants only


def has_names(schema: Schema, table: str) -> bool:
    """Whether a table of names is there and can be read."""
    return holds(schema, table, "ID", _NAME_COLUMN.get(table, "Name"))


def names_of(connection: Any, schema: Schema, table: str) -> dict[str, str]:
    """Return id -> name of a table of names, also of deleted ones: a track may still show them."""
    if not has_names(schema, table):
        return {}
    column = _NAME_COLUMN.get(table, "Name")
    names: dict[Any, str] = dict(connection.execute(f"SELECT ID, CAST(ifnull({column}, '') AS TEXT) FROM {table}"))  # noqa: S608 - constants
    for placeholder in _NOTHING:
        names.pop(placeholder, None)
    return names
