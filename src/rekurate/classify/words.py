"""Words of titles, comments, playlists and folders: cut, and read as genres where they name one."""

import re
from collections.abc import Callable
from typing import Final

from rekurate.model import fold
from rekurate.taxonomy import Taxonomy, Verdict

_WORD: Final = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
LONGEST_PHRASE: Final = 4
"""Words in the longest genre name looked for ("melodic house & techno")."""
_DATES: Final = frozenset(
    "january february march april may june july august september october november december spring summer winter".split()
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
        """Keep the taxonomy, and the folded canonical names for the fast look through titles."""
        self._taxonomy = taxonomy
        self._names: dict[str, str] = {}
        for genre in taxonomy.genres:
            self._names[" ".join(words_of(genre))] = genre
        self._starts = frozenset(name.split(" ", 1)[0] for name in self._names)
        self._resolved: dict[str, str | None] = {}

    def in_title(self, words: list[str]) -> tuple[str, ...]:
        """Return the canonical genres whose own names stand in a title's words, longest name first."""
        if self._starts.isdisjoint(words):
            return ()
        return self._scan(words, self._names.get)

    def in_name(self, text: str) -> tuple[str, ...]:
        """Return the genres a playlist's, folder's or comment's name speaks of, by any spelling the taxonomy knows.

        "Artist - Album" names are read like titles: their words are names, and there are as many as albums.
        """
        words = words_of(text)
        if " - " in text:
            return self.in_title(words)
        return self._scan(words[:_NAME_WORDS], self._look_up)

    def _scan(self, words: list[str], look_up: Callable[[str], str | None]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        at = 0
        while at < len(words):
            longest = min(LONGEST_PHRASE, len(words) - at) if words[at] in self._starts else 1
            for length in range(longest, 0, -1):
                genre = look_up(" ".join(words[at : at + length]))
                if genre is not None:
                    found[genre] = None
                    at += length - 1
                    break
            at += 1
        return tuple(found)

    def _look_up(self, phrase: str) -> str | None:
        if phrase not in self._resolved:
            resolution = self._taxonomy.resolve(phrase) if _may_name(phrase) else None
            sure = resolution is not None and resolution.verdict in (Verdict.CANONICAL, Verdict.ALIAS)
            self._resolved[phrase] = resolution.genre if resolution is not None and sure else None
        return self._resolved[phrase]


def _may_name(phrase: str) -> bool:
    return len(phrase) > 1 and not phrase.isdigit() and phrase not in _DATES
