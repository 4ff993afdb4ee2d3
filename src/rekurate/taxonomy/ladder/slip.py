"""The rung that reads over one typing mistake. Always debatable: a word like a genre's name may be another word."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rekurate.taxonomy.entries import Entry
from rekurate.taxonomy.ladder.nearby import SHORTEST, first_difference
from rekurate.taxonomy.ladder.rung import Ladder, guessed, meaning
from rekurate.taxonomy.spelling import words_of
from rekurate.taxonomy.table import Resolution, Verdict

_LONGEST: Final = 40
_LONG: Final = 8
"""From here on hardly another word is one letter away; "Horse" and "Panda" are no misspelt House and Banda."""
_SOFT: Final = frozenset("aeiouyh")
"""Letters that the ear does not miss: people leave them out, add them and take one for another."""
_ALIKE: Final = frozenset(map(frozenset, ("ck", "cq", "kq", "sz", "cs", "bp", "fv", "vw", "mn", "ij")))
"""Consonants that sound alike."""


def misspelt(ladder: Ladder, text: str) -> Resolution | None:
    """Read over one typing mistake in a word of five letters or more, when all that may be meant is one thing."""
    words = words_of(text)
    key = "".join(words)
    if not SHORTEST <= len(key) <= _LONGEST:
        return None
    near = [known for known in ladder.nearby.of(key) if _in_long_word(words, first_difference(key, known))]
    entries = [ladder.spellings.entries[known] for known in near]
    likely = [entry for known, entry in zip(near, entries, strict=True) if _likely(words, known, entry)]
    if not likely or len({entry.genre or entry.verdict for entry in entries}) != 1:
        return None
    read = meaning(likely[0], text, f"one letter from {likely[0].written!r}")
    why = f"taken for a misspelt {likely[0].written!r}"
    return guessed(read, why) if read.genre is not None else replace(read, why=why)


def _likely(words: Sequence[str], known: str, entry: Entry) -> bool:
    """Whether somebody who wrote these words meant the known key, and not another word.

    The first letter is hardly ever wrong, though it may come second. A lone word has no other beside it to bear it
    out: a disputed meaning is only guessed from a long one, and a short one must be a slip of the hand, or sound like a
    genre's own name but for its ending.
    """
    key = "".join(words)
    if key[0] != known[0] and key[:2] != known[1::-1]:
        return False
    if len(words) > 1 and len(words_of(entry.written)) > 1:
        return True
    slipped, misheard = _slipped(key, known), _misheard(key, known)
    own_name = entry.verdict is Verdict.CANONICAL
    if len(known) >= _LONG:
        return slipped or misheard or own_name or entry.genre is None
    within = first_difference(key, known) < max(len(key), len(known)) - 1
    return not entry.debatable and (slipped or (own_name and misheard and within))


def _slipped(one: str, other: str) -> bool:
    """Whether the two differ by neighbours swapped, or by a letter written twice."""
    if len(one) == len(other):
        return sorted(one) == sorted(other)
    longer = max(one, other, key=len)
    at = first_difference(one, other)
    return longer[at] == longer[at - 1]


def _misheard(one: str, other: str) -> bool:
    """Whether the two differ by a soft letter dropped or added, or by letters that sound alike."""
    at = first_difference(one, other)
    if len(one) == len(other):
        return {one[at], other[at]} <= _SOFT or {one[at], other[at]} in _ALIKE
    return max(one, other, key=len)[at] in _SOFT


def _in_long_word(words: list[str], at: int) -> bool:
    for word in words:
        if at < len(word) or (word is words[-1] and at == len(word)):
            return len(word) >= SHORTEST
        at -= len(word)
    return False
