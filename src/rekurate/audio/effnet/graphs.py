"""Run the backbone and its head: onnxruntime for `.onnx`, Essentia's TensorFlow for `.pb`; both answer the same."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rekurate.audio.decode.sound import Floats
from rekurate.audio.effnet.nodes import ACTIVATIONS, EMBEDDING, EMBEDDINGS, HEAD_INPUT, MEL_INPUT
from rekurate.audio.effnet.protobuf import graph_of
from rekurate.audio.effnet.vector import CLASSES
from rekurate.audio.essentia_door import standard

_AT_ONCE: Final = 4
"""Patches a graph of any batch size is given: sixteen at once cost 60 MB more and no less time."""

Runner = Callable[[Floats], Floats]
"""[patches, 128, 96] -> [patches, 400]."""


@lru_cache(maxsize=2)
def runner(backbone: str, head: str = "") -> Runner:
    """Load a model for this process. With a head, it reads the backbone's embeddings; else the backbone's own classes.

    Raises ValueError when a file is not the model it is used as, ImportError without its runtime.
    """
    loaded = _load(Path(backbone), EMBEDDING if head else CLASSES)
    if not head:
        return loaded
    classify = _load(Path(head), CLASSES)
    return lambda mel: classify(loaded(mel))


def _load(path: Path, width: int) -> Runner:
    return _onnx(path, width) if path.suffix.lower() == ".onnx" else _tensorflow(path, width)


def _onnx(path: Path, width: int) -> Runner:
    import onnxruntime  # noqa: PLC0415 - only with ONNX weights

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are the parallelism
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch for ever
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    source = session.get_inputs()[0]
    outputs = [output.name for output in session.get_outputs() if output.shape[-1:] == [width]]
    if not outputs:
        shapes = {output.name: output.shape for output in session.get_outputs()}
        raise ValueError(f"{path.name} has no output of {width} values: {shapes}")
    fixed = source.shape[0] if isinstance(source.shape[0], int) else 0

    def run(batch: Floats) -> Floats:
        answer: Floats = session.run([outputs[0]], {source.name: batch})[0]
        return answer

    return _in_batches(run, fixed or _AT_ONCE, fill=fixed > 0)


def _tensorflow(path: Path, width: int) -> Runner:
    graph = graph_of(path)
    name = next((name for name in (MEL_INPUT, HEAD_INPUT) if name in graph.inputs), "")
    if not name:
        raise ValueError(f"{path.name} has neither input {MEL_INPUT} nor {HEAD_INPUT}: {', '.join(graph.inputs)}")
    output = EMBEDDINGS if name == MEL_INPUT and width == EMBEDDING else ACTIVATIONS
    algorithms = standard()
    predict = algorithms.TensorflowPredict(graphFilename=str(path), inputs=[name], outputs=[output], squeeze=True)
    shape = graph.inputs[name]

    def run(batch: Floats) -> Floats:
        pool = _pool(name, batch)
        answer: Floats = predict(pool)[output]
        return answer.reshape(len(batch), -1)

    fixed = max(0, shape[0]) if shape else 0
    return _in_batches(run, fixed or _AT_ONCE, fill=fixed > 0)


def _pool(name: str, batch: Floats) -> Any:
    """Essentia's tensors have four axes: batch, channel, time, feature; `squeeze` takes the ones of size one out."""
    import essentia  # noqa: PLC0415 - loaded by `standard` before

    pool = essentia.Pool()
    tensor = batch[:, None] if batch.ndim > 2 else batch[:, None, None]  # noqa: PLR2004 - axes
    pool.set(name, np.ascontiguousarray(tensor))
    return pool


def _in_batches(run: Runner, size: int, *, fill: bool) -> Runner:
    """Run `size` patches at a time; a graph of fixed batch size gets its last batch filled up with silence."""

    def batched(patches: Floats) -> Floats:
        parts: list[NDArray[np.float32]] = []
        for start in range(0, len(patches), size):
            part = patches[start : start + size]
            if fill and len(part) < size:
                part = np.concatenate([part, np.zeros((size - len(part), *part.shape[1:]), np.float32)])
            parts.append(run(part)[: len(patches) - start])
        return np.concatenate(parts)

    return batched
