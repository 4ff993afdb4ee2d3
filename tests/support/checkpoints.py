"""Tiny random checkpoints of the ensemble's two architectures, saved as the published ones are. Needs torch."""

from importlib.util import find_spec
from pathlib import Path

import pytest

GTZAN = ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock")
SOUNDS = ("Speech", "Music", "Violin, fiddle", "Techno", "House music", "Drum machine")
NEEDS_TORCH = pytest.mark.skipif(
    any(find_spec(package) is None for package in ("torch", "transformers", "numpy", "soundfile", "soxr")),
    reason="the ensemble extra is not installed: torch and transformers",
)


def hubert(folder: Path, labels: tuple[str, ...] = GTZAN) -> Path:
    """Write a HuBERT classifier of one layer; with no labels, one that only numbers its two classes."""
    import torch  # noqa: PLC0415 - collected without it too
    from transformers import HubertConfig, HubertForSequenceClassification, Wav2Vec2FeatureExtractor  # noqa: PLC0415

    torch.manual_seed(1)
    config = HubertConfig(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        conv_dim=(16, 16),
        conv_kernel=(10, 8),
        conv_stride=(160, 2),
        num_feat_extract_layers=2,
        num_conv_pos_embeddings=8,
        num_conv_pos_embedding_groups=2,
        classifier_proj_size=16,
        **_named(labels),
    )
    HubertForSequenceClassification(config).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(sampling_rate=16_000, do_normalize=True).save_pretrained(folder)
    return folder


def ast(folder: Path, labels: tuple[str, ...] = SOUNDS) -> Path:
    """Write an audio spectrogram transformer of one layer."""
    import torch  # noqa: PLC0415 - collected without it too
    from transformers import ASTConfig, ASTFeatureExtractor, ASTForAudioClassification  # noqa: PLC0415

    torch.manual_seed(2)
    config = ASTConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, **_named(labels)
    )
    ASTForAudioClassification(config).save_pretrained(folder)
    ASTFeatureExtractor().save_pretrained(folder)
    return folder


def _named(labels: tuple[str, ...]) -> dict[str, object]:
    names = dict(enumerate(labels or ("LABEL_0", "LABEL_1")))
    return {"id2label": names, "label2id": {name: number for number, name in names.items()}, "num_labels": len(names)}
