"""Words of titles, comments, playlists and folders: cut, and read as genres where they name one."""

import re
from typing import Final

from rekurate.model import fold
from rekurate.taxonomy import Taxonomy

_WORD: Final = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
LONGEST_PHRASE: Final = 4
"""Words in the longest genre name looked for ("melodic house & techno")."""
_DATES: Final = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "winter",
    ]
)
"""Words of folders and playlists that say when, whatever else they could mean."""
_NAME_WORDS: Final = 16
"""Words of a playlist's, folder's or comment's name that are read."""
TITLE_WORDS: Final = 12
"""Words of a title that are read: nobody's title is longer, and a thousand-character one costs no more."""


def words_of(text: str) -> list[str]:
    """Cut text into folded words; white space, punctuation and underscores separate."""
    return _WORD.findall(text.lower() if text.isascii() else fold(text[:300]))


class GenreWords:
    """Finds genre names inside free text."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Index every name, and every spelling that nobody would dispute, by its words."""
        self._names: dict[str, str] = {}
        self._spellings: dict[str, str] = {}
        self._phrases: dict[str, str] = {}
        for genre in taxonomy.genres:
            self._names[" ".join(words_of(genre))] = genre
            loose = " ".join(words_of(genre.replace("-", " ").replace("&", " and ")))
            if " " in loose:
                self._phrases.setdefault(loose, genre)
            for alias in taxonomy.aliases_of(genre):
                if not alias.debatable:
                    spelling = " ".join(words_of(alias.text))
                    self._spellings.setdefault(spelling, genre)
                    if " " in spelling:  # "hip hop", "drum and bass": one word of a title means too many things
                        self._phrases.setdefault(spelling, genre)
        self._spellings |= self._names
        self._phrases |= self._names
        for word in [word for word in self._spellings if not _may_name(word)]:
            del self._spellings[word]
        self._starts = frozenset(name.split(" ", 1)[0] for name in self._phrases)
        self._spelling_starts = frozenset(name.split(" ", 1)[0] for name in self._spellings)

    def in_title(self, words: list[str]) -> tuple[str, ...]:
        """Return the canonical genres whose own names, or spellings of several words, stand in a title's words."""
        return () if self._starts.isdisjoint(words) else _scan(words, self._phrases)

    def in_name(self, text: str) -> tuple[str, ...]:
        """Return the genres a playlist's, folder's or comment's name speaks of, by any spelling the taxonomy lists.

        "Artist - Album" names are read like titles: their words are names, not places.
        """
        words = words_of(text)
        if " - " in text:
            return self.in_title(words)
        return () if self._spelling_starts.isdisjoint(words) else _scan(words[:_NAME_WORDS], self._spellings)


def _scan(words: list[str], names: dict[str, str]) -> tuple[str, ...]:
    """Find names in words, the longest first where several begin at one word."""
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            genre = names.get(" ".join(words[at : at + length]))
            if genre is not None:
                found[genre] = None
                at += length - 1
                break
        at += 1
    return tuple(found)


def _may_name(phrase: str) -> bool:
    return len(phrase) > 1 and not phrase.isdigit() and phrase not in _DATES
