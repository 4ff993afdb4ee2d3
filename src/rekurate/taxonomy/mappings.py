"""What the words of other vocabularies mean: styles.toml and beatport.toml, read and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Shares

STYLE_TABLES: Final = ("discogs_style", "discogs_genre", "gtzan", "audioset", "effnet", "tag")
_BEATPORT_TABLES: Final = frozenset({"genre", "sub_genre", "retired", "unmapped"})
_ROUNDING: Final = 1e-6


@dataclass(slots=True)
class Vocabulary:
    """The words of one vocabulary, by spelling key (a Beatport id is its own key)."""

    shares: dict[str, Shares] = field(default_factory=dict)
    """A word with no shares is deliberately unmapped."""
    written: dict[str, str] = field(default_factory=dict)
    """Each word as the file has it."""

    def put(self, key: str, word: str, shares: Shares) -> None:
        """Keep what a word means, in the place of what it meant before."""
        self.shares[key] = shares
        self.written[key] = word


@dataclass(frozen=True, slots=True)
class Mappings:
    """Every vocabulary; filled while the layers are read, and not changed afterwards."""

    styles: Mapping[str, Vocabulary] = field(default_factory=lambda: {name: Vocabulary() for name in STYLE_TABLES})
    """By the name its table has in styles.toml."""
    beatport_ids: dict[str, Shares] = field(default_factory=dict)
    """Genre id to genres."""
    beatport_names: Vocabulary = field(default_factory=Vocabulary)
    """Of genres, current and retired."""
    beatport_subs: Vocabulary = field(default_factory=Vocabulary)
    """By "<genre id>/<name>", its key being "<genre id>/" and the name's spelling key."""
    beatport_titles: dict[str, list[str]] = field(default_factory=dict)
    """Genre id to the spelling keys of its names."""


def compile_mappings(layers: tuple[Layer, ...], names: Names, problems: Problems) -> Mappings:
    """Read every layer, later words over earlier ones; strangers and impossible weights are problems."""
    mappings = Mappings()
    for layer in layers:
        reader = _Reader(layer, names, problems)
        reader.check_tables("styles", {*STYLE_TABLES, "unmapped"})
        reader.check_tables("beatport", _BEATPORT_TABLES)
        for name, vocabulary in mappings.styles.items():
            reader.read("styles", name, vocabulary)
        reader.read_genres_of_beatport(mappings)
        reader.read("beatport", "retired", mappings.beatport_names, soft=True)
        reader.read("beatport", "sub_genre", mappings.beatport_subs)
    return mappings


def sub_genre_key(genre_id: str, name: str) -> str:
    """Return the key of a Beatport sub-genre: names repeat between genres, so its genre's id is part of it."""
    return f"{genre_id.strip()}/{key_of(name)}"


class _Reader:
    """Reads one layer's tables into the vocabularies."""

    def __init__(self, layer: Layer, names: Names, problems: Problems) -> None:
        self._layer = layer
        self._names = names
        self._problems = problems

    def check_tables(self, file: str, known: set[str] | frozenset[str]) -> None:
        """Refuse a table with another name: it would silently do nothing."""
        for unknown in sorted(set(self._layer.tables[file]) - known):
            place = self._layer.place(file, unknown)
            self._problems.add(place, f"no such table; there are {', '.join(sorted(known))}.")

    def read(self, file: str, table: str, into: Vocabulary, *, soft: bool = False) -> None:
        """Read a table and its deliberately unmapped words. A `soft` table does not replace a word read before."""
        seen: dict[str, tuple[Shares, str]] = {}
        for word, shares, place in self._words(file, table):
            key = sub_genre_key(*_halves(word)) if table == "sub_genre" else key_of(word)
            earlier = seen.setdefault(key, (shares, word))
            if earlier[0] != shares:
                self._problems.add(place, f"{word!r} is also written {earlier[1]!r}, with another meaning; keep one.")
            elif not (soft and key in into.shares):
                into.put(key, word, shares)

    def read_genres_of_beatport(self, into: Mappings) -> None:
        """Read Beatport's genres: by id, and by the name or names each has or had."""
        for number, row in self._layer.table("beatport", "genre").items():
            place = self._layer.place("beatport", "genre", number)
            if not isinstance(row, dict) or set(row) != {"name", "genre"}:
                self._problems.add(place, "must be { name = ..., genre = ... }.")
                continue
            shares = into.beatport_ids[number] = self._shares(row["genre"], place)
            _name(number, row["name"], shares, into)
        into.beatport_ids.update((number, ()) for number in self._layer.texts("beatport", "unmapped", "genre"))
        for number, name in self._layer.table("beatport", "unmapped").get("names", {}).items():
            _name(number, name, (), into)

    def _words(self, file: str, table: str) -> Iterator[tuple[str, Shares, str]]:
        for word, value in self._layer.table(file, table).items():
            place = self._layer.place(file, table, word)
            yield word, self._shares(value, place), place
        for word in self._layer.texts(file, "unmapped", table):
            yield word, (), self._layer.place(file, "unmapped", table)

    def _shares(self, value: object, place: str) -> Shares:
        if isinstance(value, str):
            return self._checked([(value, 1.0)], place)
        pairs: list[Any] = value if isinstance(value, list) else [None]
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):  # noqa: PLR2004 - a pair
            self._problems.add(place, f"must be a genre or a list of [genre, weight], not {value!r}.")
            return ()
        return self._checked([(name, weight) for name, weight in pairs], place)

    def _checked(self, pairs: list[tuple[Any, Any]], place: str) -> Shares:
        shares: dict[str, float] = {}
        for name, weight in pairs:
            genre = self._names.canonical(name)
            if genre is None:
                self._problems.add(place, f"{self._names.stranger(name)}.")
            elif type(weight) not in (int, float) or not 0 < weight <= 1:
                self._problems.add(place, f"the weight of {name!r} must be above 0 and at most 1, not {weight!r}.")
            elif genre in shares:
                self._problems.add(place, f"{name!r} is listed twice.")
            else:
                shares[genre] = float(weight)
        total = sum(shares.values())
        if total > 1 + _ROUNDING:
            self._problems.add(place, f"the weights sum to {total:g}; at most 1.")
        return tuple(shares.items())


def _halves(word: str) -> tuple[str, str]:
    number, _, name = word.partition("/")
    return number, name


def _name(number: str, written: object, shares: Shares, into: Mappings) -> None:
    """Take the name or names of one of Beatport's genres."""
    for name in map(str, written if isinstance(written, list) else [written]):
        into.beatport_names.put(key_of(name), name, shares)
        into.beatport_titles.setdefault(number, []).append(key_of(name))
