"""The daring rungs: a known name at the end or beginning of a longer one, or within it. Always debatable."""

from typing import Final

from rekurate.taxonomy.entries import Entry
from rekurate.taxonomy.ladder.rung import Ladder, above, guessed, meaning
from rekurate.taxonomy.ladder.strip import described, own_kind
from rekurate.taxonomy.spelling import words_of
from rekurate.taxonomy.table import Resolution

_MOST_WORDS: Final = 6
"""A longer string is prose: that it ends in a genre says nothing."""
_MOST_AFTER: Final = 3
_DENIALS: Final = frozenset(("non", "not", "no", "anti", "isnt", "never"))


def ending(ladder: Ladder, text: str) -> Resolution | None:
    """Find a known name at the end of a longer one; a disputed word gives way to a certain name at the beginning."""
    words = words_of(text)
    if not 1 < len(words) <= _MOST_WORDS or not _DENIALS.isdisjoint(words):
        return None
    bare = _without_tail(ladder, words)
    for start in range(1, len(bare)):
        entry = ladder.genre_of("".join(bare[start:]))
        if entry is not None:
            begun = _begun(ladder, words) if entry.debatable and start == len(bare) - 1 else None
            if begun is not None and not begun[0].debatable:
                return None
            kind = own_kind(ladder, text, entry, bare[:start], words[len(bare) :])
            why = f"{' '.join(bare[:start])!r} is not known as a kind of it"
            return kind or guessed(meaning(entry, text, f"ends in {entry.written!r}"), why)
    return None


def narrower(ladder: Ladder, text: str) -> Resolution | None:
    """Find the narrower of two names of which one is a kind of the other: "Tearout Dubstep" is Tearout."""
    words = words_of(text)
    for cut in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        first, last = ladder.genre_of("".join(words[:cut])), ladder.genre_of("".join(words[cut:]))
        if first is None or last is None:
            continue
        for kind, other in ((first, last), (last, first)):
            if other.genre in tuple(above(ladder, kind.genre)):
                return guessed(meaning(kind, text, f"{kind.written!r} is a kind of {other.genre!r}"), "names both")
    return None


def beginning(ladder: Ladder, text: str) -> Resolution | None:
    """Find a known name at the beginning of a longer one."""
    words = words_of(text)
    if not 1 < len(words) <= _MOST_WORDS or not _DENIALS.isdisjoint(words):
        return None
    found = _begun(ladder, words)
    if found is None:
        return None
    entry, tail = found
    return guessed(meaning(entry, text, f"begins with {entry.written!r}"), f"{tail!r} after it is not known")


def _begun(ladder: Ladder, words: list[str]) -> tuple[Entry, str] | None:
    """Return the longest name these words begin with, and the words after it."""
    for end in range(len(words) - 1, max(0, len(words) - _MOST_AFTER - 1), -1):
        entry = ladder.genre_of("".join(words[:end]))
        if entry is not None and words[end] != "of":  # "House of Pain" is a band
            return entry, " ".join(words[end:])
    return None


def within(ladder: Ladder, text: str) -> Resolution | None:
    """Find a known name between other words; the longest one, and of several the last."""
    words = words_of(text)
    if not 2 < len(words) < _MOST_WORDS or not _DENIALS.isdisjoint(words):  # noqa: PLR2004 - one word on each side
        return None
    for length in range(len(words) - 2, 0, -1):
        for start in range(len(words) - 1 - length, 0, -1):
            entry = ladder.genre_of("".join(words[start : start + length]))
            if entry is not None:
                around = " ".join((*words[:start], "…", *words[start + length :]))
                return guessed(meaning(entry, text, f"holds {entry.written!r}"), f"{around!r} around it is not known")
    return None


def bucket(ladder: Ladder, text: str) -> Resolution | None:
    """Find a broad word at the end or beginning of a longer name."""
    words = words_of(text)
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    for cut in range(1, len(words)):
        for some in (words[cut:], words[: len(words) - cut]):
            entry = ladder.spellings.entries.get("".join(some))
            if entry is not None and entry.genre is None and entry.verdict.value == "broad":
                return meaning(entry, text, f"holds the broad word {entry.written!r}")
    return None


def _without_tail(ladder: Ladder, words: list[str]) -> list[str]:
    for end in range(1, len(words)):
        if described(words[end:], ladder.spellings.modifiers) is not None:
            return words[:end]
    return words
