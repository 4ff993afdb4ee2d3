"""What labels and artists are known for: long lists, parsed by the first question about one of them."""

import re
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, Final

from rekurate.model import fold
from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.mappings import Shares
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems

SURENESS: Final = {"sure": 0.9, "likely": 0.7, "guess": 0.5}
"""Tables of artists.toml and labels.toml, and how often a random track of the name carries the genre."""
_NUMBERED: Final = re.compile(r"\s*\(\d+\)$")
_COMPANY: Final = re.compile(r"(?:\s+(?:records?|recordings?|recs?\.?|music|label|ltd\.?|inc\.?))+$")


def name_key(name: str) -> str:
    """Fold a name, without a leading "The" and a catalogue's "(2)"."""
    return _NUMBERED.sub("", fold(name)).removeprefix("the ")


def company_key(name: str) -> str:
    """Fold a label's name, also without "Records" and the like at its end; never to nothing."""
    key = name_key(name)
    return _COMPANY.sub("", key) or key


class Knowledge:
    """One list: name -> genres, how sure."""

    def __init__(self, file: str, layers: tuple[Layer, ...], names: Names) -> None:
        """Keep where the list is; `file` is "artists" or "labels"."""
        self._file = file
        self._layers = layers
        self._names = names
        self._lock = Lock()
        self._known: Mapping[str, Shares] | None = None

    def of(self, name: str) -> Shares:
        """Return what a name is known for, () for a stranger. Raises TaxonomyError for a list that is wrong."""
        known = self.table()
        found = known.get(name_key(name))
        if found is None and self._file == "labels":
            return known.get(company_key(name), ())
        return found or ()

    def table(self) -> Mapping[str, Shares]:
        """Return the whole list by folded name. Raises TaxonomyError naming every wrong row."""
        with self._lock:
            if self._known is None:
                self._known = self._compile()
            return self._known

    def _compile(self) -> Mapping[str, Shares]:
        problems = Problems()
        known: dict[str, dict[str, float]] = {}
        for layer in self._layers:
            own: dict[str, dict[str, float]] = {}
            for name, genre, sure in self._rows(layer, problems):
                _note(own.setdefault(name_key(name), {}), genre, sure)
            known.update(own)
        problems.refuse()
        table = {key: _shares(genres) for key, genres in known.items()}
        if self._file == "labels":
            for key, shares in list(table.items()):
                table.setdefault(company_key(key), shares)
        return table

    def _rows(self, layer: Layer, problems: Problems) -> Iterator[tuple[str, str, float]]:
        for table, rows in layer.parse_late(self._file).items():
            if table not in SURENESS or not isinstance(rows, dict):
                problems.add(layer.place(self._file, table), f"no such table; there are {', '.join(SURENESS)}.")
                continue
            for written, people in rows.items():
                place = layer.place(self._file, table, written)
                genre = self._names.canonical(written)
                if genre is None:
                    problems.add(place, f"{self._names.stranger(written)}.")
                elif not _is_names(people):
                    problems.add(place, "must be a list of names.")
                else:
                    yield from ((name, genre, SURENESS[table]) for name in people)


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name_key(name) for name in value)


def _note(genres: dict[str, float], genre: str, sure: float) -> None:
    genres[genre] = max(sure, genres.get(genre, 0.0))


def _shares(genres: Mapping[str, float]) -> Shares:
    """Return the surest first, scaled down where they sum to more than 1."""
    total = max(1.0, sum(genres.values()))
    return tuple(sorted(((genre, sure / total) for genre, sure in genres.items()), key=lambda pair: -pair[1]))
