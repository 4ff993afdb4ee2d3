"""The worker's side of `features`: one file in, numbers out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode import Span, check_audible, facts_of, mixed_at, open_sound
from rekurate.audio.decode.sound import Floats
from rekurate.audio.essentia_door import standard
from rekurate.audio.features import loudness
from rekurate.audio.features.guard import sounds_like
from rekurate.audio.features.rhythm import Rhythm, onset_rate, rhythm_of
from rekurate.audio.features.spectrum import BANDS, RATE, Spectrum, spectrum_of
from rekurate.audio.features.tempo import tempo_of
from rekurate.audio.features.tonal import key_of
from rekurate.audio.files.content import content_of
from rekurate.audio.reasons import audio_error

WINDOW: Final = 120.0
"""Seconds, from the middle of the track: as good as the whole for tempo and key, at a third of the cost."""
_POINTS: Final = 12
"""Points of the loudness curve: one every ten seconds."""


def analyze(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Measure one file; `options["essentia"]` says whether Essentia may be used.

    Facts: `loudness` (LUFS), `dynamic_complexity` (dB), `centroid` (Hz), `onset_rate` (a second), `bands` (shares of
    energy by frequency), `curve` (dB around the average, 12 points), `sounds_like`, and with Essentia `bpm`,
    `bpm_confidence`, `bpm_candidates`, `key`, `camelot`, `key_strength`, `danceability` (0 to about 3),
    `rhythm_regularity`, `four_on_the_floor`, `off_beat`; without it these are None. Raises AudioError.
    """
    powers, mono, facts = _heard(Path(path))
    measured = measure(powers, mono, essentia=bool(options.get("essentia")))
    return {**facts, **measured, "content": content_of(Path(path))}


def _heard(path: Path) -> tuple[NDArray[np.float64], Floats, dict[str, Any]]:
    """Decode the middle; the stereo samples are let go of before anything else needs memory."""
    with open_sound(path) as sound:
        span = _middle(sound.frames, sound.rate)
        (samples,) = sound.read([span])
        rate, facts = sound.rate, facts_of(sound)
    if len(samples) < span.frames // 2:
        raise audio_error("truncated", f"{len(samples) / rate:.0f} s of {span.frames / rate:.0f} s could be decoded")
    check_audible([samples])
    facts["window"] = round(span.frames / rate, 1)
    return loudness.segment_powers(samples, rate), mixed_at(samples, rate, RATE), facts


def measure(powers: NDArray[np.float64], mono: Floats, *, essentia: bool) -> dict[str, Any]:
    """Measure sound, given as the power of its segments and as a mono signal at 44.1 kHz."""
    spectrum = spectrum_of(mono)
    complexity = loudness.dynamic_complexity(powers)
    kind = sounds_like(spectrum, complexity)
    heard = _by_essentia(mono, spectrum, musical=kind == "music") if essentia else _not_heard()
    energy = spectrum.bands.sum(axis=0)
    return {
        "loudness": round(loudness.integrated(powers), 1),
        "dynamic_complexity": round(complexity, 2),
        "centroid": round(float(np.average(spectrum.centroid, weights=spectrum.power))),
        "onset_rate": round(onset_rate(spectrum.novelty), 2),
        "bands": {name: round(float(share), 3) for name, share in zip(BANDS, energy / energy.sum(), strict=True)},
        "curve": loudness.curve(powers, _POINTS),
        "sounds_like": kind,
        **heard,
    }


def _by_essentia(mono: Floats, spectrum: Spectrum, *, musical: bool) -> dict[str, Any]:
    algorithms = standard()
    tempo = tempo_of(mono, spectrum.novelty, algorithms)
    key = key_of(mono, algorithms)
    rhythm = rhythm_of(spectrum, tempo.ticks) if tempo.bpm and musical else Rhythm(None, None, None)
    return {
        "bpm": round(tempo.bpm, 3) if tempo.bpm and musical else None,
        "bpm_confidence": tempo.confidence if musical else 0.0,
        "bpm_candidates": tempo.candidates if musical else [],
        "key": key.classic if musical else None,
        "camelot": key.camelot if musical else None,
        "key_strength": key.strength,
        "danceability": round(float(algorithms.Danceability()(mono)[0]), 3),
        "rhythm_regularity": rhythm.regularity,
        "four_on_the_floor": rhythm.four_on_the_floor,
        "off_beat": rhythm.off_beat,
    }


def _not_heard() -> dict[str, Any]:
    """Return the facts that need Essentia as unknown: nothing else measures them well enough to be believed."""
    unknown = ("bpm", "key", "camelot", "key_strength", "danceability")
    rhythm = ("rhythm_regularity", "four_on_the_floor", "off_beat")
    return {**dict.fromkeys((*unknown, *rhythm)), "bpm_confidence": 0.0, "bpm_candidates": []}


def _middle(frames: int, rate: int) -> Span:
    wanted = min(frames, int(WINDOW * rate))
    return Span((frames - wanted) // 2, wanted)
