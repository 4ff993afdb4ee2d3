"""Whose decisions the file holds: libraries by their id, with the place each had when it was last decided about."""

from typing import NamedTuple

from rekurate.store.file.connections import Connections

_HELD = """SELECT id, coalesce(path, ''), coalesce(staged, 0), coalesce(locked, 0), coalesce(exports, 0) FROM
    (SELECT library AS id FROM staged UNION SELECT library FROM locked UNION SELECT library FROM export)
    LEFT JOIN library USING (id)
    LEFT JOIN (SELECT library AS id, count(*) AS staged FROM staged GROUP BY library) USING (id)
    LEFT JOIN (SELECT library AS id, count(*) AS locked FROM locked GROUP BY library) USING (id)
    LEFT JOIN (SELECT library AS id, count(*) AS exports FROM export WHERE state = 'done' GROUP BY library) USING (id)
    ORDER BY coalesce(staged, 0) + coalesce(locked, 0) + coalesce(exports, 0) DESC, id"""


class Holding(NamedTuple):
    """What is kept for one library."""

    library_id: str
    path: str
    """Where it was; "" when a Rekurate that kept no places wrote all of it."""
    staged: int
    locked: int
    exports: int


class Libraries:
    """Knows which libraries there are decisions about."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def remember(self, library_id: str, path: str) -> None:
        """Keep where a library is; what is known already costs no writing."""
        path = path.encode("utf-8", "replace").decode()
        with self._connections.reading() as connection:
            row = connection.execute("SELECT path FROM library WHERE id = ?", (library_id,)).fetchone()
        if row != (path,):
            with self._connections.writing() as connection:
                connection.execute("INSERT OR REPLACE INTO library (id, path) VALUES (?, ?)", (library_id, path))

    def is_new(self, library_id: str) -> bool:
        """Whether nothing was ever decided about a library."""
        query = """SELECT EXISTS (SELECT 1 FROM journal WHERE library = ?1)
            OR EXISTS (SELECT 1 FROM export WHERE library = ?1)"""
        with self._connections.reading() as connection:
            return not connection.execute(query, (library_id,)).fetchone()[0]

    def holdings(self) -> tuple[Holding, ...]:
        """Return what is kept, by library, most first; those of which nothing is left are not there."""
        with self._connections.reading() as connection:
            held = [Holding(*row) for row in connection.execute(_HELD)]
        return tuple(one for one in held if one.staged or one.locked or one.exports)
