"""Just enough protobuf to look into a model file: node names and shapes, without TensorFlow or onnxruntime.

So the server can say what a file is before any worker loads it, and a `.pb` tells its batch size.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_VARINT: Final = 0
_FIXED64: Final = 1
_BYTES: Final = 2
_FIXED32: Final = 5
_VARINT_BITS: Final = 70
_SIGN: Final = 1 << 63

Shape = tuple[int, ...]
"""Dimensions; -1 for any size."""


class NotAModel(ValueError):  # what a caller turns into its own error
    """The bytes are not the protobuf that was expected."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A model's inputs and outputs."""

    kind: str
    """onnx or tensorflow."""
    inputs: dict[str, Shape]
    outputs: dict[str, Shape]
    """ONNX: declared outputs. TensorFlow: every node's name, since any may be asked for; shapes unknown, ()."""


def graph_of(path: Path) -> Graph:
    """Read a model file's signature. Raises NotAModel, OSError."""
    data = path.read_bytes()
    graph = _onnx(data) if path.suffix.lower() == ".onnx" else _tensorflow(data)
    if not graph.inputs:
        raise NotAModel(f"{path.name} has no inputs: it is not a model, or not whole")
    return graph


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield (field number, value) of one message. Raises NotAModel."""
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        wire = key & 7
        value: int | bytes
        if wire == _VARINT:
            value, position = _varint(data, position)
        elif wire in (_FIXED64, _FIXED32, _BYTES):
            length = {_FIXED64: 8, _FIXED32: 4}.get(wire, 0)
            if wire == _BYTES:
                length, position = _varint(data, position)
            value, position = data[position : position + length], position + length
        else:
            raise NotAModel("not a protobuf message")
        if position > len(data):
            raise NotAModel("the file ends in the middle of a message")
        yield key >> 3, value


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(data) and shift < _VARINT_BITS:
        byte = data[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if not byte & 128:
            return value, position
    raise NotAModel("the file ends in the middle of a number")


def _parts(data: bytes, number: int) -> list[bytes]:
    return [value for field, value in fields(data) if field == number and isinstance(value, bytes)]


def _text(data: bytes, number: int) -> str:
    return b"".join(_parts(data, number)[:1]).decode("utf-8", "replace")


def _onnx(data: bytes) -> Graph:
    """ModelProto.graph = 7; GraphProto.input = 11, output = 12, initializer = 5."""
    graph = b"".join(_parts(data, 7)[:1])
    weights = {_text(tensor, 8) for tensor in _parts(graph, 5)}
    inputs = dict(_onnx_value(value) for value in _parts(graph, 11))
    outputs = dict(_onnx_value(value) for value in _parts(graph, 12))
    return Graph("onnx", {name: shape for name, shape in inputs.items() if name not in weights}, outputs)


def _onnx_value(value: bytes) -> tuple[str, Shape]:
    """ValueInfoProto: name = 1, type = 2 -> tensor_type = 1 -> shape = 2 -> dim = 1 -> dim_value = 1."""
    tensor = b"".join(_parts(b"".join(_parts(value, 2)), 1))
    dims = _parts(b"".join(_parts(tensor, 2)), 1)
    sizes = [next((size for field, size in fields(dim) if field == 1 and isinstance(size, int)), -1) for dim in dims]
    return _text(value, 1), tuple(sizes)


def _tensorflow(data: bytes) -> Graph:
    """GraphDef: node = 1. NodeDef: name = 1, op = 2, attr = 5 (key 1, value 2 -> shape 7 -> dim 2 -> size 1)."""
    inputs: dict[str, Shape] = {}
    outputs: dict[str, Shape] = {}
    for node in _parts(data, 1):
        name = _text(node, 1)
        outputs[name] = ()
        if _text(node, 2) == "Placeholder":
            inputs[name] = _placeholder_shape(node)
    return Graph("tensorflow", inputs, outputs)


def _placeholder_shape(node: bytes) -> Shape:
    for attribute in _parts(node, 5):
        if _text(attribute, 1) == "shape":
            shape = b"".join(_parts(b"".join(_parts(attribute, 2)), 7))
            sizes = [next((v for f, v in fields(dim) if f == 1 and isinstance(v, int)), -1) for dim in _parts(shape, 2)]
            return tuple(size - (_SIGN << 1) if size >= _SIGN else size for size in sizes)
    return ()
