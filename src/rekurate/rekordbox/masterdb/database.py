"""An open master.db: which of the tables and columns we read it has, and the rows of them that are not deleted.

One statement reads the collection. The six names of a track (artist, album...) are looked up in tables read whole, not
joined: that takes less than half the time of seven joins, and tracks of one artist share one string. Rekordbox 6 and 7
differ in columns; a column that is not there reads as unknown. `agentRegistry`, where cloud credentials are, is never
selected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rekurate.rekordbox.masterdb.columns import Column
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


@dataclass(frozen=True, slots=True)
class Database:
    """An open connection, for as long as one reading lasts."""

    connection: Any
    """`sqlcipher3.dbapi2.Connection`, which has no types."""
    columns: Mapping[str, frozenset[str]]
    """By table, for the tables above that exist."""

    @classmethod
    def of(cls, connection: Any) -> "Database":
        """Look at the tables we read. Raises MissingColumns when djmdContent is not Rekordbox's."""
        rows = connection.execute(
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p "  # noqa: S608 - constants only
            f"WHERE m.type = 'table' AND m.name IN ({', '.join(repr(table) for table in _TABLES)})"
        )
        found: dict[str, set[str]] = {}
        for table, column in rows:
            found.setdefault(table, set()).add(column)
        content = found.get("djmdContent", set())
        missing = tuple(f"djmdContent.{column}" for column in REQUIRED if column not in content)
        if missing:
            raise MissingColumns(missing if content else ("table djmdContent",))
        return cls(connection, {table: frozenset(columns) for table, columns in found.items()})

    def holds(self, table: str, *columns: str) -> bool:
        """Whether there is this table with these columns."""
        return table in self.columns and self.columns[table].issuperset(columns)

    def has_names(self, table: str) -> bool:
        """Whether a table of names is there and can be read."""
        return self.holds(table, "ID", _NAME_COLUMN.get(table, "Name"))

    def names(self, table: str) -> dict[str, str]:
        """Return id -> name of a table of names, also of deleted ones: a track may still show them."""
        if not self.has_names(table):
            return {}
        column = _NAME_COLUMN.get(table, "Name")
        rows = self.connection.execute(f"SELECT ID, CAST(ifnull({column}, '') AS TEXT) FROM {table}")  # noqa: S608 - constants
        names: dict[Any, str] = dict(rows)
        for placeholder in _NOTHING:
            names.pop(placeholder, None)
        return names

    def tracks(self, columns: tuple[Column, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield these columns of the tracks that are not deleted, in the order they were added."""
        there = self.columns["djmdContent"]
        chosen = ", ".join(column.expression if column.name in there else column.unknown for column in columns)
        return self.rows("djmdContent", chosen, "ORDER BY c.rowid")

    def rows(self, table: str, columns: str, end: str) -> Iterator[tuple[Any, ...]]:
        """Yield columns of the rows of a table that are not deleted; `end` orders or groups them."""
        live = "ifnull(c.rb_local_deleted, 0) = 0" if self.holds(table, "rb_local_deleted") else "1"
        rows: Iterator[tuple[Any, ...]] = self.connection.execute(
            f"SELECT {columns} FROM {table} c WHERE {live} {end}"  # noqa: S608 - constants only
        )
        return rows
