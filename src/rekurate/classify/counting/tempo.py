"""Tempo refutes, it never chooses: it weighs between genres that other evidence names, and brings none in by itself."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Final

from rekurate.classify.counting.vocabulary import Vocabulary

_ENOUGH: Final = 12
"""Tracks of a genre with a BPM before the user's own tempos make one plausible that the taxonomy does not know."""
_TAXONOMY: Final = 3.0
"""Tracks' worth of trust in the taxonomy's range, beside the user's own tempos of a genre."""
_BIN: Final = 2.0
"""BPM a bin."""
_KERNEL: Final = (0.1, 0.2, 0.4, 0.2, 0.1)
"""How a track's tempo is spread over the neighbouring bins: a genre played at 124 and 128 is played at 126."""
_OCTAVE_SHARE: Final = 0.1
"""Share of tracks taken to be analysed at half or double tempo."""
_FLOOR: Final = 0.05
"""The least a genre keeps of its odds at a tempo it was never seen at; analysis goes wrong now and then."""
_MOST: Final = 5.0
"""The most its odds gain against genres that are rarely played at a tempo."""
_OUTSIDE: Final = 0.12
"""What a genre keeps outside the taxonomy's range, where the user's own tempos do not say."""
_USUAL: Final = 0.3
"""Share of how common a tempo is among all tracks from which it is usual for a genre."""
_MARGIN: Final = 5.0
"""BPM by which a tempo may miss a genre's range and still be meant as it is written."""
_LEADERS: Final = 4
"""Genres that are guessed without a clue; none beyond them is likelier than what clues name."""
_LAST: Final = 150
"""Bins: 300 BPM is the end."""

Beliefs = tuple[list[float], list[float], float]
"""Belief in every numbered genre before any clue: logarithms, values, and their sum."""


class Tempo:
    """How often the user's tracks of each genre are at a tempo, compared with all of their tracks."""

    def __init__(self, vocabulary: Vocabulary, tracks: Iterable[tuple[int, float]]) -> None:
        """Learn from (genre, bpm) of the user's own tracks; a BPM of 0 is unknown and skipped."""
        self.vocabulary = vocabulary
        counts: dict[int, list[int]] = {}
        for genre, bpm in tracks:
            if bpm > 0:
                row = counts.get(genre)
                if row is None:
                    row = counts[genre] = [0] * (_LAST + 1)
                row[bin_of(bpm)] += 1
        self._tracks = {genre: sum(row) for genre, row in counts.items()}
        self._rows = {genre: _spread(row) for genre, row in counts.items()}
        total = sum(self._tracks.values()) or 1
        self._all = [sum(column) / total for column in zip(*self._rows.values(), strict=True)] or [0.0] * (_LAST + 1)
        self._rooms: dict[int, float] = {}
        self._paces: dict[int, Pace] = {}

    def pace(self, bpm: float) -> "Pace":
        """Return what a BPM says; of 0, which is unknown, nothing."""
        at = bin_of(bpm)
        known = self._paces.get(at)
        if known is None:
            known = self._paces[at] = Pace(self, at, {})
        return known

    def without(self, bpm: float, silenced: Iterable[tuple[int, float]]) -> "Pace":
        """Return what a BPM says when some tracks, (genre, bpm) each, must not testify: nor do they make it common."""
        left: dict[int, list[int]] = {}
        for genre, other in silenced:
            left.setdefault(genre, []).append(bin_of(other))
        return Pace(self, bin_of(bpm), left)

    def plausible(self, genre: int, bpm: float) -> bool:
        """Whether the taxonomy, or the user's own tracks of the genre, know it at this BPM, its half or its double."""
        if bpm <= 0 or self.vocabulary.taxonomy.plausible_at(self.vocabulary.names[genre], bpm):
            return True
        n, at = self._tracks.get(genre, 0), bin_of(bpm)
        return n >= _ENOUGH and _at(self._rows[genre], at) / n > _USUAL * _at(self._all, at)

    def is_octave(self, genre: int, bpm: float) -> bool:
        """Whether only the half or the double of the BPM fits the genre's range."""
        known = self.vocabulary.taxonomy.genres.get(self.vocabulary.names[genre])
        if known is None or known.bpm is None or bpm <= 0:
            return False
        low, high = known.bpm[0] - _MARGIN, known.bpm[1] + _MARGIN
        return not low <= bpm <= high and any(low <= other <= high for other in (bpm / 2, bpm * 2))

    def kept(self, genre: int, at: int, left: Sequence[int] = ()) -> float:
        """Return the share of its odds a genre keeps in a tempo bin; `left` are bins of its tracks that stay silent.

        It is the genre's tempo density over that of all tracks, between `_FLOOR` and `_MOST`: 1 where it is played as
        often as anything. A genre of few tracks leans on the taxonomy's range.
        """
        if at < 0:
            return 1.0
        fits = self._fits(genre, at)
        everything = _at(self._all, at)
        if everything <= 0:
            return fits
        n, own = float(self._tracks.get(genre, 0)), _at(self._rows[genre], at) if genre in self._rows else 0.0
        for other in left:
            if other >= 0:
                n, own = n - 1.0, own - _reach(other, at)
        known = _TAXONOMY * fits / self._room(genre) + max(own, 0.0) / everything
        return min(_MOST, known / (_TAXONOMY + n) + _FLOOR)

    def _fits(self, genre: int, at: int) -> float:
        centre = at * _BIN + _BIN / 2
        return 1.0 if self.vocabulary.taxonomy.plausible_at(self.vocabulary.names[genre], centre) else _OUTSIDE

    def _room(self, genre: int) -> float:
        """Return the share of all tracks at tempos that fit a genre: the fewer, the more each of them says."""
        known = self._rooms.get(genre)
        if known is None:
            known = sum(share * self._fits(genre, at) for at, share in enumerate(self._all) if share > 0)
            self._rooms[genre] = known
        return known


class Pace:
    """What one tempo says of every genre: the belief in each before any clue is heard."""

    __slots__ = ("_at", "_beliefs", "_leaders", "_left", "_tempo", "is_known")

    def __init__(self, tempo: Tempo, at: int, left: Mapping[int, Sequence[int]]) -> None:
        """Start with nothing worked out; `left` are the bins of tracks that stay silent, by genre (-1: no BPM)."""
        self._tempo = tempo
        self._at = at
        self._left = left
        self._beliefs: Beliefs = ([], [], 0.0)
        self._leaders: tuple[int, ...] = ()
        self.is_known = at >= 0
        """Whether there is a BPM at all."""

    def beliefs(self) -> Beliefs:
        """Return the belief in every genre numbered so far; evidence may have named new ones since."""
        base, values, total = self._beliefs
        vocabulary = self._tempo.vocabulary
        if len(base) < len(vocabulary.names):
            if self._left and not base:
                base, values, total = self._patched()
            new = [
                vocabulary.prior(genre) * self._tempo.kept(genre, self._at)
                for genre in range(len(base), len(vocabulary.names))
            ]
            self._beliefs = (base + [log(value) for value in new], values + new, total + sum(new))
        return self._beliefs

    def leaders(self) -> tuple[int, ...]:
        """Return the user's commonest genres that the tempo does not refute, commonest first, for a guess.

        They are those of all tracks, also where some are silent: one track does not change what is common.
        """
        if self._left:
            return self._plain().leaders()
        if not self._leaders:
            values = list(map(min, self.beliefs()[1], self._tempo.pace(0.0).beliefs()[1]))
            self._leaders = tuple(sorted(range(len(values)), key=values.__getitem__, reverse=True)[:_LEADERS])
        return self._leaders

    def novelty(self, genre: int) -> float:
        """Return how surely the user does not use a genre, the silent tracks left out."""
        return self._tempo.vocabulary.novelty(genre, len(self._left.get(genre, ())))

    def loss(self, genre: int) -> float:
        """Return what the belief in a genre must lose (0 or less, in nats) so that it gains nothing from the tempo."""
        return min(0.0, self._tempo.pace(0.0).beliefs()[0][genre] - self.beliefs()[0][genre])

    def _plain(self) -> "Pace":
        return self._tempo.pace(self._at * _BIN + _BIN / 2)

    def _patched(self) -> Beliefs:
        """Start from what all tracks say, and work the silenced ones' genres out anew."""
        base, values, total = self._plain().beliefs()
        base, values = base.copy(), values.copy()
        for genre, left in self._left.items():
            value = self._tempo.vocabulary.prior(genre, len(left)) * self._tempo.kept(genre, self._at, left)
            total += value - values[genre]
            base[genre], values[genre] = log(value), value
        return base, values, total


def bin_of(bpm: float) -> int:
    """Return the tempo bin of a BPM; -1 for 0, which is none."""
    return min(int(bpm / _BIN), _LAST) if bpm > 0 else -1


def _spread(counts: Sequence[int]) -> list[float]:
    """Smooth a histogram."""
    reach = len(_KERNEL) // 2
    smooth = [0.0] * len(counts)
    for at, n in enumerate(counts):
        if n:
            for step, weight in enumerate(_KERNEL):
                to = at + step - reach
                if 0 <= to < len(smooth):
                    smooth[to] += n * weight
    return smooth


def _at(row: Sequence[float], at: int) -> float:
    """Return the tracks at a bin, with a share of those analysed at half or double tempo."""
    other = row[at // 2] + (row[at * 2] if at * 2 <= _LAST else 0.0)
    return (1.0 - _OCTAVE_SHARE) * row[at] + _OCTAVE_SHARE * other / 2.0


def _reach(at: int, to: int) -> float:
    """Return what one track in bin `at` adds to `_at(row, to)`."""
    other = _kernel(to // 2 - at) + (_kernel(to * 2 - at) if to * 2 <= _LAST else 0.0)
    return (1.0 - _OCTAVE_SHARE) * _kernel(to - at) + _OCTAVE_SHARE * other / 2.0


def _kernel(step: int) -> float:
    at = step + len(_KERNEL) // 2
    return _KERNEL[at] if 0 <= at < len(_KERNEL) else 0.0
