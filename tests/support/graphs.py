"""Stand-ins for Discogs-EffNet as model files, written by hand: real node names and shapes, seeded weights.

`tensorflow_*` writes GraphDefs, `onnx_*` ONNX models, both from the same `Weights`, so that two runtimes can be
compared on one model. Needs numpy, neither TensorFlow nor the onnx package.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_TF = {"float32": 1, "int32": 3}
_ONNX = {"float32": 1, "int64": 7}


@dataclass(frozen=True)
class Weights:
    """A backbone that averages a patch over time, and a head."""

    embed: Array  # [96, embedding]
    classify: Array  # [embedding, 400]
    head: Array  # [embedding, 400]


def weights(seed: int = 0, embedding: int = 1280, classes: int = 400) -> Weights:
    rng = np.random.default_rng(seed)

    def draw(rows: int, columns: int, scale: float) -> Array:
        return (rng.standard_normal((rows, columns)) * scale).astype(np.float32)

    return Weights(draw(96, embedding, 0.1), draw(embedding, classes, 0.02), draw(embedding, classes, 0.02))


# --- the wire format


def varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def whole(field: int, number: int) -> bytes:
    return varint(field << 3) + varint(number)


def block(field: int, payload: bytes | str) -> bytes:
    data = payload.encode() if isinstance(payload, str) else payload
    return varint(field << 3 | 2) + varint(len(data)) + data


# --- TensorFlow


def tf_node(name: str, op: str, inputs: tuple[str, ...] = (), **attributes: bytes) -> bytes:
    body = block(1, name) + block(2, op) + b"".join(block(3, source) for source in inputs)
    return block(1, body + b"".join(block(5, block(1, key) + block(2, value)) for key, value in attributes.items()))


def tf_shape(dims: tuple[int, ...]) -> bytes:
    return b"".join(block(2, whole(1, size)) for size in dims)


FLOAT, INT = whole(6, 1), whole(6, 3)


def tf_const(name: str, array: Array) -> bytes:
    kind = _TF[str(array.dtype)]
    tensor = whole(1, kind) + block(2, tf_shape(array.shape)) + block(4, array.tobytes())
    return tf_node(name, "Const", dtype=whole(6, kind), value=block(8, tensor))


def tf_product(name: str, left: str, right: str) -> bytes:
    return tf_node(name, "MatMul", (left, right), T=FLOAT, transpose_a=whole(5, 0), transpose_b=whole(5, 0))


def tf_identity(name: str, *inputs: str) -> bytes:
    return tf_node(name, "IdentityN", inputs, T=block(1, whole(6, 1) * len(inputs)))


def tensorflow_backbone(path: Path, made: Weights, batch: int = 64) -> Path:
    mel = "serving_default_melspectrogram"
    graph = tf_node(mel, "Placeholder", dtype=FLOAT, shape=block(7, tf_shape((batch, 128, 96))))
    graph += tf_const("axes", np.array([1], np.int32))
    graph += tf_node("mean", "Mean", (mel, "axes"), T=FLOAT, Tidx=INT, keep_dims=whole(5, 0))
    graph += tf_const("embed", made.embed) + tf_product("raw", "mean", "embed")
    graph += tf_node("embedding", "Relu", ("raw",), T=FLOAT)
    graph += tf_const("classify", made.classify) + tf_product("logits", "embedding", "classify")
    graph += tf_node("activations", "Sigmoid", ("logits",), T=FLOAT)
    graph += tf_identity("PartitionedCall", "activations", "embedding")
    path.write_bytes(graph + block(4, whole(1, 440)))
    return path


def tensorflow_head(path: Path, made: Weights) -> Path:
    source = "serving_default_model_Placeholder"
    graph = tf_node(source, "Placeholder", dtype=FLOAT, shape=block(7, tf_shape((-1, made.head.shape[0]))))
    graph += tf_const("W", made.head) + tf_product("logits", source, "W")
    graph += tf_node("activations", "Sigmoid", ("logits",), T=FLOAT)
    graph += tf_identity("PartitionedCall", "activations")
    path.write_bytes(graph + block(4, whole(1, 440)))
    return path


# --- ONNX


def onnx_node(op: str, inputs: tuple[str, ...], output: str, **attributes: int | list[int]) -> bytes:
    body = b"".join(block(1, name) for name in inputs) + block(2, output) + block(4, op)
    for key, value in attributes.items():
        if isinstance(value, int):
            body += block(5, block(1, key) + whole(3, value) + whole(20, 2))
        else:
            body += block(5, block(1, key) + b"".join(whole(8, each) for each in value) + whole(20, 7))
    return block(1, body)


def onnx_tensor(name: str, array: Array) -> bytes:
    dims = b"".join(whole(1, size) for size in array.shape)
    return block(5, dims + whole(2, _ONNX[str(array.dtype)]) + block(8, name) + block(9, array.tobytes()))


def onnx_value(field: int, name: str, shape: tuple[int | str, ...]) -> bytes:
    dims = b"".join(block(1, whole(1, size) if isinstance(size, int) else block(2, size)) for size in shape)
    return block(field, block(1, name) + block(2, block(1, whole(1, 1) + block(2, dims))))


def onnx_model(path: Path, graph: bytes) -> Path:
    opset = block(8, whole(2, 13))
    path.write_bytes(whole(1, 8) + block(7, graph + block(2, "stand-in")) + opset)
    return path


def onnx_backbone(path: Path, made: Weights, batch: int | str = "n") -> Path:
    graph = onnx_node("ReduceMean", ("melspectrogram",), "mean", axes=[1], keepdims=0)
    graph += onnx_node("MatMul", ("mean", "embed"), "raw") + onnx_node("Relu", ("raw",), "embeddings")
    graph += onnx_node("MatMul", ("embeddings", "classify"), "logits")
    graph += onnx_node("Sigmoid", ("logits",), "activations")
    graph += onnx_tensor("embed", made.embed) + onnx_tensor("classify", made.classify)
    graph += onnx_value(11, "melspectrogram", (batch, 128, 96))
    graph += onnx_value(12, "activations", (batch, made.classify.shape[1]))
    graph += onnx_value(12, "embeddings", (batch, made.embed.shape[1]))
    return onnx_model(path, graph)


def onnx_head(path: Path, made: Weights) -> Path:
    graph = onnx_node("MatMul", ("embeddings", "W"), "logits") + onnx_node("Sigmoid", ("logits",), "activations")
    graph += onnx_tensor("W", made.head) + onnx_value(11, "embeddings", ("n", made.head.shape[0]))
    return onnx_model(path, graph + onnx_value(12, "activations", ("n", made.head.shape[1])))
