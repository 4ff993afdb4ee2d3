"""Key, from Essentia's KeyExtractor with the profile made for electronic music (bgate)."""

from dataclasses import dataclass
from typing import Any, Final

from rekurate.audio.decode.sound import Floats

SURE: Final = 0.6
"""Below this strength the track is atonal, spoken or noise, and two extractors disagree: the key is unknown."""
_NAMES: Final = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_SHARPS: Final = {"C#": "Db", "D#": "Eb", "F#": "Gb", "G#": "Ab", "A#": "Bb"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as DJs write it."""

    classic: str | None
    """Such as "Gbm" or "Eb", as Rekordbox shows it; None when unknown."""
    camelot: str | None
    """Such as "11A"."""
    strength: float
    """Correlation with the profile, 0 to 1."""


def key_of(mono: Floats, algorithms: Any) -> Key:
    """Find the key of a mono signal at 44.1 kHz."""
    tonic, scale, strength = algorithms.KeyExtractor(profileType="bgate")(mono)
    strength = round(float(strength), 2)
    if strength < SURE:
        return Key(None, None, strength)
    minor = scale == "minor"
    name = _SHARPS.get(tonic, tonic)
    return Key(name + "m" * minor, camelot(name, minor=minor), strength)


def camelot(tonic: str, *, minor: bool) -> str:
    """Return the Camelot code: fifths are neighbours, a minor key shares the number of its relative major."""
    pitch = _NAMES.index(tonic)
    major = (pitch + 3) % 12 if minor else pitch
    return f"{(major * 7 + 7) % 12 + 1}{'A' if minor else 'B'}"
