"""The daring rungs: a typing mistake, and a known name at the end or beginning of a longer one. Always debatable."""

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final

from rekurate.taxonomy.entries import Entry
from rekurate.taxonomy.ladder.rung import Ladder, guessed, meaning
from rekurate.taxonomy.ladder.strip import described
from rekurate.taxonomy.spelling import words_of
from rekurate.taxonomy.table import Resolution

_MOST_WORDS: Final = 6
"""A longer string is prose: that it ends in a genre says nothing."""
_MOST_AFTER: Final = 3
_SHORTEST_TYPO: Final = 5
_LONGEST_TYPO: Final = 40
_DENIALS: Final = frozenset(("non", "not", "no", "anti", "isnt", "never"))


class Nearby:
    """Spellings one typing mistake away, found through their forms with one letter less."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Keep the spellings; the index is made by the first question, as most libraries are spelt well."""
        self._entries = entries
        self._index: dict[str, list[str]] | None = None
        self._lock = Lock()

    def of(self, key: str) -> list[str]:
        """Return the known keys one letter dropped, added, changed or swapped away from `key`."""
        index = self._made()
        found = {known for form in (key, *_shorter(key)) for known in index.get(form, ())}
        return sorted(known for known in found if _one_apart(key, known))

    def _made(self) -> dict[str, list[str]]:
        with self._lock:
            if self._index is None:
                index: dict[str, list[str]] = {}
                for key in self._entries:
                    if len(key) >= _SHORTEST_TYPO:
                        for form in (key, *_shorter(key)):
                            index.setdefault(form, []).append(key)
                self._index = index
            return self._index


def misspelt(ladder: Ladder, text: str) -> Resolution | None:
    """Read over one typing mistake in a word of five letters or more."""
    words = words_of(text)
    key = "".join(words)
    if not _SHORTEST_TYPO <= len(key) <= _LONGEST_TYPO:
        return None
    near = [known for known in ladder.nearby.of(key) if _in_long_word(words, _first_difference(key, known))]
    entries = {(entry.verdict.value, entry.genre): entry for entry in (ladder.spellings.entries[k] for k in near)}
    genres = {entry.genre for entry in entries.values()}
    if len(genres) != 1 or None in genres:
        return None
    entry = next(iter(entries.values()))
    found = meaning(entry, text, f"one letter from {entry.written!r}")
    return guessed(found, f"taken for a misspelt {entry.written!r}")


def ending(ladder: Ladder, text: str) -> Resolution | None:
    """Find a known name at the end of a longer one."""
    words = words_of(text)
    if not 1 < len(words) <= _MOST_WORDS or not _DENIALS.isdisjoint(words):
        return None
    bare = _without_tail(ladder, words)
    for start in range(1, len(bare)):
        entry = ladder.genre_of("".join(bare[start:]))
        if entry is not None:
            head = " ".join(bare[:start])
            return guessed(meaning(entry, text, f"ends in {entry.written!r}"), f"{head!r} is not known as a kind of it")
    return None


def beginning(ladder: Ladder, text: str) -> Resolution | None:
    """Find a known name at the beginning of a longer one."""
    words = words_of(text)
    if not 1 < len(words) <= _MOST_WORDS or not _DENIALS.isdisjoint(words):
        return None
    for end in range(len(words) - 1, max(0, len(words) - _MOST_AFTER - 1), -1):
        entry = ladder.genre_of("".join(words[:end]))
        if entry is not None and words[end] != "of":  # "House of Pain" is a band
            tail = " ".join(words[end:])
            return guessed(meaning(entry, text, f"begins with {entry.written!r}"), f"{tail!r} after it is not known")
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


def _shorter(key: str) -> Iterable[str]:
    return (key[:at] + key[at + 1 :] for at in range(len(key)))


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter dropped, added, changed or swapped makes one of the other; digits must stay."""
    if one == other or [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    at = _first_difference(one, other)
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return one[at + 1 :] == other[at + 1 :] or swapped
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and longer[at + 1 :] == shorter[at:]


def _first_difference(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _in_long_word(words: list[str], at: int) -> bool:
    for word in words:
        if at < len(word) or (word is words[-1] and at == len(word)):
            return len(word) >= _SHORTEST_TYPO
        at -= len(word)
    return False
