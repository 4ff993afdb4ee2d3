"""The genres themselves: rows read, checked, and laid over each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Genre

_FIELDS: Final = frozenset({"parent", "bpm", "depth"})
_TEMPI: Final = (20.0, 1000.0)
"""Lowest and highest BPM that is no slip of the pen."""
_DEPTHS: Final = range(8)


@dataclass(frozen=True, slots=True)
class Names:
    """Every canonical name, and the shipped names that a user calls otherwise."""

    genres: Mapping[str, Genre]
    keys: Mapping[str, str]
    """Spelling key to canonical name."""
    renamed: Mapping[str, str]
    """Shipped name to the user's."""
    added: Mapping[str, int]
    """Spelling key to the number of the layer that brought it: spellings of earlier layers give way to it."""

    def canonical(self, name: object) -> str | None:
        """Return the canonical name for a name written in a file; None for a stranger. Spelling must be exact."""
        if not isinstance(name, str):
            return None
        current = self.renamed.get(name, name)
        return current if current in self.genres else None

    def roots(self, family: str) -> tuple[str, ...]:
        """Return a family's genres that stand under no other genre of it."""
        return tuple(
            genre.name
            for genre in self.genres.values()
            if genre.family == family and (genre.parent is None or self.genres[genre.parent].family != family)
        )

    def stranger(self, name: object) -> str:
        """Say that `name` is no genre, with the spelling that was perhaps meant."""
        meant = self.keys.get(key_of(name)) if isinstance(name, str) else None
        return f"{name!r} is not a genre of genres.toml" + (f"; it is written {meant!r} there" if meant else "")


class _Row(NamedTuple):
    """One genre as a file has it."""

    family: str
    fields: Mapping[str, Any]
    """Some of `_FIELDS`, not looked at yet."""
    place: str


def compile_names(layers: tuple[Layer, ...], problems: Problems) -> Names:
    """Read genres.toml of every layer, later ones over earlier ones."""
    draft = _Draft(problems)
    for number, layer in enumerate(layers):
        draft.take(layer, number)
    genres = _genres(draft.rows, draft.renamed, problems)
    _refuse_cycles(genres, {name: row.place for name, row in draft.rows.items()}, problems)
    return Names(genres, draft.keys, draft.renamed, draft.added)


class _Draft:
    """The genres while one layer after the other is laid over them."""

    def __init__(self, problems: Problems) -> None:
        self.rows: dict[str, _Row] = {}
        """By the name that holds now."""
        self.keys: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.added: dict[str, int] = {}
        """These three as in `Names`."""
        self._problems = problems

    def take(self, layer: Layer, number: int) -> None:
        """Lay a layer over those before it."""
        self._take_renames(layer, number)
        seen: dict[str, str] = {}
        for name, row in _rows(layer, self._problems):
            key = key_of(name)
            if not key:
                self._problems.add(row.place, "a genre name needs letters or digits.")
            elif key in seen:
                self._problems.add(row.place, f"the same spelling stands already at {seen[key]}.")
            else:
                seen[key] = row.place
                self._rename(self.keys.get(key, name), name)
                self.rows[name] = row
                self.keys[key] = name
        self.added.update((key, number) for key in self.keys if key not in self.added)

    def _take_renames(self, layer: Layer, number: int) -> None:
        """Apply `[rename]` of a user's aliases.toml: shipped name = the name the user wants to read."""
        wanted = layer.table("aliases", "rename")
        if wanted and number == 0:
            place = layer.place("aliases", "rename")
            self._problems.add(place, "only a user's own folder renames; edit genres.toml instead.")
            return
        for old, new in wanted.items():
            place = layer.place("aliases", "rename", old)
            if old not in self.rows:
                self._problems.add(place, f"{old!r} is not a genre that ships; look at genres.toml.")
            elif not isinstance(new, str) or not key_of(new):
                self._problems.add(place, "the new name must be a text.")
            elif self.keys.get(key_of(new), old) != old:
                self._problems.add(place, f"{new!r} is another genre already.")
            else:
                self._rename(old, new)

    def _rename(self, old: str, new: str) -> None:
        if old == new:
            return
        self.rows[new] = self.rows.pop(old)
        self.keys.pop(key_of(old))
        self.keys[key_of(new)] = new
        for name, current in list(self.renamed.items()):
            if current == old:
                self.renamed[name] = new
        self.renamed[old] = new


def _rows(layer: Layer, problems: Problems) -> Iterator[tuple[str, _Row]]:
    """Yield the name and row of each genre of a layer."""
    for family, rows in layer.tables["genres"].items():
        if not isinstance(rows, dict):
            problems.add(layer.place("genres", family), "stands outside a family; write a [Family] line above it.")
            continue
        for name, row in rows.items():
            place = layer.place("genres", family, name)
            unknown = sorted(set(row) - _FIELDS) if isinstance(row, dict) else ["?"]
            if unknown:
                problems.add(place, f"has {unknown[0]!r}; a genre has only {', '.join(sorted(_FIELDS))}.")
            else:
                yield name, _Row(family, row, place)


def _genres(rows: Mapping[str, _Row], renamed: Mapping[str, str], problems: Problems) -> dict[str, Genre]:
    genres = {}
    for name, (family, fields, place) in rows.items():
        parent = fields.get("parent")
        if parent is not None:
            parent = renamed.get(parent, parent) if isinstance(parent, str) else repr(parent)
            if parent not in rows:
                problems.add(place, f"its parent {parent!r} is not a genre.")
        bpm = _bpm(fields.get("bpm"), place, problems)
        depth = fields.get("depth", 0)
        if type(depth) is not int or depth not in _DEPTHS:
            problems.add(place, f"its depth must be a whole number, 1 (most driving) to 7, not {depth!r}.")
            depth = 0
        genres[name] = Genre(name, family, parent, bpm, depth)
    return genres


def _bpm(given: object, place: str, problems: Problems) -> tuple[float, float] | None:
    if given is None:
        return None
    if isinstance(given, list) and len(given) == 2 and all(type(value) in (int, float) for value in given):  # noqa: PLR2004 - a pair
        low, high = float(given[0]), float(given[1])
        if _TEMPI[0] <= low <= high <= _TEMPI[1]:
            return low, high
    problems.add(place, f"its bpm must be [lowest, highest] between 20 and 1000, not {given!r}.")
    return None


def _refuse_cycles(genres: Mapping[str, Genre], places: Mapping[str, str], problems: Problems) -> None:
    told: set[str] = set()
    for name in genres:
        trail = [name]
        while (genre := genres.get(trail[-1])) and genre.parent is not None and genre.parent not in trail:
            trail.append(genre.parent)
        circle = genre is not None and genre.parent == name
        if circle and told.isdisjoint(trail):
            told.update(trail)
            problems.add(places[name], f"is its own ancestor: {' < '.join((*trail, name))}.")
