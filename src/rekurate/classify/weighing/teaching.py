"""Fit weights and tiers to one library, on the tracks the user genred, each as if its genre were not known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zlib import crc32

from rekurate.classify.clues import Clues
from rekurate.classify.counting.holdout import Counted, LeaveOut, credits_in
from rekurate.classify.counting.opinions import Opinions
from rekurate.classify.counting.tempo import Tempo
from rekurate.classify.weighing.calibrate import Calibration, Judged, calibrate
from rekurate.classify.weighing.fit import LEAST, Example, example_of, fit
from rekurate.classify.weighing.pool import Pool

_SAMPLE: Final = 800
"""Genred tracks that teach the weights and the tiers; more change nothing a person would see and cost time."""
_SAMPLE_FAMILIAR: Final = 500
"""The same for artists the user has genred before: most of these are right, so that fewer tell as much."""
_SAMPLE_BURDEN: Final = 30_000
"""Tracks looked at to hold others out, after which fewer will do: met where artists have a hundred each."""
_SAMPLE_LEAST: Final = 250
"""How many will do then."""
_ENOUGH_TO_FIT: Final = 80
"""Tracks below which the shipped weights stay; the tiers are calibrated all the same."""
_ODD: Final = 2654435761
"""Spreads checksums of like names over all parts."""

Chosen = Callable[[int], bool]
"""Whether the genred track at a place may teach."""


@dataclass(frozen=True, slots=True)
class Regime:
    """Weights and tiers for one situation: artists the user has genred before, or strangers."""

    pool: Pool
    calibration: Calibration


class Teacher:
    """The genred tracks of one library as examples; a track is named by its place among them.

    What clues and tempo say about an example never rests on the example itself, nor on copies of its recording.
    """

    def __init__(self, opinions: Opinions, tempo: Tempo, counted: Counted) -> None:
        """Take what was counted, and what it says; nothing is fitted yet."""
        self._opinions = opinions
        self._ledger = opinions.ledger
        self._counted = counted
        self.by_artist = LeaveOut(opinions, tempo, counted, artists=True)
        """For strangers: whoever shares an artist or remixer with an example is silent about it."""
        self.by_track = LeaveOut(opinions, tempo, counted, artists=False)
        """For familiar artists: their other tracks speak."""

    def for_strangers(self, chosen: Chosen | None = None) -> Regime:
        """Fit weights and tiers for tracks of artists whom the user has not genred before."""
        return self._regime(self.sample(strangers=True), self.by_artist, chosen)

    def for_familiar(self, chosen: Chosen | None = None) -> Regime:
        """Fit weights and tiers for tracks of artists whom the user has genred before."""
        return self._regime(self.sample(strangers=False), self.by_track, chosen)

    def _regime(self, sample: Sequence[int], left: LeaveOut, chosen: Chosen | None) -> Regime:
        return self.learn(sample if chosen is None else list(filter(chosen, sample)), left)

    def learn(self, places: Sequence[int], left: LeaveOut) -> Regime:
        """Fit weights and tiers on the genred tracks at `places`.

        The two halves are fitted for each other, so that no track helps to choose its own tier; then weights on both.
        """
        kinds, taxonomy = self._ledger.kinds, self._ledger.vocabulary.taxonomy
        start = Pool(self._opinions, [kind.alpha for kind in kinds])
        if len(places) < _ENOUGH_TO_FIT:
            return Regime(start, calibrate(taxonomy, self._judge(start, places, left)))
        halves: tuple[list[int], list[int]] = ([], [])
        for at in places:
            halves[self.fold(at, 2)].append(at)
        audible = Pool(self._opinions, [max(kind.alpha, LEAST) for kind in kinds])
        taught = [self._examples(audible, half, left) for half in halves]
        fits = [fit(kinds, examples) for examples in taught]
        judged: list[Judged] = []
        for half, alphas in zip(halves, reversed(fits), strict=True):
            judged += self._judge(Pool(self._opinions, alphas), half, left)
        between = [(one + other) / 2 for one, other in zip(*fits, strict=True)]
        final = Pool(self._opinions, fit(kinds, taught[0] + taught[1], between))
        return Regime(final, calibrate(taxonomy, judged))

    def fold(self, at: int, folds: int) -> int:
        """Put a genred track into one of `folds` parts, all tracks of one first-named artist into the same.

        It follows from names, so that the order of a library changes nothing.
        """
        people = credits_in(self._counted.clues[at])
        name = self._ledger.book.values[people[0]] if people else self._counted.tracks[at].id
        return _scattered(name) * folds >> 32

    def sample(self, *, strangers: bool) -> list[int]:
        """Choose the genred tracks that teach: spread evenly, always the same ones.

        For familiar artists only tracks whose artists have another genred track can teach.
        """
        chosen: list[int] = []
        left, spent = (self.by_artist if strangers else self.by_track), 0
        for at in self._turns:
            if strangers or self._has_company(at):
                chosen.append(at)
                spent += left.burden(at)
                if len(chosen) >= (_SAMPLE if strangers else _SAMPLE_FAMILIAR) or _is_dear(len(chosen), spent):
                    break
        return chosen

    @cached_property
    def _turns(self) -> Sequence[int]:
        """The genred tracks in an order that follows from their ids and from nothing they share."""
        marks = [_scattered(track.id) for track in self._counted.tracks]
        return sorted(range(len(marks)), key=marks.__getitem__)

    def _has_company(self, at: int) -> bool:
        clues, own, total = self._counted.clues[at], self._counted.worths[at], self._ledger.total
        if not any(total(number) > own for part in clues for number in part.people):
            return False  # nobody else has these credits: the same answer, without weighing a single clue
        return is_familiar(clues, self.by_track.opinions(at))

    def _judge(self, pool: Pool, places: Sequence[int], left: LeaveOut) -> list[Judged]:
        """Score the genred tracks at `places`, each held out; those no clue speaks about are left out."""
        judged = []
        for at in places:
            clues, opinions, pace = left.case(at)
            scored = pool.score(pool.hear(clues, opinions), pace)
            if scored is not None:
                group = next(iter(credits_in(self._counted.clues[at])), -1 - at)
                judged.append(Judged(scored, scored.genre == self._counted.genres[at], group))
        return judged

    def _examples(self, pool: Pool, places: Sequence[int], left: LeaveOut) -> list[Example]:
        found = (example_of(pool, left.case(at), self._counted.genres[at]) for at in places)
        return [example for example in found if example is not None]


def is_familiar(clues: Clues, opinions: Opinions) -> bool:
    """Whether the user has genred another track of one of a track's artists or remixers."""
    for part in clues:
        for number in part.people:
            if opinions[number][0]:
                return True
    return False


def _scattered(text: str) -> int:
    return crc32(text.encode(errors="replace")) * _ODD & 2**32 - 1


def _is_dear(chosen: int, spent: int) -> bool:
    return chosen >= _SAMPLE_LEAST and spent >= _SAMPLE_BURDEN
