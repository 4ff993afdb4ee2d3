"""Which moments of a track are heard, and the sound of each at 16 kHz.

A patch is 128 mel frames, 2.06 s. The grid is the one Essentia and the hosted model use (a patch every 128 frames from
the start), so a patch here is one of theirs. Sixteen of them, evenly spaced, name the same best style as all of them
on 38 of 38 recordings and need an eighth of the decoding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode.sound import Floats, Samples, Sound, Span, mixed
from rekurate.audio.effnet.mel import BANDS, FRAME, HOP, RATE, log_mel
from rekurate.audio.reasons import audio_error

FRAMES: Final = 128
"""Mel frames of a patch."""
COUNT: Final = 16
"""Patches of a track, or as many as there are."""
_SAMPLES: Final = (FRAMES - 1) * HOP + FRAME
"""Samples at 16 kHz that a patch is made of: 33,024."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One patch of the grid."""

    begins: int
    """First sample at 16 kHz; -256 for the first patch, whose first frame is half silence."""


def plan(seconds: float, count: int = COUNT) -> list[Patch]:
    """Choose up to `count` distinct patches, each in the middle of its share of the track; empty below 2.02 s."""
    samples = int(seconds * RATE)
    grid = (1 + -(-samples // HOP)) // FRAMES
    chosen = range(grid) if grid <= count else [int((k + 0.5) * grid / count) for k in range(count)]
    return [Patch(index * FRAMES * HOP - HOP) for index in chosen]


def hear(sound: Sound, patches: Sequence[Patch]) -> tuple[Floats, list[Samples]]:
    """Decode the patches' windows: their mel, shape [patches, 128, 96], and the windows themselves.

    Raises AudioError "truncated" where the file ends before one of them does.
    """
    pieces, windows = cut(sound, patches)
    mel = np.empty((len(patches), FRAMES, BANDS), np.float32)
    for index, piece in enumerate(pieces):
        mel[index] = log_mel(piece)
    return mel, windows


def cut(sound: Sound, patches: Sequence[Patch]) -> tuple[list[Floats], list[Samples]]:
    """Decode the patches' windows: each as 33,024 mono samples at 16 kHz, and as it is in the file.

    Raises AudioError "truncated" where the file ends before one of them does.
    """
    spans = [_span(patch, sound.rate, sound.frames) for patch in patches]
    windows = sound.read(spans)
    pieces = []
    for patch, span, window in zip(patches, spans, windows, strict=True):
        if len(window) < span.frames // 2:
            raise audio_error(
                "truncated", f"nothing at {span.start / sound.rate:.0f} s of {sound.frames / sound.rate:.0f} s"
            )
        heard = np.clip(window, -1.0, 1.0) if sound.kind == "mp3" else window  # Essentia's MP3 decoder clips
        pieces.append(_at_16k(mixed(heard), patch, span, sound.rate))
    return pieces, windows


def _positions(samples: NDArray[np.int64], rate: int) -> NDArray[np.float64]:
    """Return where, in frames of the file, the resampler of Essentia's quality 4 reads 16 kHz samples from.

    It interpolates linearly, lags one input frame, and keeps its ratio in single precision: over six minutes the
    rounding adds up to half a frame. That sounds crude, but the model was trained on it: a better resampler moves
    classes by up to 0.12. Reproduced so, the signal is Essentia's own to 3e-8, and the class means of a real model
    (MusiCNN, 20 clips in six formats) are Essentia's to 9e-6.
    """
    if rate == RATE:
        return samples.astype(np.float64)
    ratio = float(np.float32(RATE) / np.float32(rate))
    return samples / ratio - 1


def _span(patch: Patch, rate: int, frames: int) -> Span:
    ends = _positions(np.array([patch.begins, patch.begins + _SAMPLES]), rate)
    first = max(0, int(np.floor(ends[0])))
    last = min(frames, int(np.ceil(ends[1])) + 1)
    return Span(first, max(0, last - first))


def _at_16k(mono: Floats, patch: Patch, span: Span, rate: int) -> Floats:
    """Resample a window; silence before the file begins and after it ends."""
    samples = np.arange(patch.begins, patch.begins + _SAMPLES)
    if not mono.size:
        return np.zeros(_SAMPLES, np.float32)
    at = _positions(samples, rate) - span.start
    heard = np.interp(at, np.arange(len(mono)), mono)
    heard[(samples < 0) | (at > len(mono))] = 0.0
    return heard.astype(np.float32)
