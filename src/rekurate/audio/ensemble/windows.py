"""Which moments the two models hear: three windows around a quarter, the middle and three quarters of the track."""

from typing import Final

import numpy as np

from rekurate.audio.decode.sound import Floats, Samples, Sound, Span, mixed

RATE: Final = 16_000
SECONDS: Final = 10.24
"""What the tagger sees at once: 1,024 frames of 10 ms."""
CENTRES: Final = (0.25, 0.5, 0.75)


def spans(frames: int, rate: int) -> list[Span]:
    """Return the windows in frames of the file: up to three, distinct; a short file is one window."""
    length = min(frames, round(SECONDS * rate))
    starts = {min(max(0, round(centre * frames) - length // 2), frames - length) for centre in CENTRES}
    return [Span(start, length) for start in sorted(starts)]


def at_16k(window: Samples, rate: int) -> Floats:
    """Mix down and resample; the models were trained on a good resampler, unlike Discogs-EffNet."""
    mono = mixed(window)
    if rate != RATE:
        import soxr  # noqa: PLC0415 - few files are at 16 kHz already

        mono = soxr.resample(mono, rate, RATE, "HQ")
    return np.ascontiguousarray(mono, dtype=np.float32)


def heard(sound: Sound) -> tuple[list[Floats], list[Samples]]:
    """Decode the windows: at 16 kHz in mono, and as they are in the file."""
    windows = sound.read(spans(sound.frames, sound.rate))
    return [at_16k(window, sound.rate) for window in windows if len(window)], windows
