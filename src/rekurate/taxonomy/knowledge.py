"""What labels and artists are known for: long lists, parsed by the first question about one of them."""

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, Final

from rekurate.taxonomy.keys import company_key, name_key, name_keys, respelled, unmarked
from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.table import Shares

SURENESS: Final = {"sure": 0.9, "likely": 0.7, "guess": 0.5, "sometimes": 0.3}
"""Tables of artists.toml and labels.toml, and how often a random track of the name carries the genre."""


class Knowledge:
    """One list: name -> genres, how sure."""

    def __init__(self, file: str, layers: tuple[Layer, ...], names: Names) -> None:
        """Keep where the list is; `file` is "artists" or "labels"."""
        self._file = file
        self._layers = layers
        self._names = names
        self._lock = Lock()
        self._known: Mapping[str, Shares] | None = None
        self._written = 0

    def of(self, name: str) -> Shares:
        """Return what a name is known for, () for a stranger. Raises TaxonomyError for a list that is wrong."""
        known = self.table()
        key = name_key(name)
        found = known.get(key)
        if found is None and self._file == "labels":
            key = company_key(key)
            found = known.get(key)
        if found is None:
            found = next((known[other] for other in respelled(key) if other in known), ())
        return found

    def table(self) -> Mapping[str, Shares]:
        """Return the whole list by folded name. Raises TaxonomyError naming every wrong row."""
        with self._lock:
            if self._known is None:
                self._known = self._compile()
            return self._known

    def count(self) -> int:
        """Return how many names are written down; labels are found by shorter forms of them too."""
        self.table()
        return self._written

    def _compile(self) -> Mapping[str, Shares]:
        problems = Problems()
        table: dict[str, Shares] = {}
        for layer in self._layers:
            table |= self._own(layer, problems)
        problems.refuse()
        self._written = len(table)
        if self._file == "labels":
            for key, shares in list(table.items()):
                table.setdefault(company_key(key), shares)
        for key, shares in list(table.items()):
            bare = unmarked(key)
            table.setdefault(bare, shares if " " in bare else _guessed(shares))
        return table

    def _own(self, layer: Layer, problems: Problems) -> dict[str, Shares]:
        """Return one layer's list. Nearly every name stands in one row and shares what it says with the others."""
        known: dict[str, Shares] = {}
        for keys, shares in self._rows(layer, problems):
            for key in keys:
                before = known.get(key)
                known[key] = shares if before is None else _both(before, shares)
        return {key: _scaled(shares) if len(shares) > 1 else shares for key, shares in known.items()}

    def _rows(self, layer: Layer, problems: Problems) -> Iterator[tuple[list[str], Shares]]:
        for table, rows in layer.parse_late(self._file).items():
            if table not in SURENESS or not isinstance(rows, dict):
                problems.add(layer.place(self._file, table), f"no such table; there are {', '.join(SURENESS)}.")
                continue
            for written, people in rows.items():
                place = layer.place(self._file, table, written)
                genre = self._names.canonical(written)
                if genre is None:
                    problems.add(place, f"{self._names.stranger(written)}.")
                elif (keys := _keys(people)) is None:
                    problems.add(place, 'must be names: a list of them, or one text with ";" between them.')
                else:
                    yield keys, ((genre, SURENESS[table]),)


def _keys(people: Any) -> list[str] | None:
    """Return names as they are compared; None for what are not names."""
    if isinstance(people, str):
        return name_keys(people)
    if not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        return None
    keys = list(map(name_key, people))
    return keys if all(keys) else None


def _guessed(shares: Shares) -> Shares:
    """Return what a lone word is known for without its marks: "Magic!" is sure, "Magic" may be anybody."""
    return tuple((genre, min(sure, SURENESS["guess"])) for genre, sure in shares)


def _both(one: Shares, other: Shares) -> Shares:
    """Return what two rows say of a name: of a genre in both, the surer."""
    return tuple(dict(sorted(one + other, key=lambda pair: pair[1])).items())  # the surer of two comes last, and stays


def _scaled(shares: Shares) -> Shares:
    """Return the surest first, scaled down where they sum to more than 1."""
    total = max(1.0, sum(sure for _, sure in shares))
    return tuple(sorted(((genre, sure / total) for genre, sure in shares), key=lambda pair: -pair[1]))
