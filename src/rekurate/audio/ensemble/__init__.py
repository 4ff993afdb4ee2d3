"""HuBERT genre classifier, AudioSet tagger and features, fused: for instruments that a genre model does not hear."""

from rekurate.audio.ensemble.checkpoints import Checkpoints
from rekurate.audio.ensemble.witness import EnsembleWitness, Reading

__all__ = ["Checkpoints", "EnsembleWitness", "Reading"]
