"""Decoding, in workers only: windows of a file as numpy arrays, by whichever decoder can."""

from rekurate.audio.decode.open import open_sound
from rekurate.audio.decode.sound import Sound, Span, check_audible, facts_of, mixed, mixed_at

__all__ = ["Sound", "Span", "check_audible", "facts_of", "mixed", "mixed_at", "open_sound"]
