"""What was heard, in a DJ's words: the pulse with its tempo, a model's class with its score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rekurate.model import Observation

_STEADY: Final = 0.75
"""Share of beats with a kick from which a DJ calls it four-on-the-floor."""
_BROKEN: Final = 0.5
_FEATURES: Final = ("features", "ensemble")


@dataclass(frozen=True, slots=True)
class Sound:
    """What the analyzers said about one track."""

    pulse: str = ""
    """"four-on-the-floor 128", "broken beat 174"; "" where it was not measured."""
    scores: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(vocabulary, term) -> score, as the model gave it."""

    def shown(self, vocabulary: str, term: str) -> str:
        """Return a model's class with its score: "Electronic/House .41"."""
        score = self.scores.get((vocabulary, term))
        name = term.replace("---", "/")
        return name if score is None else f"{name} {f'{score:.2f}'.removeprefix('0')}"


def sound_of(observations: Sequence[Observation], bpm: float) -> Sound:
    """Read what was heard; `bpm` is the library's own tempo, which is preferred, 0 where it has none."""
    pulse = ""
    scores: dict[tuple[str, str], float] = {}
    for observation in observations:
        if observation.outcome.is_evidence:
            scores |= {(term.vocabulary, term.text): term.strength for term in observation.terms}
            if observation.source in _FEATURES:
                facts = observation.facts if observation.source == "features" else observation.facts.get("features")
                pulse = pulse or _pulse(facts if isinstance(facts, Mapping) else {}, bpm)
    return Sound(pulse, scores)


def _pulse(facts: Mapping[str, object], bpm: float) -> str:
    share, heard = facts.get("four_on_the_floor"), facts.get("bpm")
    tempo = bpm if bpm > 0 else heard
    if not isinstance(share, int | float) or not isinstance(tempo, int | float):
        return ""
    if share >= _STEADY:
        return f"four-on-the-floor {tempo:.0f}"
    return f"broken beat {tempo:.0f}" if share <= _BROKEN else ""
