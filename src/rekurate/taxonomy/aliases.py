"""aliases.toml, read and checked: other spellings, broad words, what is no genre, words that stand beside one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rekurate.taxonomy.entries import Entry, Spellings
from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Verdict

_TABLES: Final = frozenset({"aliases", "debatable", "broad", "not_a_genre", "modifiers", "fillers", "id3", "rename"})
_ID3_NUMBERS: Final = range(256)


def compile_spellings(layers: tuple[Layer, ...], names: Names, problems: Problems) -> Spellings:
    """Read aliases.toml of every layer. A later layer's spelling replaces an earlier one's, never a canonical name.

    The shops' paths are none of this file's: whoever knows the shops' tables adds them.
    """
    draft = _Draft(names, problems)
    for number, layer in enumerate(layers):
        draft.take(layer, number)
    return draft.spellings()


class _Draft:
    """The spellings while one layer after the other is laid over them."""

    def __init__(self, names: Names, problems: Problems) -> None:
        self._names = names
        self._problems = problems
        self._canonical = {
            key: Entry(Verdict.CANONICAL, name, written=name, place=f"genres.toml [{name}]")
            for key, name in names.keys.items()
        }
        self._entries: dict[str, Entry] = {}
        self._accented: dict[str, Entry] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._modifiers: dict[str, str] = {}
        self._fillers: set[str] = set()
        self._id3: dict[int, str] = {}

    def take(self, layer: Layer, number: int) -> None:
        """Lay a layer over those before it."""
        for unknown in sorted(set(layer.tables["aliases"]) - _TABLES):
            place = layer.place("aliases", unknown)
            self._problems.add(place, f"no such table; there are {', '.join(sorted(_TABLES))}.")
        self._take_spellings(self._given(layer, number))
        self._take_patterns(layer)
        for kind in layer.table("aliases", "modifiers"):
            self._modifiers.update((key_of(word), kind) for word in layer.texts("aliases", "modifiers", kind))
        self._take_fillers(layer)
        self._take_id3(layer)

    def spellings(self) -> Spellings:
        """Return everything that was taken, canonical names and renamed genres included."""
        for old, name in self._names.renamed.items():
            self._entries[key_of(old)] = Entry(Verdict.ALIAS, name, written=old, place="renamed by the user")
        self._entries.update(self._canonical)
        return Spellings(
            entries=self._entries,
            patterns=tuple(self._patterns.values()),
            modifiers={**dict.fromkeys(self._fillers, "format"), **self._modifiers},
            fillers=frozenset(self._fillers),
            id3=self._id3,
            paths={},
            accented=self._accented,
            parents={name: genre.parent for name, genre in self._names.genres.items()},
        )

    def _given(self, layer: Layer, number: int) -> Iterable[Entry]:
        """Return a layer's spellings, without those that later layers made names of genres."""
        later = {key for key, brought in self._names.added.items() if brought > number}
        if number == 0:
            later |= {key_of(new) for new in self._names.renamed.values()}
        given = _spellings(layer, self._names, self._problems)
        return (entry for entry in given if key_of(entry.written) not in later) if later else given

    def _take_spellings(self, given: Iterable[Entry]) -> None:
        own: dict[str, Entry] = {}
        apart: dict[str, Entry] = {}
        for entry in given:
            key = key_of(entry.written)
            if entry.written.isascii() or not _by_accent(entry, self._canonical.get(key)):
                self._keep(entry, key, own, self._canonical)
                self._accented.pop(entry.written.casefold(), None)
            else:
                self._keep(entry, entry.written.casefold(), apart, {})
        self._entries.update(own)
        self._accented.update(apart)

    def _keep(self, entry: Entry, key: str, own: dict[str, Entry], canonical: Mapping[str, Entry]) -> None:
        """Keep a spelling among its layer's `own`, unless it says something else than one that stands already."""
        if not key:
            self._problems.add(entry.place, f"{entry.written!r} has no letters or digits, so it is no spelling.")
            return
        standing = canonical.get(key) or own.get(key)
        if standing is None:
            own[key] = entry
        elif standing.verdict is Verdict.CANONICAL:
            if standing.genre != entry.genre:
                what = f"{entry.written!r} is the genre {standing.genre!r} itself ({standing.place})."
                self._problems.add(entry.place, what)
        elif (standing.verdict, standing.genre, standing.debatable) != (entry.verdict, entry.genre, entry.debatable):
            here, there = _meaning(entry), _meaning(standing)
            what = f"{entry.written!r} is {here} here and {there} at {standing.place}; keep one."
            self._problems.add(entry.place, what)

    def _take_patterns(self, layer: Layer) -> None:
        place = layer.place("aliases", "not_a_genre", "patterns")
        for unknown in sorted(set(layer.table("aliases", "not_a_genre")) - {"words", "patterns"}):
            self._problems.add(
                layer.place("aliases", "not_a_genre", unknown), "no such row; there are patterns and words."
            )
        for pattern in layer.texts("aliases", "not_a_genre", "patterns"):
            try:
                self._patterns[pattern] = re.compile(pattern)
            except re.error as error:
                self._problems.add(place, f"{pattern!r} is not a regular expression: {error}.")

    def _take_fillers(self, layer: Layer) -> None:
        for unknown in sorted(set(layer.table("aliases", "fillers")) - {"words"}):
            self._problems.add(layer.place("aliases", "fillers", unknown), "no such row; there is words.")
        self._fillers.update(map(key_of, layer.texts("aliases", "fillers", "words")))

    def _take_id3(self, layer: Layer) -> None:
        for number, name in layer.table("aliases", "id3").items():
            place = layer.place("aliases", "id3", number)
            if not (number.isascii() and number.isdigit() and int(number) in _ID3_NUMBERS):
                self._problems.add(place, "ID3 numbers its genres from 0 to 255.")
            elif not isinstance(name, str) or not name[:1].isalpha():
                self._problems.add(place, f"must be a name, not {name!r}.")
            else:
                self._id3[int(number)] = name


def _by_accent(entry: Entry, twin: Entry | None) -> bool:
    """Whether nothing but its accent tells the spelling from a genre's name, and it means something else."""
    return twin is not None and twin.written.isascii() and entry.genre != twin.genre


def _meaning(entry: Entry) -> str:
    if entry.genre is None:
        return entry.verdict.value.replace("_", " ")
    return f"{'debatably ' if entry.debatable else ''}{entry.genre!r}"


def _spellings(layer: Layer, names: Names, problems: Problems) -> Iterator[Entry]:
    for written, spellings in layer.table("aliases", "aliases").items():
        place = layer.place("aliases", "aliases", written)
        genre = names.canonical(written)
        if genre is None:
            problems.add(place, f"{names.stranger(written)}.")
        elif not _is_texts(spellings):
            problems.add(place, "must be a list of spellings.")
        else:
            yield from (Entry(Verdict.ALIAS, genre, written=spelling, place=place) for spelling in spellings)
    yield from _debatable(layer, layer.table("aliases", "debatable"), names, problems)
    yield from _broad(layer, layer.table("aliases", "broad"), names, problems)
    place = layer.place("aliases", "not_a_genre", "words")
    words = layer.texts("aliases", "not_a_genre", "words")
    yield from (Entry(Verdict.NOT_A_GENRE, written=word, place=place) for word in words)


def _debatable(layer: Layer, rows: Mapping[str, Any], names: Names, problems: Problems) -> Iterator[Entry]:
    table = layer.place("aliases", "debatable")
    for written, row in rows.items():
        place = f"{table} [{written}]"
        if not isinstance(row, dict) or set(row) != {"genre", "why"} or not str(row["why"]).strip():
            problems.add(place, "must be { genre = ..., why = ... }: an opinion gives its reason.")
            continue
        genre = names.canonical(row["genre"])
        if genre is None:
            problems.add(place, f"{names.stranger(row['genre'])}.")
        else:
            yield Entry(Verdict.ALIAS, genre, debatable=True, why=str(row["why"]), written=written, place=place)


def _broad(layer: Layer, rows: Mapping[str, Any], names: Names, problems: Problems) -> Iterator[Entry]:
    table = layer.place("aliases", "broad")
    for written, spans in rows.items():
        place = f"{table} [{written}]"
        if not _is_texts(spans):
            problems.add(place, "must be a list of the genres or families it spans; it may be empty.")
            continue
        parts: list[str] = []
        for span in spans:
            genre = names.canonical(span)
            found = (genre,) if genre else names.roots(span)
            if not found:
                problems.add(place, f"{names.stranger(span)} and no family of it.")
            parts.extend(found)
        yield Entry(Verdict.BROAD, parts=tuple(dict.fromkeys(parts)), written=written, place=place)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
