"""The short answer about a track: genre, tier, action. A whole library of them takes seconds."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rekurate.classify.answering.together import joined, together
from rekurate.classify.classifier import Classifier, Hearing
from rekurate.classify.clues import Clues
from rekurate.classify.counting.holdout import Case
from rekurate.classify.counting.tempo import Pace
from rekurate.classify.weighing.pool import Scored
from rekurate.classify.weighing.teaching import Regime
from rekurate.model import Action, Confidence, Track, fold
from rekurate.taxonomy import Resolution, Verdict

_NAMED: Final = 0.1
"""Chance below which not even a guess is named."""
_THIN: Final = 0.2
"""Chance below which the evidence is insufficient, whatever agrees."""
_NOT_CONTRADICTED: Final = 0.2
"""Share of the best genre's belief at which an unsure answer leaves the current genre standing."""


class Quick(NamedTuple):
    """What is proposed for one track: the short answer, without its reasons."""

    genre: str | None
    """As it would be written."""
    confidence: Confidence
    action: Action
    chance: float
    """Calibrated probability (0 to 1) that the user would agree."""
    current: str | None
    """The genre the track has now, in the same vocabulary; None when its string names none."""
    scored: Scored | None
    weak_confirmation: bool = False
    """The evidence prefers another genre, but not enough to contradict the current one."""


class Current(NamedTuple):
    """What a track's genre string says."""

    genre: str | None
    """The genre of the vocabulary that it names, as it would be written; None for any other string."""
    resolution: Resolution | None
    """How the taxonomy resolves it; None where there is no string."""


class Proposer:
    """Turns scores into proposals: tiers, the user's spelling, overrides, the current genre."""

    def __init__(self, classifier: Classifier, unified: frozenset[str] = frozenset()) -> None:
        """Take a counted library; `unified` genres are written by their own name although the user spells them else."""
        self.classifier = classifier
        self.unified = unified
        self._overrides: Mapping[str, str] = classifier.material.overrides or {}
        self._currents: dict[str, Current] = {}
        self._written: dict[int, str] = {}
        self._answers: dict[tuple[Clues, Pace, str], Quick] = {}
        """By all that an answer depends on: clues, tempo, current genre."""

    def quick_all(self, tracks: Sequence[Track]) -> list[Quick]:
        """Return the short answer about each track; tracks of which the same is known share one."""
        return list(map(self._quick, tracks, self.classifier.cases(tracks)))

    def _quick(self, track: Track, case: Case) -> Quick:
        classifier = self.classifier
        if case.opinions is not classifier.opinions:
            return self.answer(track, classifier.listen(case))
        key = (case.clues, case.pace, track.genre)
        known = self._answers.get(key)
        if known is None:
            known = self._answers[key] = self.answer(track, classifier.listen(case))
        return known

    def answer(self, track: Track, hearing: Hearing) -> Quick:
        """Return the short answer, given what was heard about the track."""
        regime = hearing.regime
        current = self.current(track.genre).genre if track.genre else None
        scored = self._score(hearing)
        if scored is None:
            return Quick(None, Confidence.INSUFFICIENT, Action.MANUAL, 0.0, current, None)
        chance = regime.calibration.chance(scored)
        tier = tier_of(regime, scored, chance)
        if tier is Confidence.INSUFFICIENT and chance < _NAMED:
            return Quick(None, tier, Action.MANUAL, chance, current, scored)
        genre = self.written(scored.genre)
        if genre in (current, track.genre.strip()):
            return Quick(genre, tier, Action.CONFIRM, chance, current, scored)
        if current is None:
            return Quick(genre, tier, Action.SUGGEST, chance, None, scored)
        weak = tier not in (Confidence.HIGH, Confidence.MEDIUM) and self._stands(current, hearing)
        if weak:
            return Quick(current, tier, Action.CONFIRM, chance, current, scored, weak)
        if tier is Confidence.INSUFFICIENT:
            return Quick(None, tier, Action.MANUAL, chance, current, scored)
        return Quick(genre, tier, Action.CONFLICT, chance, current, scored)

    def _score(self, hearing: Hearing) -> Scored | None:
        """Return the best genre; genres that an override makes one stand together."""
        scored = hearing.score()
        if scored is None or not self._overrides:
            return scored
        beliefs = hearing.beliefs()
        groups = together(beliefs, self.written)
        return scored if len(groups) == len(beliefs) else joined(hearing, groups)

    def written(self, number: int) -> str:
        """Return a genre as it would be written: overridden where the caller says so, else as the user spells it."""
        known = self._written.get(number)
        if known is None:
            name = self.classifier.vocabulary.names[number]
            spelled = self.spelled(name)
            known = self._overrides.get(fold(spelled)) or self._overrides.get(fold(name)) or spelled
            self._written[number] = known
        return known

    def spelled(self, genre: str) -> str:
        """Return a genre as the user spells it, or is about to."""
        return genre if genre in self.unified else self.classifier.vocabulary.spelled(genre)

    def current(self, genre: str) -> Current:
        """Read a track's genre string."""
        known = self._currents.get(genre)
        if known is None:
            vocabulary = self.classifier.vocabulary
            number = vocabulary.readings.get(genre)
            name = None if number is None else self.spelled(vocabulary.names[number])
            resolution = vocabulary.taxonomy.resolve(genre) if genre.strip() else None
            known = self._currents[genre] = Current(name, resolution)
        return known

    def _stands(self, current: str, hearing: Hearing) -> bool:
        groups = together(hearing.beliefs(), self.written)
        least = _NOT_CONTRADICTED * groups[0].chance
        return any(group.chance >= least and self.written(group.genres[0]) == current for group in groups)


def tier_of(regime: Regime, scored: Scored, chance: float) -> Confidence:
    """Return the tier of a proposal; thin evidence, or none that raises the genre, is insufficient."""
    tier = regime.calibration.tier(scored, chance)
    if tier is Confidence.LOW and (not scored.agreeing or chance < _THIN):
        return Confidence.INSUFFICIENT
    return tier


def verdict_flag(resolution: Resolution | None) -> str | None:
    """Return the flag that says what is wrong with the current genre string, or None."""
    flags = {
        Verdict.BROAD: "broad-current",
        Verdict.COMPOUND: "compound-current",
        Verdict.NOT_A_GENRE: "not-a-genre-current",
        Verdict.UNKNOWN: "unknown-current",
    }
    return flags.get(resolution.verdict) if resolution else None
