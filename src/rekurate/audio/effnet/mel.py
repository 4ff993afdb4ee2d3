"""The mel front end of Discogs-EffNet in numpy, so that the model runs where Essentia has no wheel.

Input: 16 kHz mono. Frames of 512 samples every 256, the first one half before the sound begins; symmetric Hann window;
power spectrum; 96 triangular bands on Slaney's mel scale from 0 to 8 kHz, each of area one; log10(1 + 10000 x).
Differs from Essentia's `TensorflowInputMusiCNN` by at most 2.0e-3, 7e-6 on average (38 recordings, 2,022 patches).
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode.sound import Floats

RATE: Final = 16_000
FRAME: Final = 512
HOP: Final = 256
BANDS: Final = 96
_HIGHEST: Final = RATE / 2

_LINEAR_HZ: Final = 200 / 3
"""Below 1 kHz Slaney's scale is linear, this many Hz a mel..."""
_BREAK_HZ: Final = 1000.0
_BREAK_MEL: Final = 15.0
_LOG_STEP: Final = float(np.log(6.4) / 27)
"""...above it 27 mels are a factor of 6.4."""


def log_mel(frames_of: Floats) -> Floats:
    """Return the log-mel spectrum of samples cut as `FRAME` every `HOP`: shape [frames, 96].

    `frames_of` holds exactly (frames - 1) * HOP + FRAME samples.
    """
    cut = np.lib.stride_tricks.sliding_window_view(frames_of, FRAME)[::HOP]
    spectrum = np.fft.rfft(cut * _window(), axis=1)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    mel: Floats = np.log10(1 + 10_000 * (power.astype(np.float32) @ _bank().T))
    return mel


@cache
def _window() -> Floats:
    return np.hanning(FRAME).astype(np.float32)


@cache
def _bank() -> Floats:
    """Return the triangular filters: shape [96, 257]."""
    bins = np.linspace(0, _HIGHEST, FRAME // 2 + 1)
    corners = _to_hz(np.linspace(0.0, _to_mel(_HIGHEST), BANDS + 2))
    width = np.diff(corners)
    distance = corners[:, None] - bins[None]
    rising, falling = -distance[:-2] / width[:-1, None], distance[2:] / width[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return (triangles * (2 / (corners[2:] - corners[:-2]))[:, None]).astype(np.float32)


def _to_mel(hz: float) -> float:
    if hz < _BREAK_HZ:
        return hz / _LINEAR_HZ
    return _BREAK_MEL + float(np.log(hz / _BREAK_HZ)) / _LOG_STEP


def _to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel >= _BREAK_MEL, _BREAK_HZ * np.exp(_LOG_STEP * (mel - _BREAK_MEL)), mel * _LINEAR_HZ)
