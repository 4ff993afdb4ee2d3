"""Which moments the two models hear: three windows around a quarter, the middle and three quarters of the track."""

from typing import Final

from rekurate.audio.decode.sound import Floats, Samples, Sound, Span, mixed_at

RATE: Final = 16_000
"""What both models were trained on, with a good resampler, unlike Discogs-EffNet."""
SECONDS: Final = 10.24
"""What the tagger sees at once: 1,024 frames of 10 ms."""
CENTRES: Final = (0.25, 0.5, 0.75)


def spans(frames: int, rate: int) -> list[Span]:
    """Return the windows in frames of the file: up to three, distinct; a short file is one window."""
    length = min(frames, round(SECONDS * rate))
    starts = {min(max(0, round(centre * frames) - length // 2), frames - length) for centre in CENTRES}
    return [Span(start, length) for start in sorted(starts)]


def heard(sound: Sound) -> tuple[list[Floats], list[Samples]]:
    """Decode the windows: at 16 kHz in mono, and as they are in the file."""
    windows = sound.read(spans(sound.frames, sound.rate))
    return [mixed_at(window, sound.rate, RATE) for window in windows if len(window)], windows
