"""Turn belief into a promise: the share of such proposals that were right on tracks the user genred.

A small logistic regression on what the pool reports, pulled toward shipped weights, with a correction for each genre
(some genres are mistaken for others more often); then the tiers, by Wilson's lower bound on held-out proposals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log1p, sqrt
from operator import mul
from typing import Final

from rekurate.classify.pool import Scored, logit
from rekurate.model import Confidence
from rekurate.taxonomy import Taxonomy

FEATURES: Final = ("constant", "belief", "lead", "agreeing", "opposing", "nats", "voices")
_SHIPPED: Final = (-0.9, 0.55, 0.25, 0.35, -0.25, 0.1, 0.05)
_STEPS: Final = 12
_HALVINGS: Final = 12
_SPREAD: Final = 0.3
"""Standard deviation of a calibration weight around the shipped one, before the library is seen."""
_GENRE_PULL: Final = 4.0
"""Proposals' worth of doubt before a genre is corrected on its own."""
_TOGETHER: Final = 0.3
"""Correlation of being right among proposals of one genre for one artist."""
WITNESSES: Final = 2
"""Agreeing witnesses below which nothing is high."""
NEVER: Final = 2.0
"""A threshold no chance reaches."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal for a held-out track, and whether the user agrees."""

    scored: Scored
    right: bool
    group: int = 0
    """Names its artist: errors about one artist come together."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How belief becomes a chance of being right, and a chance a tier."""

    weights: tuple[float, ...]
    genres: Mapping[int, float] = field(default_factory=dict)
    """Correction of the log-odds of each genre that was proposed often enough."""
    high: float = NEVER
    medium: float = NEVER
    learned_from: int = 0
    """Held-out tracks it was fitted on; 0 when it is the shipped one."""
    sound: float = NEVER
    """Chance from which the sound alone is medium: only where such proposals were measured and kept the promise."""

    def chance(self, scored: Scored) -> float:
        """Return the probability (0 to 1) that the best genre is the one the user would give."""
        odds = sum(map(mul, self.weights, features(scored)))
        return _squash(odds + self.genres.get(scored.genre, 0.0))

    def tier(self, scored: Scored, chance: float) -> Confidence:
        """Return the tier; one witness alone is never high, the sound alone not above low unless it earned it here."""
        if chance >= self.high and scored.agreeing >= WITNESSES:
            return Confidence.HIGH
        if scored.agreeing and chance >= (self.sound if scored.audio_only else self.medium):
            return Confidence.MEDIUM
        return Confidence.LOW


@dataclass(frozen=True, slots=True)
class Promise:
    """What the tiers promise, from `weights.toml`."""

    high: float
    medium: float
    """Least precision of `medium` alone."""
    both: float
    """Least precision of `high` and `medium` together."""
    deviations: float
    """Standard deviations of doubt in Wilson's bound."""
    deviations_both: float
    """The same for `both`: many more proposals stand behind it, so that less doubt costs less."""
    shipped_high: float
    """Chance that is high, and medium, where a library has too few genred tracks to say."""
    shipped_medium: float
    floor_high: float
    floor_medium: float
    """Chance below which no single proposal is high, or medium, however well the surer ones did."""
    enough: float
    """Held-out tracks needed before the library sets its own tiers."""


def promise_of(taxonomy: Taxonomy) -> Promise:
    """Read the promise from `weights.toml`."""
    number = taxonomy.number
    return Promise(
        number("tiers", "high", 0.95),
        number("tiers", "medium", 0.80),
        number("tiers", "both", 0.90),
        number("tiers", "deviations", 1.1),
        number("tiers", "deviations_both", 0.5),
        number("tiers", "shipped_high", 0.96),
        number("tiers", "shipped_medium", 0.90),
        number("tiers", "floor_high", 0.92),
        number("tiers", "floor_medium", 0.65),
        number("tiers", "enough", 60),
    )


def shipped(taxonomy: Taxonomy) -> Calibration:
    """Return the calibration for libraries that cannot teach one."""
    promise = promise_of(taxonomy)
    return Calibration(_shipped_weights(taxonomy), {}, promise.shipped_high, promise.shipped_medium)


def calibrate(taxonomy: Taxonomy, judged: Sequence[Judged]) -> Calibration:
    """Fit a calibration to held-out proposals."""
    promise = promise_of(taxonomy)
    start = _shipped_weights(taxonomy)
    if not judged:
        return shipped(taxonomy)
    rows = [(features(one.scored), 1.0 if one.right else 0.0) for one in judged]
    weights = _regress(rows, start)
    genres = _genre_corrections(judged, rows, weights)
    drawn = Calibration(weights, genres, learned_from=len(judged))
    if len(judged) < promise.enough:
        return Calibration(weights, genres, promise.shipped_high, promise.shipped_medium, len(judged))
    ranked = [(drawn.chance(one.scored), one) for one in judged]
    high, medium = thresholds(promise, ranked)
    return Calibration(weights, genres, high, medium, len(judged), _sound(promise, ranked))


def features(scored: Scored) -> tuple[float, ...]:
    """Describe a proposal by the numbers that tell right ones from wrong ones; see FEATURES."""
    belief = logit(scored.probability)
    lead = belief - logit(scored.runner_probability)
    return (
        1.0,
        belief,
        lead / 2.0,
        min(scored.agreeing, 4),
        min(scored.opposing, 3),
        min(scored.nats, 12.0) / 4.0,
        min(scored.voices, 6) / 2.0,
    )


def wilson(right: float, total: float, deviations: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval for a share; (0, 1) for nothing."""
    if total <= 0:
        return 0.0, 1.0
    share = right / total
    square = deviations * deviations
    centre = share + square / (2 * total)
    reach = deviations * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, (centre - reach) / (1 + square / total)), min(1.0, (centre + reach) / (1 + square / total))


def thresholds(promise: Promise, ranked: Sequence[tuple[float, Judged]]) -> tuple[float, float]:
    """Return the lowest chances at which the held-out proposals keep the promise of `high`, and of `medium`."""
    order = sorted(ranked, key=lambda pair: -pair[0])
    offered = [(chance, one) for chance, one in order if one.scored.agreeing and not one.scored.audio_only]
    sure = [(chance, one) for chance, one in offered if one.scored.agreeing >= WITNESSES]
    high = max(_lowest(sure, promise.high, promise.deviations), promise.floor_high)
    rest = [(chance, one) for chance, one in offered if chance < high or one.scored.agreeing < WITNESSES]
    both = _lowest(offered, promise.both, promise.deviations_both)
    medium = max(both, _lowest(rest, promise.medium, promise.deviations), promise.floor_medium)
    return high, medium


def _sound(promise: Promise, ranked: Sequence[tuple[float, Judged]]) -> float:
    """Return the lowest chance at which proposals from the sound alone kept the promise of `medium`, measured alone."""
    alone = sorted((pair for pair in ranked if pair[1].scored.audio_only), key=lambda pair: -pair[0])
    if len(alone) < promise.enough:
        return NEVER
    return max(promise.floor_medium, _lowest(alone, promise.medium, promise.deviations))


def _lowest(order: Sequence[tuple[float, Judged]], least: float, deviations: float) -> float:
    """Walk down from the surest proposal and return the last chance at which the lower bound still holds.

    Proposals about one artist are right or wrong together, so that many of them count as fewer (a design effect).
    """
    right = squares = 0
    sizes: dict[tuple[int, int], int] = {}
    found = NEVER
    for total, (chance, one) in enumerate(order, 1):
        right += one.right
        size = sizes.get((one.group, one.scored.genre), 0)
        sizes[one.group, one.scored.genre] = size + 1
        squares += 2 * size + 1
        if total == len(order) or order[total][0] < chance:
            worth = total / (1.0 + _TOGETHER * (squares / total - 1.0))
            if wilson(right / total * worth, worth, deviations)[0] >= least:
                found = chance
    return found


def _shipped_weights(taxonomy: Taxonomy) -> tuple[float, ...]:
    return tuple(taxonomy.number("calibration", name, value) for name, value in zip(FEATURES, _SHIPPED, strict=True))


def _squash(odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(odds, 30.0), -30.0)))


def _regress(rows: Sequence[tuple[tuple[float, ...], float]], start: tuple[float, ...]) -> tuple[float, ...]:
    """Fit logistic weights by Newton's method, each pulled toward its start with a standard deviation of `_SPREAD`.

    A step that does not lower the loss is halved: where nearly everything is right a full step overshoots for ever.
    """
    weights = start
    loss = _loss(rows, weights, start)
    for _ in range(_STEPS):
        step = _newton_step(rows, weights, start)
        for _ in range(_HALVINGS):
            tried = tuple(weight + change for weight, change in zip(weights, step, strict=True))
            now = _loss(rows, tried, start)
            if now <= loss:
                break
            step = [change / 2.0 for change in step]
        else:
            return weights
        gained, weights, loss = loss - now, tried, now
        if gained < 1e-6 * (1.0 + loss):
            break
    return weights


def _loss(rows: Sequence[tuple[tuple[float, ...], float]], weights: Sequence[float], start: Sequence[float]) -> float:
    """Return the negative log-likelihood plus the pull toward the start."""
    total = sum((weight - first) ** 2 for weight, first in zip(weights, start, strict=True)) / (2.0 * _SPREAD**2)
    for values, right in rows:
        odds = sum(map(mul, weights, values))
        total += log1p(exp(-abs(odds))) + max(odds, 0.0) - right * odds
    return total


def _newton_step(
    rows: Sequence[tuple[tuple[float, ...], float]], weights: Sequence[float], start: Sequence[float]
) -> list[float]:
    size = len(weights)
    pull = 1.0 / _SPREAD**2
    slope = [-pull * (weights[at] - start[at]) for at in range(size)]
    bend = [[pull if at == to else 0.0 for to in range(size)] for at in range(size)]
    for values, right in rows:
        chance = _squash(sum(map(mul, weights, values)))
        doubt = chance * (1.0 - chance)
        for at, value in enumerate(values):
            slope[at] += (right - chance) * value
            row = bend[at]
            scaled = doubt * value
            for to in range(at + 1):
                row[to] += scaled * values[to]
    return _solve(bend, slope)


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive system, given by its lower triangle, by Cholesky's method."""
    size = len(right)
    root = [[0.0] * size for _ in range(size)]
    for at in range(size):
        for to in range(at + 1):
            rest = lower[at][to] - sum(root[at][k] * root[to][k] for k in range(to))
            root[at][to] = sqrt(max(rest, 1e-12)) if at == to else rest / root[to][to]
    half: list[float] = []
    for at in range(size):
        half.append((right[at] - sum(root[at][k] * half[k] for k in range(at))) / root[at][at])
    result = [0.0] * size
    for at in range(size - 1, -1, -1):
        rest = half[at] - sum(root[k][at] * result[k] for k in range(at + 1, size))
        result[at] = rest / root[at][at]
    return result


def _genre_corrections(
    judged: Sequence[Judged], rows: Sequence[tuple[tuple[float, ...], float]], weights: tuple[float, ...]
) -> dict[int, float]:
    sums: dict[int, tuple[float, float]] = {}
    for one, (values, right) in zip(judged, rows, strict=True):
        chance = _squash(sum(map(mul, weights, values)))
        gap, doubt = sums.get(one.scored.genre, (0.0, 0.0))
        sums[one.scored.genre] = (gap + right - chance, doubt + chance * (1.0 - chance))
    return {genre: gap / (doubt + _GENRE_PULL) for genre, (gap, doubt) in sums.items()}
