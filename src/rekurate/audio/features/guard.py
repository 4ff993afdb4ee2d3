"""Whether this is music at all: of speech, noise and test tones any tracker tells a tempo, and any model a genre.

The thresholds are wide and few, set on a dozen clips of music, one of speech, and made noise: they flag, they do not
refuse.
"""

from typing import Final

import numpy as np

from rekurate.audio.features.spectrum import Spectrum
from rekurate.audio.features.tempo import pulse

_STILL: Final = 0.01
"""Mean spectral flux below which nothing happens: a tone, a hum, a sweep. Music had 0.04 and more."""
_EVEN: Final = 0.4
"""dB of dynamic complexity below which loudness never moves; with no pulse that is noise. Music had 1 and more."""
_FAINT_PULSE: Final = 0.2
"""Strength of the best period between 40 and 208 BPM: speech had 0.12, noise 0.06, music 0.37 and more."""
_PAUSES: Final = 0.1
"""Share of frames 30 dB below the loud ones: speech had 0.23; a solo instrument has pauses too, but a pulse."""
_BELOW: Final = 30.0
"""dB below the loud frames at which a frame is a pause."""


def sounds_like(spectrum: Spectrum, complexity: float) -> str:
    """Return music, speech, noise or tone."""
    if float(spectrum.novelty.mean()) < _STILL:
        return "tone"
    if pulse(spectrum.novelty)[1] >= _FAINT_PULSE:
        return "music"
    if complexity < _EVEN:
        return "noise"
    level = 10 * np.log10(spectrum.power + 1e-9)
    paused = float((level < np.percentile(level, 95) - _BELOW).mean())
    return "speech" if paused > _PAUSES else "music"
