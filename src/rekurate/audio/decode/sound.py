"""What every decoder offers: a few facts and windows by frame number."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.reasons import audio_error

Samples = NDArray[np.float32]
"""Shape [frames, channels], full scale 1.0."""
Floats = NDArray[np.float32]
"""Any other numbers made of them: a mono signal, a spectrum, activations."""
_SILENT: Final = 0.001
"""Peak below which nothing was heard: -60 dB of full scale."""
_CANCELLED: Final = 1e-3
"""Share of the channels' power, -30 dB, below which their mix is what is left over where they cancel each other."""
_ABSURD: Final = 1e6
"""Peak, 120 dB over full scale, that a file of floats may hold and no music does; its power overflows."""


class Span(NamedTuple):
    """A window of the file, in frames of its own rate."""

    start: int
    frames: int


class Sound(Protocol):
    """An open audio file."""

    decoder: str
    """soundfile, essentia or ffmpeg: goes into the facts, since decoders differ in the last bits."""
    kind: str
    """mp3, flac, wav, aiff, ogg, mp4, adts or other."""
    rate: int
    """Frames a second."""
    frames: int
    """As the container says; a truncated file has fewer."""

    def read(self, spans: Sequence[Span]) -> list[Samples]:
        """Decode windows, in ascending order and inside the file; one that the file cuts off comes back shorter."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def facts_of(sound: Sound) -> dict[str, Any]:
    """Return what every analysis keeps of a file: its length in `seconds` and which `decoder` read it."""
    return {"seconds": round(sound.frames / sound.rate, 2), "decoder": sound.decoder}


def mixed(window: Samples) -> Floats:
    """Mix down to mono; the loudest channel alone where they cancel out, as where one is wired the wrong way round."""
    mono: Floats = window.mean(axis=1)
    if float(np.vdot(mono, mono)) * window.shape[1] < _CANCELLED * float(np.vdot(window, window)):
        mono = window[:, int(np.abs(window).max(axis=0).argmax())]
    return mono


def mixed_at(window: Samples, rate: int, wanted: int) -> Floats:
    """Mix down to mono and resample well: for models and trackers that were made for sound of the rate `wanted`."""
    mono = mixed(window)
    if rate != wanted:
        import soxr  # noqa: PLC0415 - most files have the wanted rate already

        mono = soxr.resample(mono, rate, wanted, "HQ")
    return np.ascontiguousarray(mono, dtype=np.float32)


def check_audible(windows: Sequence[Samples]) -> None:
    """Refuse windows in which there is nothing to hear.

    Raises AudioError: "silent"; "damaged" for samples that are no numbers, on which beat trackers never end.
    """
    peaks = np.array([max(window.max(), -window.min()) for window in windows if window.size])
    if not (peaks <= _ABSURD).all():  # which no NaN is
        raise audio_error("damaged", "its numbers are no sound: render it again, or convert it")
    if (peaks < _SILENT).all():
        raise audio_error("silent")
