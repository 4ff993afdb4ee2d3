"""Model weights: never bundled; fetched on the person's word, or theirs already."""

from rekurate.audio.models.registry import LICENCE, MODELS, Licence, Model, ModelFile
from rekurate.audio.models.shelf import Chosen, FileState, ModelShelf

__all__ = ["LICENCE", "MODELS", "Chosen", "FileState", "Licence", "Model", "ModelFile", "ModelShelf"]
