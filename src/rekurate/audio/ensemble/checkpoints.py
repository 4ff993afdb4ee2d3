"""The two checkpoints of the ensemble: folders that the person has filled; nothing is ever fetched by itself."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rekurate.audio.models.download import Digests, can_read

WEIGHTS: Final = ("model.safetensors", "pytorch_model.bin")
"""Either of these beside `config.json` makes a folder a checkpoint."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a checkpoint comes from. That these load and hear as published was not tried here."""

    part: str
    repository: str
    """On Hugging Face."""
    folder: str
    """Below the model folder, where no setting names another place."""
    setting: str
    licence: str
    megabytes: int


GENRE: Final = Source(
    "model", "danilotpnta/HuBERT-Genre-Clf", "hubert-genre-clf", "ENSEMBLE_GENRE_MODEL_PATH", "MIT", 95
)
TAGGER: Final = Source(
    "instruments",
    "MIT/ast-finetuned-audioset-10-10-0.4593",
    "ast-audioset",
    "ENSEMBLE_TAGGER_MODEL_PATH",
    "BSD-3-Clause",
    346,
)


@dataclass(slots=True)
class Checkpoints:
    """Looks for the two checkpoints."""

    folder: Path
    """Folder of model weights."""
    own_genre: Path | None = None
    own_tagger: Path | None = None
    _digests: Digests = field(default_factory=Digests)

    def path(self, source: Source) -> Path:
        """Return the folder where a checkpoint is looked for."""
        own = self.own_genre if source is GENRE else self.own_tagger
        return own or self.folder / source.folder

    def weights(self, source: Source) -> Path | None:
        """Return the weights of a checkpoint; None when its folder holds none."""
        folder = self.path(source)
        if not can_read(folder / "config.json"):
            return None
        return next((folder / name for name in WEIGHTS if can_read(folder / name)), None)

    def digest(self, source: Source) -> str:
        """Return 12 hex digits over weights and configuration; "none" where they are missing."""
        weights = self.weights(source)
        if weights is None:
            return "none"
        return self._digests.of(weights)[:8] + self._digests.of(weights.with_name("config.json"))[:4]

    def why_missing(self, source: Source) -> str:
        """Say how a checkpoint gets where it is looked for."""
        folder = self.path(source)
        return (
            f"{folder} holds no checkpoint that can be read: `hf download {source.repository} --local-dir {folder}` "
            f"({source.megabytes} MB, {source.licence}), or set {source.setting}"
        )
