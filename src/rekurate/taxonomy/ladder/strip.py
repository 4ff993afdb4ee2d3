"""The rungs that leave words out: words that say nothing, plurals, and words that describe."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rekurate.taxonomy.entries import Entry
from rekurate.taxonomy.ladder.rung import Ladder, guessed, meaning
from rekurate.taxonomy.spelling import key_of, words_of
from rekurate.taxonomy.table import Resolution, Verdict

_GLUE: Final = frozenset(("and", "the", "of", "in", "bpm"))
_TIME: Final = re.compile(r"(?:19|20)?\d0'?s|\d+")
MOST_WORDS: Final = 8
"""A longer string is prose, not a name with describing words."""
_LONGEST_PHRASE: Final = 3
_SHORTEST_PLURAL: Final = 5
_SHORTEST_NAME: Final = 3
"""Before a word written to it."""


def without_filler(ladder: Ladder, text: str) -> Resolution | None:
    """Read a name with a word that says nothing: "House Music", "Genre: House"."""
    words = words_of(text)
    kept = [word for word in words if word not in ladder.spellings.fillers]
    if len(kept) == len(words):
        return None
    if not kept:
        return Resolution(text, Verdict.NOT_A_GENRE, steps=("only words that say nothing",))
    entry = ladder.spellings.entries.get("".join(kept))
    return meaning(entry, text, f"read as {entry.written!r}") if entry else None


def written_together(ladder: Ladder, text: str) -> Resolution | None:
    """Read a name and a word that says nothing, written as one word: "Housemusik", "ハウス音楽"."""
    key = key_of(text)
    for at in range(len(key) - 1, _SHORTEST_NAME - 1, -1):
        entry = ladder.genre_of(key[:at]) if key[at:] in ladder.spellings.fillers else None
        if entry is not None:
            return guessed(meaning(entry, text, f"read as {entry.written!r}"), f"leaves out {key[at:]!r}")
    return None


def singular(ladder: Ladder, text: str) -> Resolution | None:
    """Read the singular or plural of a name."""
    key = key_of(text)
    if len(key) < _SHORTEST_PLURAL:
        return None
    entry = ladder.genre_of(key[:-1] if key.endswith("s") else key + "s")
    return meaning(entry, text, f"singular or plural of {entry.written!r}") if entry else None


def without_number(ladder: Ladder, text: str) -> Resolution | None:
    """Read a name with a number written to it: "House2020"."""
    key = key_of(text)
    bare = key.strip("0123456789")
    entry = ladder.genre_of(bare) if bare != key else None
    if entry is None:
        return None
    return guessed(meaning(entry, text, f"read as {entry.written!r} without its number"), "leaves out a number")


def without_modifiers(ladder: Ladder, text: str) -> Resolution | None:
    """Read a name with describing words around it: era, place, mood, format."""
    words = words_of(text)
    if len(words) > MOST_WORDS:
        return None
    modifiers = ladder.spellings.modifiers
    no_genre: Entry | None = None
    for start, end in _spans(ladder, words):
        before, after = described(words[:start], modifiers), described(words[end:], modifiers)
        if before is None or after is None:
            continue
        if start == end:
            return _only_described(text, [*before, *after], modifiers)
        entry = ladder.spellings.entries.get("".join(words[start:end]))
        if entry is not None and entry.verdict is Verdict.NOT_A_GENRE:
            no_genre = no_genre or entry
        elif entry is not None:
            kind = own_kind(ladder, text, entry, before, after)
            return kind or _reading(text, entry, [*before, *after])
    return meaning(no_genre, text, f"read as {no_genre.written!r}, with describing words") if no_genre else None


def own_kind(ladder: Ladder, text: str, entry: Entry, before: Sequence[str], after: Sequence[str]) -> Resolution | None:
    """Read the words before another name of a genre as before its own: "Melodic Tecno" is Melodic Techno."""
    if entry.genre is None or entry.verdict is Verdict.CANONICAL:
        return None
    for at in range(len(before)):
        named = f"{' '.join(before[at:])} {entry.genre}"
        kind = ladder.genre_of(key_of(named))
        if kind is not None:
            left_out = [*before[:at], *after]
            found = _reading(text, kind, left_out) if left_out else meaning(kind, text, f"read as {named!r}")
            return guessed(found, f"{entry.written!r} is {entry.genre!r}") if entry.debatable else found
    return None


def described(words: Sequence[str], modifiers: Mapping[str, str]) -> list[str] | None:
    """Return the describing phrases that these words are made of; None when one of them is no such word."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = words[at : at + length]
            if "".join(phrase) in modifiers or (length == 1 and _says_nothing(phrase[0])):
                found.append(" ".join(phrase))
                at += length
                break
        else:
            return None
    return found


def _says_nothing(word: str) -> bool:
    return word in _GLUE or _TIME.fullmatch(word) is not None


def _spans(ladder: Ladder, words: list[str]) -> Iterator[tuple[int, int]]:
    """Give (start, end) of every run of words but the whole, longest first, a genre's own name first; last none."""
    count = len(words)
    for length in range(count - 1, 0, -1):
        starts = range(count - length, -1, -1)
        yield from ((at, at + length) for at in sorted(starts, key=lambda at: not _own_name(ladder, words, at, length)))
    yield count, count


def _own_name(ladder: Ladder, words: list[str], start: int, length: int) -> bool:
    entry = ladder.spellings.entries.get("".join(words[start : start + length]))
    return entry is not None and entry.verdict is Verdict.CANONICAL


def _reading(text: str, entry: Entry, left_out: Sequence[str]) -> Resolution:
    step = f"read as {entry.written!r} without {', '.join(left_out)}"
    found = meaning(entry, text, step)
    if entry.genre is None:
        return found
    return guessed(found, f"leaves out {', '.join(repr(word) for word in left_out)}")


def _only_described(text: str, words: Sequence[str], modifiers: Mapping[str, str]) -> Resolution:
    kinds = {modifiers.get(key_of(word), "format") for word in words}
    verdict = Verdict.NOT_A_GENRE if kinds == {"format"} else Verdict.BROAD
    return Resolution(text, verdict, why=f"only says {', '.join(sorted(kinds))}", steps=("describing words only",))
