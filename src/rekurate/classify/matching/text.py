"""How two strings are compared: folded, transliterated where scripts differ, with room for a slip of the finger.

Folding keeps letters of every script: text that is only signs stays as it is, so that nothing ever becomes equal by
becoming empty.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´ʼ′")
_LAST_CASED_SCRIPT: Final = "\u0590"
"""Latin, Greek and Cyrillic lie below: only there is a mark an accent; in kana or Devanagari it is the letter."""
_TOKENS: Final = {"n": "and", "pt": "part", "vol": "volume", "vs": "versus"}
_COUNTS: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
_COUNTS_BEHIND: Final = {"i": "1", "v": "5", "x": "10"}
"""Numerals that are words elsewhere: they count behind "part" and its like alone."""
_ROMAN_ALONE: Final = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix"})
_COUNTED: Final = frozenset({"part", "volume", "chapter", "episode", "session", "phase", "act", "side", "take"})
_MODES: Final = frozenset({"major", "minor"})
_ACCIDENTAL: Final = re.compile(r"\b(?P<note>[a-g])(?P<sign>[#♯♭])(?!\w)")
_ACCIDENTALS: Final = {"#": "sharp", "♯": "sharp", "♭": "flat"}
"""Signs of a key are words of the title: "Prelude in C#" is not "Prelude in C"."""
_LENDABLE: Final = 3
"""Letters of a name from which others may lend it slack: "M" is not "N"."""
_MEMORY: Final = 1 << 15
"""Folded strings kept: a search answer repeats the same artists and titles many times."""


@lru_cache(maxsize=_MEMORY)
def plain(text: str) -> str:
    """Fold to lower-case words of letters and digits; text without any stays as it is, never nothing."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    letters = unicodedata.normalize("NFC", "".join(_without_accents(decomposed)))
    letters = _ACCIDENTAL.sub(lambda key: f"{key['note']} {_ACCIDENTALS[key['sign']]}", letters)
    spaced = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in letters)
    words = " ".join(_canonical(spaced.split()))
    return words or " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _without_accents(decomposed: str) -> list[str]:
    kept: list[str] = []
    base = ""
    for char in decomposed:
        if unicodedata.combining(char):
            if base >= _LAST_CASED_SCRIPT:
                kept.append(char)
            continue
        base = char
        kept.append(" and " if char in "&+" else char)
    return kept


def _canonical(words: list[str]) -> list[str]:
    """Write "Pt. II", "Part Two" and "part 2" alike, and the n of "Drum n Bass" out."""
    made: list[str] = []
    last = len(words) - 1
    for at, word in enumerate(words):
        counted = at > 0 and (at == last or word in _ROMAN_ALONE or made[-1] in _COUNTED)
        known = _COUNTS.get(word, word) if counted else word
        known = _COUNTS_BEHIND.get(word, known) if at > 0 and made[-1] in _COUNTED else known
        inner = known != "n" or 0 < at < last
        made.append(_TOKENS.get(known, known) if inner else known)
    return made


@cache
def _anyascii() -> Callable[[str], str]:
    from anyascii import anyascii  # noqa: PLC0415 - loaded on first use: the server starts without it

    return anyascii  # type: ignore[no-any-return] # untyped package


@cache
def _osa() -> Callable[[str, str], int]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - loaded on first use: the server starts without it

    return OSA.distance


@lru_cache(maxsize=_MEMORY)
def ascii_form(text: str) -> str:
    """Fold to ASCII letters: the second comparison, for text that one side wrote in another script."""
    folded = plain(text)
    return folded if folded.isascii() else plain(_anyascii()(folded))


def joined(text: str) -> str:
    """Drop the spaces: "Two Thirds" and "TwoThirds" are one name."""
    return text.replace(" ", "")


def _forms(one: str, other: str) -> list[tuple[str, str]]:
    """Pair the folded forms worth comparing.

    Transliterations count only when one side is Latin: two Chinese or Japanese titles may share their reading and be
    different words.
    """
    forms = [(plain(one), plain(other))]
    if forms[0][0].isascii() != forms[0][1].isascii() or (_latin(forms[0][0]) and _latin(forms[0][1])):
        forms.append((ascii_form(one), ascii_form(other)))
    return forms


def _latin(folded: str) -> bool:
    return all(char < "\u0250" for char in folded)


def slips(one: str, other: str) -> int:
    """Count the slips of the finger between two strings, spaces aside: 0 means the same."""
    return min(_distance(joined(left), joined(right)) for left, right in _forms(one, other))


def _distance(left: str, right: str) -> int:
    return 0 if left == right else int(_osa()(left, right))


def allowed_slips(length: int) -> int:
    """Return how many slips still mean the same: none in four letters, where every letter makes another word."""
    if length < 5:  # noqa: PLR2004 - the measured table is this function
        return 0
    if length < 16:  # noqa: PLR2004 - as above: "Suppertime" is not "Summertime"
        return 1
    return 2 if length < 26 else 3  # noqa: PLR2004 - as above


def near(one: str, other: str, slack: int = 0) -> bool:
    """Whether two names are the same but for a slip of the finger; numbers must agree exactly.

    Long names are allowed more slips than short ones; `slack` letters are added to their length for that, since what
    else agrees makes up for a short name (below 0: names must be longer than elsewhere).
    """
    left, right = plain(one), plain(other)
    if left == right:
        return True
    if numbers(one) != numbers(other) or _lettered(*_forms(one, other)[-1]):
        return False
    length = max(len(joined(left)), len(joined(right)))
    return slips(one, other) <= allowed_slips(length + (slack if length >= _LENDABLE else 0))


def _lettered(left: str, right: str) -> bool:
    """Whether a letter, a last numeral or a key tells two titles apart: "Side A" from "Side B", and from "Side"."""
    ours, theirs = left.split(), right.split()
    if len(ours) == len(theirs):
        unlike = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
        last = len(ours) > 1 and ours[-1] != theirs[-1] and _counts(ours[-1]) and _counts(theirs[-1])
        return last or (len(ours) > 1 and any(len(one + other) == 2 or {one, other} == _MODES for one, other in unlike))  # noqa: PLR2004 - two single letters
    short, long = sorted((ours, theirs), key=len)
    return len(long[-1]) == 1 and long[:-1] == short


def _counts(word: str) -> bool:
    """Whether a word counts: a single letter, or a numeral with a slip in it ("iir")."""
    return len(word) == 1 or (len(word) < 5 and sum(char in "ivx" for char in word) >= len(word) - 1)  # noqa: PLR2004 - "viii"


def alike(one: str, other: str) -> float:
    """Return how alike two strings are, 0 to 1."""
    longest = max(len(joined(plain(one))), len(joined(plain(other))), 1)
    return max(0.0, 1.0 - slips(one, other) / longest)


def numbers(text: str) -> tuple[str, ...]:
    """Return what makes "Part 1" another title than "Part 2"."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+", plain(text)))
