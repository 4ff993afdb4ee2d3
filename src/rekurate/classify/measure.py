"""Measure how often each tier agrees with the user's own genres when these are hidden.

Nothing a track helped to fit is used on it: weights and tiers are fitted on the other folds, and the counts leave out
the track itself, or every track that shares an artist or remixer with it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rekurate.classify.answering.quick import tier_of
from rekurate.classify.classifier import FAMILIAR, STRANGERS, Classifier
from rekurate.classify.weighing.calibrate import wilson
from rekurate.classify.weighing.teaching import Regime, Teacher, is_familiar
from rekurate.model import Confidence

Holdout = Literal["artist", "random"]

_FOLDS: Final = 5
"""Parts of the genred tracks, each measured with what was fitted on the others."""
_MOST: Final = 5_000
"""Tracks measured in one call; of more, an even share is. That gives intervals of about one percent on either side, and
four times as many take a hundred thousand tracks past the 40 seconds that a call may last."""
_CONFUSIONS: Final = 12


@dataclass(frozen=True, slots=True)
class TierScore:
    """How often proposals of one tier were right."""

    tier: str
    n: int
    right: int
    precision: float
    low: float
    """Wilson's 95 % interval of the precision."""
    high: float
    coverage: float
    """Share of the measured tracks that got this tier."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """One genre taken for another."""

    genre: str
    proposed: str
    n: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What the measurement found."""

    tracks: int
    tiers: tuple[TierScore, ...]
    """high, medium, high+medium, low, insufficient."""
    exact: float
    """Share of all measured tracks whose best genre is the user's, whatever the tier."""
    family: float
    """The same, by family of genres."""
    commonest: float
    """Share of the commonest genre: what naming it every time would score."""
    confusions: tuple[Confusion, ...]


_Judgement = tuple[Confidence, int, int]
"""(tier, proposed genre or -1, true genre)."""


def measure(classifier: Classifier, places: Sequence[int], holdout: Holdout) -> Measured:
    """Measure on the genred tracks at `places` of the classifier."""
    chosen = places if len(places) <= _MOST else [places[at * len(places) // _MOST] for at in range(_MOST)]
    judgements = list(_judge(classifier, chosen, holdout))
    names = classifier.vocabulary.names
    wrong = Counter((truth, proposed) for _, proposed, truth in judgements if proposed not in (truth, -1))
    truths = Counter(truth for _, _, truth in judgements)
    total = len(judgements)
    order = sorted(wrong.items(), key=lambda item: (-item[1], names[item[0][0]], names[item[0][1]]))[:_CONFUSIONS]
    return Measured(
        total,
        _tiers(judgements),
        _share(sum(proposed == truth for _, proposed, truth in judgements), total),
        _share(sum(_same_family(classifier, proposed, truth) for _, proposed, truth in judgements), total),
        _share(max(truths.values(), default=0), total),
        tuple(Confusion(names[truth], names[proposed], n) for (truth, proposed), n in order),
    )


def _judge(classifier: Classifier, places: Sequence[int], holdout: Holdout) -> Iterator[_Judgement]:
    teacher = classifier.teacher
    left = teacher.by_artist if holdout == "artist" else teacher.by_track
    folds: list[list[int]] = [[] for _ in range(_FOLDS)]
    for at in places:
        folds[teacher.fold(at, _FOLDS)].append(at)
    for number, fold in enumerate(folds):
        if not fold:
            continue
        regimes = _regimes(teacher, number, holdout)
        for at in fold:
            clues, opinions, pace = left.case(at)
            slot = FAMILIAR if holdout == "random" and is_familiar(clues, opinions) else STRANGERS
            regime = regimes[slot]
            scored = regime.pool.score(regime.pool.hear(clues, opinions), pace)
            truth = classifier.truths[at]
            if scored is None:
                yield Confidence.INSUFFICIENT, -1, truth
            else:
                yield tier_of(regime, scored, regime.calibration.chance(scored)), scored.genre, truth


def _regimes(teacher: Teacher, number: int, holdout: Holdout) -> tuple[Regime, Regime]:
    """Fit weights and tiers on every fold but one."""

    def is_elsewhere(at: int) -> bool:
        return teacher.fold(at, _FOLDS) != number

    strangers = teacher.for_strangers(is_elsewhere)
    return strangers, strangers if holdout == "artist" else teacher.for_familiar(is_elsewhere)


def _tiers(judgements: Sequence[_Judgement]) -> tuple[TierScore, ...]:
    groups = {
        "high": (Confidence.HIGH,),
        "medium": (Confidence.MEDIUM,),
        "high+medium": (Confidence.HIGH, Confidence.MEDIUM),
        "low": (Confidence.LOW,),
        "insufficient": (Confidence.INSUFFICIENT,),
    }
    scores = []
    for name, tiers in groups.items():
        of_tier = [proposed == truth for tier, proposed, truth in judgements if tier in tiers]
        right, n = sum(of_tier), len(of_tier)
        low, high = wilson(right, n)
        scores.append(
            TierScore(name, n, right, _share(right, n), round(low, 4), round(high, 4), _share(n, len(judgements)))
        )
    return tuple(scores)


def _same_family(classifier: Classifier, proposed: int, truth: int) -> bool:
    if proposed == truth:
        return True
    if proposed < 0:
        return False
    names, genres = classifier.vocabulary.names, classifier.vocabulary.taxonomy.genres
    ours, theirs = genres.get(names[proposed]), genres.get(names[truth])
    return ours is not None and theirs is not None and ours.family == theirs.family


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
