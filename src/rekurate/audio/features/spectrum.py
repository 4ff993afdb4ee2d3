"""One short-time spectrum, computed once a track; everything below the beat tracker reads it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode.sound import Floats

RATE: Final = 44_100
FRAME: Final = 2048
HOP: Final = 441
FRAMES_A_SECOND: Final = RATE / HOP
"""100: a frame every 10 ms."""
EDGES: Final = (20.0, 60.0, 150.0, 500.0, 2000.0, 6000.0, 16_000.0)
"""Hz between sub, bass, low middle, middle, high middle and high."""
BANDS: Final = ("sub", "bass", "low_mid", "mid", "high_mid", "high")
_BLOCK: Final = 512
"""Frames transformed at a time: the whole spectrum of two minutes would be 100 MB."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """What later steps need of the spectrum of a mono signal at 44.1 kHz."""

    bands: Floats
    """Energy of each band in each frame: shape [frames, 6]."""
    centroid: Floats
    """Centre of gravity in Hz, a frame."""
    power: Floats
    """Energy of the whole frame."""
    novelty: Floats
    """Spectral flux: how much got louder since the frame before, over 24 bands of compressed magnitude; shape
    [frames], first value 0."""


def spectrum_of(mono: Floats) -> Spectrum:
    """Transform a signal of at least one frame."""
    cut = np.lib.stride_tricks.sliding_window_view(mono, FRAME)[::HOP]
    window = np.hanning(FRAME).astype(np.float32)
    frequencies = np.fft.rfftfreq(FRAME, 1 / RATE).astype(np.float32)
    to_bands = _matrix(np.array(EDGES), frequencies)
    to_flux = _matrix(np.geomspace(40, 16_000, 25), frequencies)
    pieces: list[tuple[Floats, Floats, Floats, Floats]] = []
    for start in range(0, len(cut), _BLOCK):
        spectrum = np.fft.rfft(cut[start : start + _BLOCK] * window, axis=1)
        power = (np.square(spectrum.real) + np.square(spectrum.imag)).astype(np.float32)
        total = power.sum(axis=1)
        pieces.append((power @ to_bands, (power @ frequencies) / np.maximum(total, 1e-12), total, power @ to_flux))
    bands, centroid, total, coarse = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    return Spectrum(bands, centroid, total, _novelty(coarse))


def _matrix(edges: NDArray[np.float64], frequencies: Floats) -> Floats:
    """Return [bins, bands]: 1 where a bin lies in a band."""
    inside = (frequencies[:, None] >= edges[:-1]) & (frequencies[:, None] < edges[1:])
    return inside.astype(np.float32)


def _novelty(coarse: Floats) -> Floats:
    loud = np.log1p(1000 * np.sqrt(coarse) / FRAME)
    rise = np.maximum(0, loud[2:] - loud[:-2]).mean(axis=1)
    return np.concatenate([np.zeros(len(loud) - len(rise), np.float32), rise])
