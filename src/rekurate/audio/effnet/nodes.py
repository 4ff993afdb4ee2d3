"""What the published files of Discogs-EffNet take and give; standard library only, so that the server can look."""

from typing import Final

PATCH: Final = (128, 96)
"""Mel frames and bands of a patch, the last two axes of a backbone's input."""
EMBEDDING: Final = 1280
"""Values a backbone hands to its head."""
MEL_INPUT: Final = "serving_default_melspectrogram"
HEAD_INPUT: Final = "serving_default_model_Placeholder"
ACTIVATIONS: Final = "PartitionedCall:0"
EMBEDDINGS: Final = "PartitionedCall:1"
"""Node names of the published `.pb` files; of ONNX files the session tells them."""
