"""Model weights: never bundled; fetched when the person says so, or files that they have already."""

from rekurate.audio.models.registry import LICENCE, MODELS, Licence, Model, ModelFile
from rekurate.audio.models.shelf import Chosen, FileState, ModelShelf

__all__ = ["LICENCE", "MODELS", "Chosen", "FileState", "Licence", "Model", "ModelFile", "ModelShelf"]
