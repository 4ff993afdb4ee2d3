"""Read titles as clues: the words that titles share, and the genres they name."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from rekurate.classify.clues import ClueBook, Part
from rekurate.classify.reading.words import TITLE_WORDS, GenreWords, words_of

_LENGTH: Final = 200
"""Characters of a title that are read."""
_SHARED: Final = 2
"""Titles a word must stand in before it is learnt: one that no other track has can say nothing about another."""


class TitleReader:
    """Reads titles; learns their words until it is closed."""

    def __init__(self, book: ClueBook, genre_words: GenreWords) -> None:
        """Start with no words learnt."""
        self._book = book
        self._genre_words = genre_words
        self._words: dict[str, int] = {}
        self._parts: dict[tuple[tuple[int, ...], tuple[str, ...]], Part | None] = {}
        self._learning = True

    def close(self, speaks: Callable[[int], bool]) -> None:
        """Stop learning words, and forget those that say nothing: titles are then read by the others alone."""
        self._learning = False
        self._words = {word: number for word, number in self._words.items() if speaks(number)}

    def read(self, titles: Iterable[str]) -> list[Part | None]:
        """Return what each title says; while learning, the words that at least two of these titles share are learnt."""
        cut = [words_of(title[:_LENGTH])[:TITLE_WORDS] if title else [] for title in titles]
        if self._learning:
            self._learn(cut)
        return [self._read(words) for words in cut]

    def _learn(self, titles: list[list[str]]) -> None:
        for word, n in Counter(chain.from_iterable(titles)).items():
            if n >= _SHARED and word not in self._words:
                self._words[word] = self._book.number("title_word", word)

    def _read(self, words: list[str]) -> Part | None:
        known = self._words
        genres = self._genre_words.in_title(words)
        key = (tuple([known[word] for word in words if word in known]), genres)
        parts = self._parts
        if key in parts:
            return parts[key]
        book = self._book
        groups = book.group("title_word", iter(key[0]))
        if genres:
            groups += book.group("title_genre", (book.genre("title_genre", genre) for genre in genres))
        part = parts[key] = Part(groups) if groups else None
        return part
