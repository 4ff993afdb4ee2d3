"""`features` as a source of evidence."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from rekurate.audio.features.choice import compare
from rekurate.audio.witness import EXTRA, AudioWitness, missing
from rekurate.audio.worker import Job
from rekurate.model import Observation, Outcome, Track

_CODE: Final = "1"
"""Raise it when the same sound would give other numbers."""


class FeaturesWitness(AudioWitness):
    """Tempo, key, loudness, rhythm and spectrum of the middle two minutes."""

    name = "features"
    seconds = 1.2

    @property
    def version(self) -> str:
        """Name the set: with Essentia everything, without it the honest smaller one."""
        return f"features-{_CODE}/{'essentia' if self.whole else 'numpy'}/mid120"

    @cached_property
    def whole(self) -> bool:
        """Whether Essentia is installed: tempo, key, danceability and rhythm need it."""
        return not missing("essentia")

    def unavailable(self) -> str | None:
        """Return what to install, or None."""
        lacking = missing("numpy", "soundfile", "soxr")
        return f"{', '.join(lacking)} not installed: {EXTRA}" if lacking else None

    def limits(self) -> str:
        """Say what is not measured here and why; "" when everything is."""
        if self.whole:
            return ""
        return (
            "Essentia has no wheel for this platform: tempo and key are Rekordbox's own, danceability and rhythm are "
            "not measured."
        )

    def job(self, track: Track, path: Path) -> Job:  # noqa: ARG002 - the port's shape
        """Ask for the whole set where Essentia is."""
        return Job("rekurate.audio.features.task:analyze", str(path), {"essentia": self.whole})

    def heard(self, track: Track, facts: Mapping[str, Any]) -> Observation:
        """Keep the facts, with Rekordbox's own BPM beside the one heard."""
        verdict = compare(track.bpm, facts.get("bpm"))
        kept = {**facts, "bpm_rekordbox": track.bpm or None, "bpm_verdict": verdict}
        kind = str(facts.get("sounds_like", "music"))
        if kind == "music":
            return self.make(track, Outcome.USABLE, facts=kept)
        return self.make(track, Outcome.WEAK, facts=kept, message=f"it sounds like {kind}, not like music")
