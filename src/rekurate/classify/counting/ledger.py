"""Counts of the user's own genred tracks by clue, and what a clue says once they are counted."""

from collections.abc import Mapping, Sequence
from math import exp, log, log1p
from typing import Final

from rekurate.classify.clues import ClueBook, Column, Part
from rekurate.classify.counting.tallies import plain_tallies, tallied
from rekurate.classify.counting.vocabulary import Vocabulary
from rekurate.classify.kinds import KIND_NAMES, KIND_OF, WITNESS_OF, Kind

Opinion = tuple[dict[int, float], float]
"""What one clue says: (lift of each genre it knows about, fall of every other genre), in nats.

Lift and fall together are the log-odds against the library's prior: lift[g] + fall for a genre it knows, fall for one
it never saw. Kept apart because the fall is the same for all genres and cancels in the pool.
"""
SILENT: Final[Opinion] = ({}, 0.0)

_LOOSE_KINDS: Final = frozenset(
    KIND_OF[name] for name in ("title_word", "artist_word", "comment_word", "comment", "added", "color", "year")
)
_PLACE_WORDS: Final = frozenset(
    KIND_OF[name] for name in ("playlist_genre", "folder_genre", "comment_genre", "title_genre")
)
_FEW: Final = 10.0
"""Genred tracks by which a user has shown which genres they use."""
_LOOSE_SUPPORT: Final = 1.6
"""Worth of the tracks that must share a word before it says anything."""
_NOTHING: Final = 1e-9
"""Rounding that is left of a count taken away."""
_EVERYWHERE: Final = 0.7
"""A clue on more than this share of the genred tracks (the music folder, the store's boilerplate) says nothing."""
_LEAST_PLACE: Final = 3.0
_LEAST_ELSE: Final = 8.0
"""Worth of tracks below which that is not yet so: of the first few tracks all may well be of one label."""
_PLACES: Final = frozenset(KIND_OF[name] for name, witness in WITNESS_OF.items() if witness == "own_places")
MOST_GENRES: Final = 8
"""Genres kept of one clue."""
_PATCHABLE: Final = 12
"""Tracks of a clue up to which leaving one out is worked out anew."""
_NEGLIGIBLE: Final = 50
"""A clue on this many times as many tracks as are to be left out says the same without them, near enough."""
_LEAST_NEWS: Final = 0.08
"""Nats (relative entropy to the prior) below which a counted clue says nothing: it is as mixed as the library."""
_PURE: Final = 0.9
"""Belief in one genre from which a clue speaks although the library is of little else."""
_LEAST_LIKENESS: Final = 0.01
"""The same for words of titles and names, and for what artists and labels are known for. As mixed as the library, they
still say that a track is one of its kind, which tells against genres that the user never used. A place that is as
mixed, such as the music folder, says not even that."""
_LIKENESS: Final = frozenset(KIND_OF[name] for name, witness in WITNESS_OF.items() if witness in ("known", "words"))


class Ledger:
    """Counts by clue and genre; some tracks' own counts can be left out."""

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
        self._everywhere: Sequence[float] = ()
        self.opinions = Opinions(self, {})
        """What each clue says of any track that is not counted itself."""

    def count(self, columns: Sequence[Column], genres: Sequence[int], worths: Sequence[float]) -> None:
        """Count all genred tracks: their clues, genres, and what each is worth as evidence."""
        self._tracks = (columns, genres)
        most = _EVERYWHERE * sum(worths)
        self._everywhere = [
            max(most, _LEAST_PLACE if kind in _PLACES else _LEAST_ELSE) for kind in range(len(KIND_NAMES))
        ]
        counts = self._counts
        marks = self.marks
        for part in tallied(columns, genres, worths):
            tally = part.worth
            for kind, numbers in part.groups:
                loose = kind in _LOOSE_KINDS  # words are never the same tracks as an album or a folder
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
            part.steady = all(self.total(number) >= _NEGLIGIBLE for _, numbers in part.groups for number in numbers)
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

    def opine(self, number: int, left_out: Mapping[int, float]) -> Opinion:
        """Work out what a clue says."""
        counts = self.counted(number)
        if left_out:
            rest = ((genre, n - left_out.get(genre, 0)) for genre, n in counts.items())
            counts = {genre: n for genre, n in rest if n > _NOTHING}
        kind = self.book.kinds[number]
        total = sum(counts.values())
        shares, slack = self._start(number, self.kinds[kind].slack)
        if not shares and (
            total <= _NOTHING or total > self._everywhere[kind] or (kind in _LOOSE_KINDS and total < _LOOSE_SUPPORT)
        ):
            return SILENT
        pseudo = self.kinds[kind].pseudo
        for genre, n in counts.items():
            shares[genre] = shares.get(genre, 0.0) + n / pseudo
        priors = self.vocabulary.priors()
        left = pseudo * slack / (total + pseudo)
        fall = log(left)
        lift: dict[int, float] = {}
        beliefs: dict[int, float] = {}
        news, unnamed, most = 0.0, 1.0, 0.0
        for genre, share in shares.items():
            nats = lift[genre] = log1p(share / (slack * priors[genre]))
            belief = beliefs[genre] = (priors[genre] + share / slack) * left
            news += belief * (nats + fall)
            unnamed -= belief
            most = max(most, belief)
        # How far it is from the library's prior (relative entropy); a nearly pure clue speaks in any case.
        news += max(unnamed, 0.0) * fall
        if news <= (_LEAST_LIKENESS if kind in _LIKENESS else _LEAST_NEWS) and most < _PURE:
            return SILENT
        return _first(lift, beliefs), fall

    def less_one(self, number: int, genre: int, worth: float) -> Opinion:
        """Return what a clue on many tracks says without one of them: only that genre's lift and the fall move."""
        lift, fall = self.opinions[number]
        if genre not in lift:
            return lift, fall
        counts = self.counted(number)
        total = self.total(number)
        pseudo = self.kinds[self.book.kinds[number]].pseudo
        share = exp(lift[genre]) - 1.0
        n = counts[genre]
        patched = dict(lift)
        patched[genre] = log1p(share * max(n - worth, 0.0) / n)
        return patched, fall + log((total + pseudo) / (total - worth + pseudo))

    def _start(self, number: int, slack: float) -> tuple[dict[int, float], float]:
        """Return what a clue believes before counting: shares of genres, and the share left to the prior."""
        base = self.book.bases.get(number)
        if not base:
            return {}, 1.0
        shares: dict[int, float] = {}
        for genre, weight in base:
            trust = (1.0 - slack) * weight
            if self.book.kinds[number] in _PLACE_WORDS and not self.vocabulary.uses(genre):
                # A playlist called "Ethereal" is a genre only to someone who uses that genre.
                trust *= _FEW / (self.vocabulary.tracks + _FEW)
            # Projecting may number a genre nobody used yet, so it happens before priors are read.
            for relative, share in self.vocabulary.project(genre):
                shares[relative] = shares.get(relative, 0.0) + trust * share
        return shares, 1.0 - sum(shares.values())


class Opinions(dict[int, Opinion]):
    """Opinions by clue, worked out when first asked for."""

    __slots__ = ("_ledger", "_left_out")

    def __init__(self, ledger: Ledger, left_out: Mapping[int, Mapping[int, float]]) -> None:
        """Keep the counts of the tracks that must not testify, by clue and genre; {} when all may."""
        super().__init__()
        self._ledger = ledger
        self._left_out = left_out

    def __missing__(self, number: int) -> Opinion:
        """Work out and keep what was not asked for before."""
        ledger = self._ledger
        left_out = ledger.family_sum(number, self._left_out)
        if left_out and sum(left_out.values()) * _NEGLIGIBLE > ledger.total(number):
            opinion = ledger.opine(number, left_out)
        elif self is ledger.opinions:
            opinion = ledger.opine(number, {})
        else:
            opinion = ledger.opinions[number]
        self[number] = opinion
        return opinion


class LessOne(Opinions):
    """Opinions when one track, which has all the clues that are asked about, must not testify: patched, not redone."""

    __slots__ = ("_genre", "_worth")

    def __init__(self, ledger: Ledger, genre: int, worth: float) -> None:
        """Leave out one track of `genre`, worth so much."""
        super().__init__(ledger, {})
        self._genre = genre
        self._worth = worth

    def __missing__(self, number: int) -> Opinion:
        """Work out and keep what was not asked for before."""
        total = self._ledger.total(number)
        if total <= _PATCHABLE:
            opinion = self._ledger.opine(number, {self._genre: self._worth})
        elif total >= _NEGLIGIBLE:
            opinion = self._ledger.opinions[number]
        else:
            opinion = self._ledger.less_one(number, self._genre, self._worth)
        self[number] = opinion
        return opinion


def strongest(lift: dict[int, float], priors: Sequence[float]) -> dict[int, float]:
    """Keep the genres a clue makes most likely: a playlist of everything need not name all it holds."""
    if len(lift) <= MOST_GENRES:
        return lift
    return _first(lift, {genre: priors[genre] * exp(nats) for genre, nats in lift.items()})


def _first(lift: dict[int, float], beliefs: Mapping[int, float]) -> dict[int, float]:
    if len(lift) <= MOST_GENRES:
        return lift
    order = sorted(zip(beliefs.values(), beliefs, strict=True), reverse=True)
    return {genre: lift[genre] for _, genre in order[:MOST_GENRES]}
