"""Every spelling that is known: one table from spelling key to what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.names import Names
from rekurate.taxonomy.problems import Problems
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Verdict

PATH_SIGN: Final = "|"
_TABLES: Final = frozenset({"aliases", "debatable", "broad", "not_a_genre", "modifiers", "fillers", "id3", "rename"})
_ID3_NUMBERS: Final = range(256)


class Entry(NamedTuple):
    """What one spelling means."""

    verdict: Verdict
    genre: str | None = None
    parts: tuple[str, ...] = ()
    debatable: bool = False
    why: str = ""
    written: str = ""
    """As the file has it."""
    place: str = ""


_Book = dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Everything the ladder looks up."""

    entries: Mapping[str, Entry]
    """By spelling key."""
    patterns: tuple[re.Pattern[str], ...]
    """Of strings that are no genre."""
    modifiers: Mapping[str, str]
    """Spelling key of a word (or two) that may stand beside a genre -> what it says: era, place, mood, format."""
    fillers: frozenset[str]
    """Spelling keys of words that say nothing beside a genre: "music" in any language. They are modifiers too."""
    id3: Mapping[int, str]
    """Number of an ID3v1 tag -> its name."""
    paths: Mapping[str, Entry] = field(default_factory=dict)
    """A shop's "Genre | Sub-genre", by the two keys with `PATH_SIGN` between."""
    accented: Mapping[str, Entry] = field(default_factory=dict)
    """What an accent makes another word than the genre of that key ("Electrónica"), by the folded case of the text."""
    parents: Mapping[str, str | None] = field(default_factory=dict)
    """Canonical name -> the genre above it."""


def compile_entries(layers: tuple[Layer, ...], names: Names, problems: Problems) -> Spellings:
    """Read aliases.toml of every layer. A later layer's spelling replaces an earlier one's, never a canonical name."""
    entries: dict[str, Entry] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    modifiers: dict[str, str] = {}
    fillers: set[str] = set()
    id3: dict[int, str] = {}
    accented: dict[str, Entry] = {}
    canonical = {
        key: Entry(Verdict.CANONICAL, name, written=name, place=f"genres.toml [{name}]")
        for key, name in names.keys.items()
    }
    for number, layer in enumerate(layers):
        for unknown in sorted(set(layer.tables["aliases"]) - _TABLES):
            problems.add(layer.place("aliases", unknown), f"no such table; there are {', '.join(sorted(_TABLES))}.")
        later = {key for key, brought in names.added.items() if brought > number}
        later |= {key_of(new) for new in names.renamed.values()} if number == 0 else set()
        given = (
            entry for entry in _spellings(layer, names, problems) if not later or key_of(entry.written) not in later
        )
        _take_spellings(given, (entries, accented), canonical, problems)
        _take_patterns(layer, patterns, problems)
        for kind in layer.table("aliases", "modifiers"):
            modifiers.update((key_of(word), kind) for word in layer.texts("aliases", "modifiers", kind))
        fillers.update(_fillers(layer, problems))
        _take_id3(layer, id3, problems)
    for old, name in names.renamed.items():
        entries[key_of(old)] = Entry(Verdict.ALIAS, name, written=old, place="renamed by the user")
    entries.update(canonical)
    modifiers = {**dict.fromkeys(fillers, "format"), **modifiers}
    found = Spellings(entries, tuple(patterns.values()), modifiers, frozenset(fillers), id3)
    return replace(found, accented=accented, parents={name: genre.parent for name, genre in names.genres.items()})


def _take_spellings(
    given: Iterable[Entry], books: tuple[_Book, _Book], canonical: Mapping[str, Entry], problems: Problems
) -> None:
    """Lay one layer's spellings over those of the layers before it."""
    entries, accented = books
    own: _Book = {}
    apart: _Book = {}
    for entry in given:
        key = key_of(entry.written)
        if entry.written.isascii() or not _by_accent(entry, canonical.get(key)):
            _take(key, entry, own, canonical, problems)
            if accented:
                accented.pop(entry.written.casefold(), None)
        else:
            _take(entry.written.casefold(), entry, apart, {}, problems)
    entries.update(own)
    accented.update(apart)


def _by_accent(entry: Entry, twin: Entry | None) -> bool:
    """Whether nothing but its accent tells the spelling from a genre's name, and it means something else."""
    return twin is not None and twin.written.isascii() and entry.genre != twin.genre


def _take(key: str, entry: Entry, own: dict[str, Entry], canonical: Mapping[str, Entry], problems: Problems) -> None:
    """Keep a spelling unless it says something else than one that stands already."""
    if not key:
        problems.add(entry.place, f"{entry.written!r} has no letters or digits, so it is no spelling.")
        return
    standing = canonical.get(key) or own.get(key)
    if standing is None:
        own[key] = entry
    elif standing.verdict is Verdict.CANONICAL:
        if standing.genre != entry.genre:
            problems.add(entry.place, f"{entry.written!r} is the genre {standing.genre!r} itself ({standing.place}).")
    elif (standing.verdict, standing.genre) != (entry.verdict, entry.genre) or standing.debatable != entry.debatable:
        problems.add(
            entry.place,
            f"{entry.written!r} is {_meaning(entry)} here and {_meaning(standing)} at {standing.place}; keep one.",
        )


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


def _take_patterns(layer: Layer, patterns: dict[str, re.Pattern[str]], problems: Problems) -> None:
    place = layer.place("aliases", "not_a_genre", "patterns")
    for unknown in sorted(set(layer.table("aliases", "not_a_genre")) - {"words", "patterns"}):
        problems.add(layer.place("aliases", "not_a_genre", unknown), "no such row; there are patterns and words.")
    for pattern in layer.texts("aliases", "not_a_genre", "patterns"):
        try:
            patterns[pattern] = re.compile(pattern)
        except re.error as error:
            problems.add(place, f"{pattern!r} is not a regular expression: {error}.")


def _fillers(layer: Layer, problems: Problems) -> Iterator[str]:
    for unknown in sorted(set(layer.table("aliases", "fillers")) - {"words"}):
        problems.add(layer.place("aliases", "fillers", unknown), "no such row; there is words.")
    yield from map(key_of, layer.texts("aliases", "fillers", "words"))


def _take_id3(layer: Layer, id3: dict[int, str], problems: Problems) -> None:
    for number, name in layer.table("aliases", "id3").items():
        place = layer.place("aliases", "id3", number)
        if not (number.isascii() and number.isdigit() and int(number) in _ID3_NUMBERS):
            problems.add(place, "ID3 numbers its genres from 0 to 255.")
        elif not isinstance(name, str) or not name[:1].isalpha():
            problems.add(place, f"must be a name, not {name!r}.")
        else:
            id3[int(number)] = name


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
