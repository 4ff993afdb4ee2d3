"""Turn belief into a promise: the share of such proposals that were right on tracks the user genred.

A small logistic regression on what the pool reports, pulled toward shipped weights, with a correction for each genre
(some genres are mistaken for others more often); then the tiers, by a lower bound on held-out proposals that starts
from what the regression expects: one surprise moves a tier, it does not remove it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from operator import mul
from typing import Final

from rekurate.classify.weighing.logistic import Row, regress, squash
from rekurate.classify.weighing.pool import Scored, logit
from rekurate.model import Confidence
from rekurate.taxonomy import Taxonomy

FEATURES: Final = ("constant", "belief", "lead", "agreeing", "opposing", "nats", "voices", "novel")
_SHIPPED: Final = (-0.3, 0.75, 0.1, 0.2, -0.05, 0.1, -0.1, -2.0)
_SPREAD: Final = 0.15
"""Standard deviation of a calibration weight around the shipped one, before the library is seen."""
_GENRE_PULL: Final = 4.0
"""Proposals' worth of doubt before a genre is corrected on its own."""
_TOGETHER: Final = 0.3
"""Correlation of being right among proposals of one genre for one artist."""
WITNESSES: Final = 2
"""Agreeing witnesses below which nothing is high."""
_ANY: Final = 5
"""Held-out tracks below which nothing is known of how this user names things."""
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
    measured: bool = False
    """Whether the thresholds were measured on held-out tracks of this library."""
    sound: float = NEVER
    """Chance from which the sound alone is medium: only where such proposals were measured and kept the promise."""

    def chance(self, scored: Scored) -> float:
        """Return the probability (0 to 1) that the best genre is the one the user would give."""
        odds = sum(map(mul, self.weights, features(scored)))
        return squash(odds + self.genres.get(scored.genre, 0.0))

    def tier(self, scored: Scored, chance: float) -> Confidence:
        """Return the tier; one witness alone is never high, the sound alone not above low unless it earned it here.

        Where the tiers were not measured on this library, only a matched release makes a proposal high; and where next
        to nothing is genred, medium.
        """
        if chance >= self.high and scored.agreeing >= WITNESSES and (scored.proven or self.measured):
            return Confidence.HIGH
        if scored.agreeing and chance >= (self.sound if scored.audio_only else self.medium):
            return Confidence.MEDIUM if scored.proven or self.learned_from >= _ANY else Confidence.LOW
        return Confidence.LOW


@dataclass(frozen=True, slots=True)
class Bound:
    """What held-out proposals must show before a chance is good enough for a tier."""

    least: float
    """Share that must be right."""
    deviations: float
    """Standard deviations of doubt taken off the share that was right."""
    trust: float
    """Proposals' worth of trust in the calibrated chances, beside what was counted."""
    enough: float = 0.0
    """Independent proposals that must stand behind it."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the tiers promise, from `weights.toml`."""

    high: Bound
    medium: Bound
    """`medium` alone."""
    both: Bound
    """`high` and `medium` together: many more proposals stand behind it, so that less doubt costs less."""
    sound: Bound
    """`medium` of the sound alone."""
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

    def tier(name: str, default: float) -> float:
        return taxonomy.number("tiers", name, default)

    doubt, little, trust = tier("deviations", 1.0), tier("deviations_both", 0.3), tier("trust", 70)
    medium, enough = tier("medium", 0.80), tier("enough", 60)
    return Promise(
        Bound(tier("high", 0.96), doubt, tier("trust_high", 20), tier("least_high", 16)),
        Bound(medium, little, trust),
        Bound(tier("both", 0.915), little, trust),
        Bound(medium, doubt, trust),
        tier("shipped_high", 0.96),
        tier("shipped_medium", 0.90),
        tier("floor_high", 0.94),
        tier("floor_medium", 0.60),
        enough,
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
    weights = regress(rows, start, _SPREAD)
    genres = _genre_corrections(judged, rows, weights)
    drawn = Calibration(weights, genres, learned_from=len(judged))
    if len(judged) < promise.enough:
        return Calibration(weights, genres, promise.shipped_high, promise.shipped_medium, len(judged))
    ranked = [(drawn.chance(one.scored), one) for one in judged]
    high, medium = thresholds(promise, ranked)
    return Calibration(weights, genres, high, medium, len(judged), measured=True, sound=_sound(promise, ranked))


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
        scored.novel,
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
    high = max(_lowest(sure, promise.high), promise.floor_high)
    rest = [(chance, one) for chance, one in offered if chance < high or one.scored.agreeing < WITNESSES]
    both = _lowest(offered, promise.both)
    medium = max(both, _lowest(rest, promise.medium), promise.floor_medium)
    return high, medium


def _sound(promise: Promise, ranked: Sequence[tuple[float, Judged]]) -> float:
    """Return the lowest chance at which proposals from the sound alone kept the promise of `medium`, measured alone."""
    alone = sorted((pair for pair in ranked if pair[1].scored.audio_only), key=lambda pair: -pair[0])
    if len(alone) < promise.enough:
        return NEVER
    return max(promise.floor_medium, _lowest(alone, promise.sound))


def _lowest(order: Sequence[tuple[float, Judged]], bound: Bound) -> float:
    """Walk down from the surest proposal and return the last chance at which the lower bound still holds.

    The bound is of a beta distribution that starts from the chances themselves, worth `trust` proposals.
    Proposals about one artist are right or wrong together, so that many of them count as fewer (a design effect).
    """
    right = squares = 0
    expected = 0.0
    sizes: dict[tuple[int, int], int] = {}
    found = NEVER
    for total, (chance, one) in enumerate(order, 1):
        right += one.right
        expected += chance
        size = sizes.get((one.group, one.scored.genre), 0)
        sizes[one.group, one.scored.genre] = size + 1
        squares += 2 * size + 1
        if total == len(order) or order[total][0] < chance:
            worth = total / (1.0 + _TOGETHER * (squares / total - 1.0))
            weight = worth + bound.trust
            share = (right * worth + expected * bound.trust) / (total * weight)
            doubt = bound.deviations * sqrt(share * (1.0 - share) / (weight + 1.0))
            if worth >= bound.enough and share - doubt >= bound.least:
                found = chance
    return found


def _shipped_weights(taxonomy: Taxonomy) -> tuple[float, ...]:
    return tuple(taxonomy.number("calibration", name, value) for name, value in zip(FEATURES, _SHIPPED, strict=True))


def _genre_corrections(judged: Sequence[Judged], rows: Sequence[Row], weights: tuple[float, ...]) -> dict[int, float]:
    sums: dict[int, tuple[float, float]] = {}
    for one, (values, right) in zip(judged, rows, strict=True):
        chance = squash(sum(map(mul, weights, values)))
        gap, doubt = sums.get(one.scored.genre, (0.0, 0.0))
        sums[one.scored.genre] = (gap + right - chance, doubt + chance * (1.0 - chance))
    return {genre: gap / (doubt + _GENRE_PULL) for genre, (gap, doubt) in sums.items()}
