"""Run an audio classifier of the transformers library from a local folder: class -> probability.

The function is always softmax, whatever a checkpoint declares: the thresholds of the rules are on that scale. Weights
are read from disk alone, and code that a checkpoint brings along is not run. Tried with tiny random models of both
architectures; the published checkpoints themselves were not at hand.
"""

import os
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rekurate.audio.decode.sound import Floats
from rekurate.audio.ensemble.windows import RATE

Classifier = Callable[[Sequence[Floats]], dict[str, float]]
"""Windows at 16 kHz -> mean probability of each class; they sum to 1."""


@lru_cache(maxsize=2)
def classifier(folder: str) -> Classifier:
    """Load a checkpoint for this process. Raises OSError or ValueError when the folder is not one."""
    if not (Path(folder) / "config.json").is_file():  # the library would take it for the name of a model to fetch
        raise OSError(f"{folder} holds no checkpoint")
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TRANSFORMERS_VERBOSITY="error", USE_TF="0")
    import torch  # noqa: PLC0415 - seconds and hundreds of megabytes, only where asked for
    import transformers  # noqa: PLC0415 - as above

    torch.set_num_threads(1)  # workers are the parallelism
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    extractor = transformers.AutoFeatureExtractor.from_pretrained(folder, local_files_only=True)
    model = transformers.AutoModelForAudioClassification.from_pretrained(folder, local_files_only=True).eval()
    labels = _labels(model.config.id2label)

    def run(windows: Sequence[Floats]) -> dict[str, float]:
        total = np.zeros(len(labels))
        for window in windows:
            given = extractor(window, sampling_rate=RATE, return_tensors="pt")
            with torch.inference_mode():
                total += torch.softmax(model(**given).logits[0].double(), dim=-1).numpy()
        means = total / max(1, len(windows))
        return {label: float(mean) for label, mean in zip(labels, means, strict=True)}

    return run


def _labels(id2label: Any) -> list[str]:
    """Return the class names in order. Raises ValueError for a checkpoint that only numbers them."""
    names = [str(id2label[index]) for index in range(len(id2label))]
    if all(re.fullmatch(r"LABEL_\d+", name) for name in names):
        raise ValueError("the checkpoint numbers its classes and does not name them (id2label in config.json)")
    return names
