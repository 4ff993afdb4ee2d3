"""Music of exact tempo, made at test time: drums, bass and chords from sines and noise. Needs numpy and soundfile."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE: Final = 44_100
Floats = NDArray[np.float32]

PATTERNS: Final[Mapping[str, Mapping[str, str]]] = {
    # sixteenths of one bar; x is a hit
    "house": {"kick": "x...x...x...x...", "clap": "....x.......x...", "hat": "..x...x...x...x."},
    "techno": {"kick": "x...x...x...x...", "clap": "................", "hat": "x.xxx.xxx.xxx.xx"},
    "jungle": {"kick": "x.........x.....", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    "dubstep": {"kick": "x...............", "clap": "........x.......", "hat": "x...x...x...x..."},
    "hiphop": {"kick": "x......xx.......", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    "breaks": {"kick": "x..x......x.....", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
}
MINOR: Final = (0, 3, 7)


def drums(pattern: str, bpm: float, seconds: float, seed: int = 0) -> Floats:
    """Return a loop at an exact tempo; hits fall on whole samples, rounded one by one, so nothing drifts."""
    rng = np.random.default_rng(seed)
    sounds = {"kick": _kick(), "clap": _noise(rng, 0.12, 0.5), "hat": _noise(rng, 0.04, 0.25)}
    out = np.zeros(int(seconds * RATE) + RATE, np.float32)
    step = 60 / bpm / 4
    for index in range(int(seconds / step)):
        for voice, hits in PATTERNS[pattern].items():
            if hits[index % 16] == "x":
                at, sound = round(index * step * RATE), sounds[voice]
                out[at : at + len(sound)] += sound
    return out[: int(seconds * RATE)] * np.float32(0.6)


def chords(root: float, bpm: float, seconds: float, intervals: tuple[int, ...] = MINOR) -> Floats:
    """Return a triad on every beat over a bass note, for the key."""
    time = np.arange(round(16 * 60 / bpm * RATE)) / RATE  # four bars, over and over: sines of minutes take seconds
    swell = (0.4 + 0.6 * np.exp(-4 * (time % (60 / bpm)))) * 0.08
    notes = [root / 2, *(root * 2 ** (step / 12) for step in intervals)]
    tone = sum(np.sin(2 * np.pi * note * time) + 0.3 * np.sin(4 * np.pi * note * time) for note in notes)
    return np.resize((np.asarray(tone) * swell).astype(np.float32), int(seconds * RATE))


def track(pattern: str, bpm: float, seconds: float, root: float = 220.0) -> Floats:
    """Drums over chords."""
    return drums(pattern, bpm, seconds) + chords(root, bpm, seconds)


def write(path: Path, samples: Floats, rate: int = RATE, **how: Any) -> Path:
    """Encode as the suffix says; in blocks, since libsndfile's MP3 encoder overflows its stack on a whole track."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    if path.suffix == ".mp3":
        how = {"format": "MP3", "bitrate_mode": "CONSTANT", "compression_level": 0.0, **how}
    with soundfile.SoundFile(path, "w", rate, channels, **how) as file:
        for start in range(0, len(samples), 1 << 16):
            file.write(samples[start : start + (1 << 16)])
    return path


def stereo(samples: Floats) -> Floats:
    return np.stack([samples, samples], axis=1)


def _kick() -> Floats:
    time = np.arange(int(0.25 * RATE)) / RATE
    sweep = 2 * np.pi * np.cumsum(45 + 120 * np.exp(-30 * time)) / RATE
    return (np.sin(sweep) * np.exp(-12 * time)).astype(np.float32)


def _noise(rng: np.random.Generator, seconds: float, level: float) -> Floats:
    count = int(seconds * RATE)
    noise = np.diff(rng.standard_normal(count + 1)) * np.exp(-np.linspace(0, 6, count)) * level
    return noise.astype(np.float32)
