"""What a known spelling means, and everything that is known about spellings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from rekurate.taxonomy.table import Verdict

PATH_SIGN: Final = "|"
"""Between a genre and its sub-genre, as Beatport writes them."""


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
    paths: Mapping[str, Entry]
    """A shop's "Genre | Sub-genre", by the two keys with `PATH_SIGN` between."""
    accented: Mapping[str, Entry]
    """What an accent makes another word than the genre of that key ("Electrónica"), by the folded case of the text."""
    parents: Mapping[str, str | None]
    """Canonical name -> the genre above it."""
