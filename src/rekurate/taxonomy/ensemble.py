"""The rules of the ensemble in instruments.toml: shares, instruments, music classes, features, as plain values."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.table import Shares

FEATURES: Final = (
    "bpm",
    "danceability",
    "loudness",
    "dynamic_complexity",
    "onset_rate",
    "centroid",
    "rhythm_regularity",
    "four_on_the_floor",
    "off_beat",
    "key_strength",
)
"""What a [[feel]] may ask about."""
_NUMBERS: Final = {
    "fusion": {"model": 0.2, "instruments": 0.6, "features": 0.2, "full_boost": 0.365},
    "music": {"above": 0.01, "factor": 2.0},
}
_FILE: Final = "instruments"
_WIDEST: Final = 1e6


@dataclass(frozen=True, slots=True)
class Boost:
    """A rule: when one of these sounds is heard, it speaks for these genres."""

    sounds: tuple[str, ...]
    """AudioSet class names; the loudest counts."""
    above: float
    genres: Shares
    """Genre -> factor."""


@dataclass(frozen=True, slots=True)
class Feel:
    """A rule: when all of these features are within their ranges, they speak for these genres."""

    name: str
    when: tuple[tuple[str, float, float], ...]
    """Feature, lowest and highest value."""
    genres: Shares
    """Genre -> points."""


@dataclass(frozen=True, slots=True)
class EnsembleRules:
    """How model, instruments and features are fused."""

    model: float
    instruments: float
    features: float
    full_boost: float
    """Sum of boosts at which the instruments may claim their whole share."""
    music_floor: float
    """Score that the music classes must have together to be read by themselves."""
    boosts: tuple[Boost, ...]
    feels: tuple[Feel, ...]

    @property
    def digest(self) -> str:
        """Name these very rules: 8 hex digits."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


def compile_ensemble(layers: tuple[Layer, ...], names: Names, read: Callable[[str], Shares]) -> EnsembleRules:
    """Read the rules of every layer, later ones over earlier ones; `read` translates an AudioSet class.

    Raises TaxonomyError naming every wrong row.
    """
    problems = Problems()
    numbers = {table: dict(known) for table, known in _NUMBERS.items()}
    boosts: dict[Any, Boost] = {}
    feels: dict[str, Feel] = {}
    classes: list[str] = []
    for layer in layers:
        reader = _Reader(layer, names, problems)
        reader.check_tables()
        for table, known in numbers.items():
            known.update(reader.numbers(table, known))
        classes = reader.classes(read) or classes
        boosts |= {frozenset(boost.sounds): boost for boost in reader.boosts()}
        feels |= {feel.name: feel for feel in reader.feels()}
    fusion, music = numbers["fusion"], numbers["music"]
    if fusion["model"] + fusion["instruments"] + fusion["features"] <= 0 or fusion["full_boost"] <= 0:
        problems.add(f"{_FILE}.toml [fusion]", "one of the shares, and full_boost, must be above 0.")
    problems.refuse()
    direct = tuple(
        Boost((name,), music["above"], tuple((genre, share * music["factor"]) for genre, share in read(name)))
        for name in classes
    )
    return EnsembleRules(
        **fusion, music_floor=music["above"], boosts=(*boosts.values(), *direct), feels=tuple(feels.values())
    )


class _Reader:
    """Reads one layer's file."""

    def __init__(self, layer: Layer, names: Names, problems: Problems) -> None:
        self._layer = layer
        self._names = names
        self._problems = problems
        self._tables = layer.parse_late(_FILE)

    def check_tables(self) -> None:
        """Refuse a table with another name: it would silently do nothing."""
        for name in sorted(set(self._tables) - {"fusion", "music", "boost", "feel"}):
            self._wrong("no such table; there are [fusion], [music], [[boost]], [[feel]].", name)

    def numbers(self, table: str, known: Mapping[str, float]) -> dict[str, float]:
        """Read the numbers of a table."""
        rows = self._tables.get(table, {})
        found = {}
        for key, value in rows.items() if isinstance(rows, dict) else [(table, rows)]:
            if table == "music" and key == "classes":
                continue
            if key not in known:
                self._wrong(f"has {key!r}; there are {', '.join(known)}.", table)
            elif not _number(value):
                self._wrong(f"{key} must be a number from 0, not {value!r}.", table)
            else:
                found[key] = float(value)
        return found

    def classes(self, read: Callable[[str], Shares]) -> list[str]:
        """Read the music classes; each must have its genres in styles.toml."""
        rows = self._tables.get("music", {})
        listed = rows.get("classes", []) if isinstance(rows, dict) else []
        if not _texts(listed):
            self._wrong("classes must be a list of AudioSet's names.", "music")
            return []
        for name in listed:
            if not read(name):
                self._wrong(f"{name!r} has no genre under [audioset] in styles.toml.", "music")
        return list(listed)

    def boosts(self) -> Iterator[Boost]:
        """Read the rows about instruments."""
        for number, row in self._rows("boost", {"instruments", "above", "genres"}):
            sounds, above = row.get("instruments"), row.get("above")
            if not _texts(sounds) or not sounds:
                self._wrong("instruments must be a list of AudioSet's names.", "boost", number)
            elif not _number(above) or above >= 1:
                self._wrong(f"above must be a score from 0 to 1, not {above!r}.", "boost", number)
            else:
                yield Boost(tuple(sounds), float(above), self._genres(row.get("genres"), "boost", number))

    def feels(self) -> Iterator[Feel]:
        """Read the rows about features."""
        for number, row in self._rows("feel", {"name", "when", "genres"}):
            name, when = row.get("name"), row.get("when")
            if not isinstance(name, str) or not name:
                self._wrong("needs a name.", "feel", number)
            elif not isinstance(when, dict) or not when or not all(_range(*pair) for pair in when.items()):
                self._wrong(f"when must give [lowest, highest] for some of {', '.join(FEATURES)}.", "feel", name)
            else:
                spans = tuple((key, float(span[0]), float(span[1])) for key, span in when.items())
                yield Feel(name, spans, self._genres(row.get("genres"), "feel", name))

    def _rows(self, table: str, known: set[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        rows = self._tables.get(table, [])
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            if not isinstance(row, dict) or set(row) != known:
                self._wrong(f"must have {', '.join(sorted(known))}, and nothing else.", table, number)
            else:
                yield number, row

    def _genres(self, value: object, *entry: object) -> Shares:
        found: list[tuple[str, float]] = []
        rows = value if isinstance(value, dict) else {}
        if not rows:
            self._wrong("genres must be a table of genre = factor.", *entry)
        for written, factor in rows.items():
            genre = self._names.canonical(written)
            if genre is None:
                self._wrong(f"{self._names.stranger(written)}.", *entry)
            elif not _number(factor) or factor <= 0:
                self._wrong(f"the factor of {written!r} must be above 0, not {factor!r}.", *entry)
            else:
                found.append((genre, float(factor)))
        return tuple(found)

    def _wrong(self, text: str, *entry: object) -> None:
        self._problems.add(self._layer.place(_FILE, *entry), text)


def _number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _WIDEST


def _texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _range(feature: str, span: object) -> bool:
    if not isinstance(span, list) or len(span) != 2 or any(type(end) not in (int, float) for end in span):  # noqa: PLR2004 - a pair
        return False
    return feature in FEATURES and bool(span[0] <= span[1])
