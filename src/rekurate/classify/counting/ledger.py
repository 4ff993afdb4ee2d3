"""Counts of the user's own genred tracks, by clue and genre."""

from collections.abc import Mapping, Sequence
from typing import Final

from rekurate.classify.clues import ClueBook, Column, Part
from rekurate.classify.counting.tallies import plain_tallies, tallied
from rekurate.classify.counting.vocabulary import Vocabulary
from rekurate.classify.kinds import KIND_NAMES, KIND_OF, WITNESS_OF, Kind

LOOSE_KINDS: Final = frozenset(
    KIND_OF[name] for name in ("title_word", "artist_word", "comment_word", "comment", "added", "color", "year")
)
"""Kinds whose values tracks share by chance: words, days, colours."""
_EVERYWHERE: Final = 0.7
"""A clue on more than this share of the genred tracks (the music folder, the store's boilerplate) says nothing."""
_LEAST_PLACE: Final = 3.0
_LEAST_ELSE: Final = 8.0
"""Worth of tracks below which that is not yet so: of the first few tracks all may well be of one label."""
_PLACES: Final = frozenset(KIND_OF[name] for name, witness in WITNESS_OF.items() if witness == "own_places")
NEGLIGIBLE: Final = 50
"""A clue on this many times as many tracks as are to be left out says the same without them, near enough."""


class Ledger:
    """The counts: what the tracks with a clue are worth as evidence, by genre."""

    def __init__(self, kinds: Sequence[Kind], book: ClueBook, vocabulary: Vocabulary) -> None:
        """Start with nothing counted."""
        self.kinds = kinds
        self.book = book
        self.vocabulary = vocabulary
        self._counts: dict[int, dict[int, float]] = {}
        self._tracks: tuple[Sequence[Column], Sequence[int]] = ((), ())
        self._tallies: dict[int, list[dict[int, int]]] = {}
        self._totals: dict[int, float] = {}
        self.marks: dict[int, int] = {}
        """By clue: equal for two clues only if the very same genred tracks have them."""
        self.everywhere: Sequence[float] = ()
        """By kind: worth of tracks above which a clue is on nearly all of them and says nothing."""

    def count(self, columns: Sequence[Column], genres: Sequence[int], worths: Sequence[float]) -> None:
        """Count all genred tracks: their clues, genres, and what each is worth as evidence."""
        self._tracks = (columns, genres)
        most = _EVERYWHERE * sum(worths)
        self.everywhere = [
            max(most, _LEAST_PLACE if kind in _PLACES else _LEAST_ELSE) for kind in range(len(KIND_NAMES))
        ]
        counts = self._counts
        marks = self.marks
        for part in tallied(columns, genres, worths):
            tally = part.worth
            for kind, numbers in part.groups:
                loose = kind in LOOSE_KINDS  # words are never the same tracks as an album or a folder
                for number in numbers:
                    row = counts.get(number)
                    if row is None:
                        counts[number] = tally.copy()
                    else:
                        for genre, n in tally.items():
                            row[genre] = row.get(genre, 0) + n
                    if not loose:
                        marks[number] = marks.get(number, 0) ^ part.mark

    def counted(self, number: int) -> Mapping[int, float]:
        """Return what the tracks with a clue are worth, by genre."""
        return self.family_sum(number, self._counts)

    def family_sum(self, number: int, counts: Mapping[int, Mapping[int, float]]) -> Mapping[int, float]:
        """Return the counts of a clue, those of its other strengths added."""
        family = self.book.families.get(number)
        if family is None or len(family) == 1:
            return counts.get(number, {})
        total: dict[int, float] = {}
        for one in family:
            for genre, n in counts.get(one, {}).items():
                total[genre] = total.get(genre, 0.0) + n
        return total

    def total(self, number: int) -> float:
        """Return what all tracks with a clue are worth."""
        known = self._totals.get(number)
        if known is None:
            known = self._totals[number] = sum(self.counted(number).values())
        return known

    def is_steady(self, part: Part) -> bool:
        """Whether a part says the same, near enough, when any one track may not testify."""
        if part.steady is None:
            part.steady = all(self.total(number) >= NEGLIGIBLE for _, numbers in part.groups for number in numbers)
        return part.steady

    def tracks_with(self, number: int) -> Mapping[int, int]:
        """Return how many genred tracks have a clue, by genre: the plain counts, for people."""
        if not self._tallies:
            self._tallies = plain_tallies(*self._tracks)
        tally: dict[int, int] = {}
        for part in self._tallies.get(number, ()):
            for genre, n in part.items():
                tally[genre] = tally.get(genre, 0) + n
        return tally
