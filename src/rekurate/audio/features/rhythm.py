"""How the beat is built: where the low end hits, and how many onsets there are."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.features.spectrum import FRAMES_A_SECOND, Spectrum

_REACH: Final = 4
_PRE_ECHO: Final = 2
"""Frames (10 ms) around a beat in which its kick may rise."""
_HIT: Final = 0.35
"""Share of a strong kick's rise that still counts as a kick."""
_BEATS_IN_BAR: Final = 4
_LEAST_BEATS: Final = 16
_GAP: Final = 6
"""Frames an onset keeps to itself."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the low end does on the beats. None where too few beats were heard."""

    regularity: float | None
    """Low-end energy on the strongest beat of the bar against the mean over beats: 1 when all four are alike."""
    four_on_the_floor: float | None
    """Share of beats with a kick: near 1 in house and techno, a half or less in breaks, dubstep, hip-hop."""
    off_beat: float | None
    """Share of the moments between beats with one: how broken the pattern is."""


def rhythm_of(spectrum: Spectrum, ticks: NDArray[np.float64]) -> Rhythm:
    """Read the low end at the beats. The tracker may sit on the off-beat, so both grids are tried."""
    if len(ticks) < _LEAST_BEATS:
        return Rhythm(None, None, None)
    low = spectrum.bands[:, :2].sum(axis=1)
    rise = np.maximum(0, np.diff(np.sqrt(low), prepend=np.sqrt(low[:1])))
    between = (ticks[:-1] + ticks[1:]) / 2
    strong = float(np.percentile(np.concatenate([_peaks(rise, ticks), _peaks(rise, between)]), 90))
    if strong <= 0:
        return Rhythm(None, None, None)
    grids = [(float((_peaks(rise, grid) >= _HIT * strong).mean()), grid) for grid in (ticks, between)]
    (on, beats), (off, _) = sorted(grids, key=lambda grid: -grid[0])
    return Rhythm(round(_accent(_peaks(low, beats)), 3), round(on, 3), round(off, 3))


def onset_rate(novelty: NDArray[np.float32]) -> float:
    """Return onsets a second: peaks of the spectral flux above what surrounds them."""
    width = int(FRAMES_A_SECOND / 2)
    around = np.convolve(novelty, np.full(2 * width + 1, 1 / (2 * width + 1)), "same")
    centre = novelty[1:-1]
    peak = (centre > novelty[:-2]) & (centre >= novelty[2:]) & (centre > 1.5 * around[1:-1] + 0.02)
    count, last = 0, -_GAP
    for frame in np.flatnonzero(peak):
        if frame - last >= _GAP:
            count, last = count + 1, int(frame)
    return count * FRAMES_A_SECOND / max(1, len(novelty))


def _peaks(signal: NDArray[np.float32], moments: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the largest value near each moment."""
    frames = np.round(moments * FRAMES_A_SECOND).astype(int)
    near = frames[:, None] + np.arange(-_REACH - _PRE_ECHO, _REACH + 1)
    return np.asarray(signal[np.clip(near, 0, len(signal) - 1)].max(axis=1))


def _accent(energy: NDArray[np.float32]) -> float:
    mean = float(energy.mean())
    phases = [float(energy[phase::_BEATS_IN_BAR].mean()) for phase in range(_BEATS_IN_BAR)]
    return max(phases) / mean if mean > 0 else 1.0
