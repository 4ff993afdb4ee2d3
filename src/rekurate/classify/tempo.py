"""Tempo refutes, it never chooses: a genre loses belief at a BPM it is not played at, and gains none at one it is."""

from collections.abc import Iterable
from math import log
from typing import Final

from rekurate.classify.vocabulary import Vocabulary

ENOUGH: Final = 12
"""Tracks of a genre with a BPM before the user's own tempos count instead of the taxonomy's range."""
_BIN: Final = 2.0
"""BPM a bin."""
_KERNEL: Final = (0.25, 0.6, 1.0, 0.6, 0.25)
"""Weights of neighbouring bins: a genre played at 124 and 128 is played at 126."""
_OCTAVE_SHARE: Final = 0.1
"""Share of tracks taken to be analysed at half or double tempo."""
_FLOOR: Final = 0.03
"""The least a genre keeps of its odds at a tempo it was never seen at; analysis goes wrong now and then."""
_OUTSIDE: Final = 0.12
"""What a genre keeps outside the taxonomy's range, where the user's own tempos do not say."""
_LEADERS: Final = 4
"""Genres that are guessed without a clue; none beyond them is likelier than what clues name."""
_LAST: Final = 150
"""Bins: 300 BPM is the end."""


class Tempo:
    """How much belief each genre keeps at a tempo."""

    def __init__(self, vocabulary: Vocabulary, tracks: Iterable[tuple[int, float]]) -> None:
        """Learn from (genre, bpm) of the user's own tracks; a BPM of 0 is unknown and skipped."""
        self._vocabulary = vocabulary
        counts: dict[int, list[float]] = {}
        for genre, bpm in tracks:
            if bpm > 0:
                row = counts.get(genre)
                if row is None:
                    row = counts[genre] = [0.0] * (_LAST + 1)
                row[bin_of(bpm)] += 1.0
        everything = [sum(column) for column in zip(*counts.values(), strict=True)] or [0.0] * (_LAST + 1)
        self._all = _density(everything)
        self._own = {genre: _density(row) for genre, row in counts.items() if sum(row) >= ENOUGH}
        self._beliefs: dict[int, tuple[list[float], list[float], float]] = {}
        self._leaders: dict[int, tuple[int, ...]] = {}

    def plausible(self, genre: int, bpm: float) -> bool:
        """Whether the taxonomy, or the user's own tracks of the genre, know it at this BPM, its half or its double."""
        if bpm <= 0 or self._vocabulary.taxonomy.plausible_at(self._vocabulary.names[genre], bpm):
            return True
        own = self._own.get(genre)
        return own is not None and _at(own, bin_of(bpm)) > 0.3 * _at(self._all, bin_of(bpm))

    def is_octave(self, genre: int, bpm: float) -> bool:
        """Whether only the half or the double of the BPM fits the genre's range."""
        range_ = _range(self._vocabulary, genre)
        if range_ is None or bpm <= 0 or range_[0] - 5 <= bpm <= range_[1] + 5:
            return False
        return any(range_[0] - 5 <= other <= range_[1] + 5 for other in (bpm / 2, bpm * 2))

    def beliefs(self, bpm: float) -> tuple[list[float], list[float], float]:
        """Return the belief in every numbered genre at a BPM, before any clue: logarithms, values, and their sum."""
        at = bin_of(bpm) if bpm > 0 else -1
        known = self._beliefs.get(at) or ([], [], 0.0)
        size = len(self._vocabulary.names)
        if len(known[0]) < size:  # evidence has named genres nobody used: the others keep their belief
            new = [self._vocabulary.prior(genre) * self._kept(genre, at) for genre in range(len(known[0]), size)]
            known = self._beliefs[at] = (known[0] + [log(value) for value in new], known[1] + new, known[2] + sum(new))
        return known

    def leaders(self, bpm: float) -> tuple[int, ...]:
        """Return the genres most likely at a BPM before any clue, best first: what is left where nothing speaks."""
        at = bin_of(bpm) if bpm > 0 else -1
        known = self._leaders.get(at)
        if known is None:
            values = self.beliefs(bpm)[1]
            ranked = sorted(range(len(values)), key=values.__getitem__, reverse=True)
            known = self._leaders[at] = tuple(ranked[:_LEADERS])
        return known

    def _kept(self, genre: int, at: int) -> float:
        """Return the share of its odds a genre keeps in a tempo bin: 1 where the tempo says nothing against it."""
        if at < 0:
            return 1.0
        own = self._own.get(genre)
        if own is not None:
            everything = _at(self._all, at)
            return min(1.0, _at(own, at) / everything + _FLOOR) if everything > 0 else 1.0
        fits = self._vocabulary.taxonomy.plausible_at(self._vocabulary.names[genre], at * _BIN + _BIN / 2)
        return 1.0 if fits else _OUTSIDE


def bin_of(bpm: float) -> int:
    """Return the tempo bin of a BPM."""
    return min(int(bpm / _BIN), _LAST)


def _range(vocabulary: Vocabulary, genre: int) -> tuple[float, float] | None:
    known = vocabulary.taxonomy.genres.get(vocabulary.names[genre])
    return known.bpm if known else None


def _density(counts: list[float]) -> list[float]:
    """Smooth a histogram and scale it to sum to 1."""
    reach = len(_KERNEL) // 2
    smooth = [0.0] * len(counts)
    for at, n in enumerate(counts):
        if n:
            for step, weight in enumerate(_KERNEL):
                to = at + step - reach
                if 0 <= to < len(smooth):
                    smooth[to] += n * weight
    total = sum(smooth)
    return [value / total for value in smooth] if total else smooth


def _at(density: list[float], at: int) -> float:
    """Return the density at a bin, with a share for tracks analysed at half or double tempo."""
    other = density[at // 2] + (density[at * 2] if at * 2 <= _LAST else 0.0)
    return (1.0 - _OCTAVE_SHARE) * density[at] + _OCTAVE_SHARE * other / 2.0
