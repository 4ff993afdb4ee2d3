"""Integrated loudness (ITU-R BS.1770-4) and dynamic complexity, in numpy: the same on every platform.

The K weighting is applied to the power spectrum of 100 ms segments instead of as a filter; against Essentia's
`LoudnessEBUR128` it is within 0.2 LU on music (0.5 on a bare hum), at a fifth of the cost.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode.sound import Samples

SEGMENT: Final = 0.1
"""Seconds; four of them are a gating block, so blocks overlap by three quarters as the standard asks."""
_BLOCK: Final = 4
_AT_ONCE: Final = 64
"""Segments transformed at a time: memory, not speed."""
_OFFSET: Final = -0.691
"""dB: makes a 997 Hz sine of full scale in one channel read -3.01 LUFS."""
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0
_QUIET: Final = 1e-12
_PARAMETERS: Final = (
    (1681.974450955533, 3.999843853973347, 0.7071752369554196),
    (38.13547087602444, 0.5003270373238773),
)
"""The standard's two filters as analogue parameters: shelf (Hz, dB, Q) and high pass (Hz, Q)."""


def segment_powers(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Return the K-weighted power of each 100 ms, channels added: shape [segments]."""
    length = round(SEGMENT * rate)
    count = len(samples) // length
    weight = _weighting(np.fft.rfftfreq(length, 1 / rate), rate)
    power = np.zeros(count)
    for channel in range(samples.shape[1]):
        for first in range(0, count, _AT_ONCE):
            last = min(first + _AT_ONCE, count)
            cut = samples[first * length : last * length, channel].reshape(-1, length)
            spectrum = np.fft.rfft(cut, axis=1)
            power[first:last] += (np.square(spectrum.real) + np.square(spectrum.imag)) @ weight
    return power * 2 / length**2


def integrated(powers: NDArray[np.float64]) -> float:
    """Return integrated loudness in LUFS from segment powers; -70.0 for what the gate calls silence."""
    if len(powers) < _BLOCK:
        return _ABSOLUTE_GATE
    blocks = np.convolve(powers, np.full(_BLOCK, 1 / _BLOCK), "valid")
    loud = _lufs(blocks)
    heard = blocks[loud > _ABSOLUTE_GATE]
    if not heard.size:
        return _ABSOLUTE_GATE
    gate = float(_lufs(heard.mean())) + _RELATIVE_GATE
    kept = heard[_lufs(heard) > gate]
    return float(_lufs((kept if kept.size else heard).mean()))


def dynamic_complexity(powers: NDArray[np.float64]) -> float:
    """Return how far loudness strays from its average, in dB: 1-3 for a club track, 6 and more for orchestral music."""
    pairs = powers[: len(powers) // 2 * 2].reshape(-1, 2).mean(axis=1)  # 200 ms, the usual frame of this measure
    loud = np.maximum(_lufs(pairs), _ABSOLUTE_GATE)
    return float(np.abs(loud - loud.mean()).mean()) if loud.size else 0.0


def curve(powers: NDArray[np.float64], points: int) -> list[float]:
    """Return short-term loudness at evenly spaced moments, in dB above or below the average."""
    parts = [part.mean() for part in np.array_split(powers, points) if part.size]
    loud = np.maximum(_lufs(np.array(parts)), _ABSOLUTE_GATE)
    return [round(float(value), 1) for value in loud - loud.mean()]


def _lufs(power: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(power, _QUIET)))


def _weighting(frequencies: NDArray[np.floating], rate: int) -> NDArray[np.float64]:
    """Return the squared response of the K filter at each frequency."""
    z = np.exp(-2j * np.pi * frequencies / rate)
    (shelf_hz, shelf_db, shelf_q), (pass_hz, pass_q) = _PARAMETERS
    k = np.tan(np.pi * shelf_hz / rate)
    high, band = 10 ** (shelf_db / 20), 10 ** (shelf_db / 20 * 0.4996667741545416)
    top = (high + band * k / shelf_q + k * k, 2 * (k * k - high), high - band * k / shelf_q + k * k)
    bottom = (1 + k / shelf_q + k * k, 2 * (k * k - 1), 1 - k / shelf_q + k * k)
    shelf = _poly(top, z) / _poly(bottom, z)
    k = np.tan(np.pi * pass_hz / rate)
    scale = 1 + k / pass_q + k * k
    cut = _poly((1.0, -2.0, 1.0), z) / _poly((1.0, 2 * (k * k - 1) / scale, (1 - k / pass_q + k * k) / scale), z)
    return np.asarray(np.abs(shelf * cut) ** 2)


def _poly(coefficients: tuple[float, ...], z: NDArray[np.complex128]) -> NDArray[np.complex128]:
    return np.asarray(sum(value * z**power for power, value in enumerate(coefficients)))
