"""How two spellings are told to be the same: a key without case, accents, punctuation and spaces."""

import html
import re
import unicodedata
from typing import Final

from rekurate.model import fold

LONGEST: Final = 400
"""Characters of a string that are read; what is longer is prose, or a list whose beginning is enough."""

_WORD: Final = re.compile(r"[^\W_]+")
_PLAIN_WORD: Final = re.compile(r"[a-z0-9]+")
_PLUS: Final = str.maketrans({"&": " and ", "+": " and "})
_BREAKS: Final = str.maketrans(dict.fromkeys("\0\r\n\v\f\x1e\x1f\u2028\u2029", ";"))
"""Tags hold several values with these between them; a list separator everywhere else."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def key_of(text: str) -> str:
    """Return what all spellings of one name share: "Drum & Bass", "drum'n'bass" and "Drum-And-Bass" are one key.

    Case, accents, punctuation, hyphens and spaces go; "&", "+" and a lone "n" are the word "and". Empty for a text
    without letters and digits.
    """
    if text.isascii() and text.isalnum():  # one word: a tenth of the time
        return text.lower()
    if text.isascii() and "&" not in text and "+" not in text:  # nearly all others: a third of it
        words = _PLAIN_WORD.findall(text.lower())
        if "n" not in words and "and" not in words:
            return "".join(words)
    return "".join(words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words whose joining is the key: folded, nothing but letters and digits, "&" as "and"."""
    return _anded(_WORD.findall(fold(text.translate(_PLUS))))


def tidy(text: str) -> str:
    """Return the text to read: no unseen characters, single spaces, no HTML entities, at most `LONGEST` long."""
    cut = text if len(text) <= LONGEST else _cut(text)
    if cut.isascii() and cut.isprintable() and "&" not in cut:
        return " ".join(cut.split())
    if "&" in cut and ";" in cut:
        cut = html.unescape(cut)
    seen = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", cut.translate(_BREAKS))
        if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    return " ".join(seen.split())


def _cut(text: str) -> str:
    """Cut a long text where a list would be cut: the last name may be half of one."""
    start = text.lstrip()[:LONGEST]
    end = max(start.rfind(sign) for sign in ";,|/")
    return start[:end] if end > LONGEST // 2 else start


def _anded(words: list[str]) -> list[str]:
    """Read a lone "n" between two words as "and"; an "and" with nothing on one side joins nothing."""
    if len(words) > 2 and "n" in words:  # noqa: PLR2004 - one on each side of it
        words = [words[0], *("and" if word == "n" else word for word in words[1:-1]), words[-1]]
    while len(words) > 1 and words[0] == "and":
        words = words[1:]
    while len(words) > 1 and words[-1] == "and":
        words = words[:-1]
    return words
