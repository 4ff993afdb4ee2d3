"""`effnet` as a source of evidence, with weights on this machine."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rekurate.audio.models.shelf import Chosen, ModelShelf
from rekurate.audio.reasons import audio_error
from rekurate.audio.witness import EXTRA, AudioWitness, Room, missing
from rekurate.audio.worker import Job
from rekurate.model import Observation, Outcome, Term, Track

_CODE: Final = "1"
"""Raise it when the same sound and weights would give another vector."""
SAMPLING: Final = "even16/linear16k"
"""Sixteen evenly spaced patches; the resampler counts as much as the weights do."""
VOCABULARY: Final = "effnet"
NON_MUSIC: Final = "Non-Music"
"""Discogs' own name for speech, field recordings and sound effects; a model class, not a genre of ours."""
_MOSTLY: Final = 0.5
"""Share of the activation from which a file is speech or effects, not music."""


class EffnetWitness(AudioWitness):
    """The 400 Discogs styles a model hears."""

    name = "effnet"
    seconds = 0.3

    def __init__(self, room: Room, shelf: ModelShelf, top: int = 10) -> None:
        """Keep the shelf; `top` classes become terms, the whole vector is kept in the facts."""
        super().__init__(room)
        self.shelf = shelf
        self.top = top

    @property
    def version(self) -> str:
        """Name weights, code and sampling: another of them is heard again."""
        chosen = self.shelf.chosen()
        return f"effnet-{_CODE}/{chosen.digest if chosen else 'none'}/{SAMPLING}"

    def unavailable(self) -> str | None:
        """Return what to install or fetch, or None."""
        chosen = self.shelf.chosen()
        if chosen is None:
            return self.shelf.why_none()
        lacking = missing("numpy", "soundfile", chosen.runtime)
        if not lacking:
            return None
        if lacking == ["essentia"]:
            return (
                f"{chosen.backbone.name} needs essentia-tensorflow, which has no wheel here: `rekurate models fetch`."
            )
        return f"{', '.join(lacking)} not installed: {EXTRA}"

    def job(self, track: Track, path: Path) -> Job:  # noqa: ARG002 - the port's shape
        """Ask for the vector."""
        chosen = self._weights()
        head = str(chosen.head) if chosen.head else ""
        options = {"backbone": str(chosen.backbone), "head": head, "top": self.top}
        return Job("rekurate.audio.effnet.task:analyze", str(path), options)

    def heard(self, track: Track, facts: Mapping[str, Any]) -> Observation:
        """Make terms of the best classes."""
        return self.of_classes(track, facts, f"on this computer, {facts.get('patches')} windows")

    def of_classes(self, track: Track, facts: Mapping[str, Any], how: str) -> Observation:
        """Build the observation of a class vector, wherever it was computed.

        `facts` has `vector`, `top` ([[class, mean]]), `parents` (shares of activation), and `sampling` where it differs
        from ours; `how` says where it ran.
        """
        terms = tuple(Term(VOCABULARY, str(name), float(mean)) for name, mean in facts.get("top", ()))
        kept = {"sampling": SAMPLING, "heard": how, **{key: value for key, value in facts.items() if key != "top"}}
        share = float(dict(facts.get("parents", {})).get(NON_MUSIC, 0.0))
        if share >= _MOSTLY:
            message = f"it sounds like speech or effects, not like music ({share:.0%} of the activation)"
            return self.make(track, Outcome.WEAK, terms=terms, facts=kept, message=message)
        return self.make(track, Outcome.USABLE if terms else Outcome.NO_MATCH, terms=terms, facts=kept)

    def _weights(self) -> Chosen:
        chosen = self.shelf.chosen()
        if chosen is None:
            raise audio_error("failed", self.shelf.why_none())
        return chosen
