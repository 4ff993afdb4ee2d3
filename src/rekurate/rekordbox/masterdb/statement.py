"""The one SQL statement of the collection, built from the columns that this database has.

Conversions happen in SQL, so that a row is nearly a Track already. Rekordbox 6 and 7 differ in columns; a column that
is not there reads as unknown. `agentRegistry`, where cloud credentials are, is never selected.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from rekurate.rekordbox.masterdb.diagnosis import missing_columns

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
Schema = Mapping[str, frozenset[str]]
"""Table -> its columns, for the tables above that exist."""


class Reference(NamedTuple):
    """A name kept in another table."""

    column: str
    table: str
    name: str = "Name"


ARTIST: Final = Reference("ArtistID", "djmdArtist")
REMIXER: Final = Reference("RemixerID", "djmdArtist")
COMPOSER: Final = Reference("ComposerID", "djmdArtist")
ALBUM: Final = Reference("AlbumID", "djmdAlbum")
GENRE: Final = Reference("GenreID", "djmdGenre")
LABEL: Final = Reference("LabelID", "djmdLabel")
KEY: Final = Reference("KeyID", "djmdKey", "ScaleName")


def schema_of(connection: Any) -> Schema:
    """Return the columns of the tables we read. Raises LibraryDamaged when djmdContent is not Rekordbox's."""
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
        raise missing_columns("The database", missing)
    return schema


def live_rows(schema: Schema, table: str, columns: str, order: str) -> str:
    """Return a SELECT of the rows of a small table that are not deleted."""
    return f"SELECT {columns} FROM {table} c WHERE {_not_deleted(schema, table)} ORDER BY {order}"  # noqa: S608 - constants


def _not_deleted(schema: Schema, table: str) -> str:
    return "ifnull(c.rb_local_deleted, 0) = 0" if "rb_local_deleted" in schema[table] else "1"


class Selection:
    """A SELECT on djmdContent under construction."""

    def __init__(self, schema: Schema) -> None:
        """Start with no column."""
        self._schema = schema
        self._content = schema["djmdContent"]
        self._columns: list[str] = []
        self._joins: list[str] = []

    def text(self, column: str) -> None:
        """Add a text column; NULL and a missing column read as ""."""
        self._columns.append(f"ifnull(c.{column}, '')" if column in self._content else "''")

    def date(self, column: str) -> None:
        """Add a date, cut from what may be a date and time."""
        self._columns.append(f"ifnull(substr(c.{column}, 1, 10), '')" if column in self._content else "''")

    def whole(self, column: str) -> None:
        """Add a whole number; NULL, '' and a missing column read as 0."""
        self._columns.append(f"ifnull(CAST(c.{column} AS INTEGER), 0)" if column in self._content else "0")

    def hundredths(self, column: str) -> None:
        """Add a decimal number that is stored times 100."""
        self._columns.append(f"ifnull(c.{column}, 0) / 100.0" if column in self._content else "0.0")

    def name(self, reference: Reference) -> None:
        """Add a name of another table; NULL, '' and '0' refer to nothing."""
        table = self._schema.get(reference.table, frozenset())
        if reference.column not in self._content or reference.name not in table:
            self._columns.append("''")
            return
        alias = f"j{len(self._joins)}"
        self._joins.append(
            f"LEFT JOIN {reference.table} {alias} ON {alias}.ID = nullif(nullif(c.{reference.column}, '0'), '')"
        )
        self._columns.append(f"ifnull({alias}.{reference.name}, '')")

    def sql(self, condition: str = "") -> str:
        """Return the statement for the rows that are not deleted, in the order they were added."""
        live = _not_deleted(self._schema, "djmdContent")
        both = f"{live} AND {condition}" if condition else live
        return (
            f"SELECT {', '.join(self._columns)} FROM djmdContent c {' '.join(self._joins)} "  # noqa: S608 - constants
            f"WHERE {both} ORDER BY c.rowid"
        )
