"""Fit the weights of the kinds to one library: how far this user's folders, labels or playlists can be trusted.

A conditional (multinomial) logistic regression over each track's best candidates, pulled toward the shipped weights,
by damped Newton steps on the diagonal. Plain Python: a few thousand tracks take well under a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum
from typing import Final

from rekurate.classify.counting.holdout import Case
from rekurate.classify.kinds import Kind
from rekurate.classify.weighing.pool import Pool, total_of

_CANDIDATES: Final = 6
"""Best genres of a track that are compared with the true one; the others hardly move a weight."""
_STEPS: Final = 6
_STEP: Final = 0.8
"""Share of a Newton step that is taken: the kinds are fitted side by side, and would overshoot together."""
_SPREAD: Final = 0.45
"""Standard deviation of a weight around the shipped one, as a share of it, before the library is seen."""
_LEAST_SPREAD: Final = 0.12
"""The same for a weight near 0, whose share would pin it."""
_SETTLED: Final = 0.004
"""Change of a weight below which more steps change nothing a person would see."""
LEAST: Final = 0.03
"""No kind is silenced: where nothing else speaks, a whisper still picks among the common genres."""
_MOST: Final = 2.5
"""No weight grows beyond this: log-odds are never believed more than two and a half times over."""


@dataclass(frozen=True, slots=True)
class Example:
    """One genred track as the fit sees it: its best candidates and how each kind of clue lifts them."""

    base: tuple[float, ...]
    """Log prior and tempo of each candidate; the true genre stands first."""
    lifts: tuple[tuple[int, tuple[float, ...]], ...]
    """(kind, damped lift of each candidate) for each kind that speaks."""


def example_of(pool: Pool, case: Case, truth: int) -> Example | None:
    """Reduce a track to its candidates; None when no clue knows its genre (nothing to learn from it)."""
    clues, opinions, pace = case
    heard = pool.hear(clues, opinions)
    total = total_of(heard)
    if truth not in total:
        return None
    base, _, _ = pace.beliefs()
    ranked = sorted(total, key=lambda genre: (-(base[genre] + total[genre]), genre))[:_CANDIDATES]
    candidates = [truth, *(genre for genre in ranked if genre != truth)]
    lifts: dict[int, list[float]] = {}
    for kind, weighed, _, _ in heard:
        row = lifts.setdefault(kind, [0.0] * len(candidates))
        for place, genre in enumerate(candidates):
            row[place] += weighed.get(genre, 0.0) / pool.alphas[kind]
    return Example(tuple(base[genre] for genre in candidates), tuple((kind, tuple(row)) for kind, row in lifts.items()))


def fit(kinds: Sequence[Kind], examples: Sequence[Example], start: Sequence[float] = ()) -> tuple[float, ...]:
    """Return the weight of each kind that makes the true genres of the examples most likely, near the shipped one.

    `start` is a guess that is near already; it saves steps and changes nothing else.
    """
    alphas = list(start) or [kind.alpha for kind in kinds]
    pull = [1.0 / max(_SPREAD * kind.alpha, _LEAST_SPREAD) ** 2 for kind in kinds]
    for _ in range(_STEPS):
        slope = [0.0] * len(kinds)
        bend = [0.0] * len(kinds)
        for example in examples:
            _add(example, alphas, slope, bend)
        moved = 0.0
        for at, kind in enumerate(kinds):
            step = (slope[at] - pull[at] * (alphas[at] - kind.alpha)) / (bend[at] + pull[at])
            before, alphas[at] = alphas[at], min(max(alphas[at] + _STEP * step, LEAST), _MOST)
            moved = max(moved, abs(alphas[at] - before))
        if moved < _SETTLED:
            break
    return tuple(alphas)


def _add(example: Example, alphas: Sequence[float], slope: list[float], bend: list[float]) -> None:
    """Add one example's gradient and (negated) second derivative of the log-likelihood."""
    scores = list(example.base)
    for kind, row in example.lifts:
        alpha = alphas[kind]
        scores = [score + alpha * lift for score, lift in zip(scores, row, strict=True)]
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = fsum(weights)
    chances = [weight / total for weight in weights]
    for kind, row in example.lifts:
        mean = square = 0.0
        for chance, lift in zip(chances, row, strict=True):
            mean += chance * lift
            square += chance * lift * lift
        slope[kind] += row[0] - mean
        bend[kind] += square - mean * mean
