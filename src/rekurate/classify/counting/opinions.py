"""What a clue says of genres, once the genred tracks are counted; also where some of them must not testify."""

from collections.abc import Mapping, Sequence
from math import exp, log, log1p
from typing import Final

from rekurate.classify.counting.ledger import LOOSE_KINDS, NEGLIGIBLE, Ledger
from rekurate.classify.kinds import KIND_OF, WITNESS_OF

Opinion = tuple[dict[int, float], float]
"""What one clue says: (lift of each genre it knows about, fall of every other genre), in nats.

Lift and fall together are the log-odds against the library's prior: lift[g] + fall for a genre it knows, fall for one
it never saw. Kept apart because the fall is the same for all genres and cancels in the pool.
"""
SILENT: Final[Opinion] = ({}, 0.0)

_PLACE_WORDS: Final = frozenset(
    KIND_OF[name] for name in ("playlist_genre", "folder_genre", "comment_genre", "title_genre")
)
_FEW: Final = 10.0
"""Genred tracks by which a user has shown which genres they use."""
_LOOSE_SUPPORT: Final = 1.6
"""Worth of the tracks that must share a word before it says anything."""
_NOTHING: Final = 1e-9
"""Rounding that is left of a count taken away."""
MOST_GENRES: Final = 8
"""Genres kept of one clue."""
_PATCHABLE: Final = 12
"""Tracks of a clue up to which leaving one out is worked out anew."""
_LEAST_NEWS: Final = 0.08
"""Nats (relative entropy to the prior) below which a counted clue says nothing: it is as mixed as the library."""
_PURE: Final = 0.9
"""Belief in one genre from which a clue speaks although the library is of little else."""
_LEAST_LIKENESS: Final = 0.01
"""The same for words of titles and names, and for what artists and labels are known for. As mixed as the library, they
still say that a track is one of its kind, which tells against genres that the user never used. A place that is as
mixed, such as the music folder, says not even that."""
_LIKENESS: Final = frozenset(KIND_OF[name] for name, witness in WITNESS_OF.items() if witness in ("known", "words"))


class Opinions(dict[int, Opinion]):
    """What each clue says of a track that is not counted itself; worked out when first asked for."""

    __slots__ = ("ledger",)

    def __init__(self, ledger: Ledger) -> None:
        """Rest on all that is counted."""
        super().__init__()
        self.ledger = ledger

    def __missing__(self, number: int) -> Opinion:
        """Work out and keep what was not asked for before."""
        opinion = self[number] = opine(self.ledger, number)
        return opinion


class OpinionsWithout(Opinions):
    """The same when some tracks must not testify."""

    __slots__ = ("_left_out", "_whole")

    def __init__(self, whole: Opinions, left_out: Mapping[int, Mapping[int, float]]) -> None:
        """Leave out what those tracks are worth, by clue and genre."""
        super().__init__(whole.ledger)
        self._whole = whole
        self._left_out = left_out

    def __missing__(self, number: int) -> Opinion:
        """Work out and keep what was not asked for before."""
        ledger = self.ledger
        left_out = ledger.family_sum(number, self._left_out)
        if left_out and sum(left_out.values()) * NEGLIGIBLE > ledger.total(number):
            opinion = opine(ledger, number, left_out)
        else:
            opinion = self._whole[number]
        self[number] = opinion
        return opinion


class OpinionsLessOne(Opinions):
    """The same when one track, which has all the clues that are asked about, must not testify: patched, not redone."""

    __slots__ = ("_genre", "_whole", "_worth")

    def __init__(self, whole: Opinions, genre: int, worth: float) -> None:
        """Leave out one track of `genre`, worth so much."""
        super().__init__(whole.ledger)
        self._whole = whole
        self._genre = genre
        self._worth = worth

    def __missing__(self, number: int) -> Opinion:
        """Work out and keep what was not asked for before."""
        total = self.ledger.total(number)
        if total <= _PATCHABLE:
            opinion = opine(self.ledger, number, {self._genre: self._worth})
        elif total >= NEGLIGIBLE:
            opinion = self._whole[number]
        else:
            opinion = less_one(self._whole, number, self._genre, self._worth)
        self[number] = opinion
        return opinion


def opine(ledger: Ledger, number: int, left_out: Mapping[int, float] | None = None) -> Opinion:
    """Work out what a clue says; `left_out` is what tracks that must not testify are worth in it, by genre."""
    counts = ledger.counted(number)
    if left_out:
        rest = ((genre, n - left_out.get(genre, 0)) for genre, n in counts.items())
        counts = {genre: n for genre, n in rest if n > _NOTHING}
    kind = ledger.book.kinds[number]
    total = sum(counts.values())
    shares, slack = _start(ledger, number, ledger.kinds[kind].slack)
    if not shares and (
        total <= _NOTHING or total > ledger.everywhere[kind] or (kind in LOOSE_KINDS and total < _LOOSE_SUPPORT)
    ):
        return SILENT
    pseudo = ledger.kinds[kind].pseudo
    for genre, n in counts.items():
        shares[genre] = shares.get(genre, 0.0) + n / pseudo
    priors = ledger.vocabulary.priors()
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


def less_one(whole: Opinions, number: int, genre: int, worth: float) -> Opinion:
    """Return what a clue on many tracks says without one of them: only that genre's lift and the fall move."""
    lift, fall = whole[number]
    if genre not in lift:
        return lift, fall
    ledger = whole.ledger
    counts = ledger.counted(number)
    total = ledger.total(number)
    pseudo = ledger.kinds[ledger.book.kinds[number]].pseudo
    share = exp(lift[genre]) - 1.0
    n = counts[genre]
    patched = dict(lift)
    patched[genre] = log1p(share * max(n - worth, 0.0) / n)
    return patched, fall + log((total + pseudo) / (total - worth + pseudo))


def _start(ledger: Ledger, number: int, slack: float) -> tuple[dict[int, float], float]:
    """Return what a clue believes before counting: shares of genres, and the share left to the prior."""
    base = ledger.book.bases.get(number)
    if not base:
        return {}, 1.0
    shares: dict[int, float] = {}
    for genre, weight in base:
        trust = (1.0 - slack) * weight
        if ledger.book.kinds[number] in _PLACE_WORDS and not ledger.vocabulary.uses(genre):
            # A playlist called "Ethereal" is a genre only to someone who uses that genre.
            trust *= _FEW / (ledger.vocabulary.tracks + _FEW)
        # Projecting may number a genre nobody used yet, so it happens before priors are read.
        for relative, share in ledger.vocabulary.project(genre):
            shares[relative] = shares.get(relative, 0.0) + trust * share
    return shares, 1.0 - sum(shares.values())


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
