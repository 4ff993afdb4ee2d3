"""Signatures of models without weights, in the standard library: enough for whoever only looks into a file."""


def block(field: int, payload: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(payload)) + payload


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def value(name: bytes, *shape: int) -> bytes:
    dims = b"".join(block(1, varint(1 << 3) + varint(size)) for size in shape)
    return block(1, name) + block(2, block(1, varint(1 << 3) + varint(1) + block(2, dims)))


def tiny_onnx(width: int, *takes: int) -> bytes:
    """Return a model that declares [1, 128, 96], or another shape, -> [1, width] and computes nothing."""
    shape = (1, *takes) if takes else (1, 128, 96)
    graph = block(2, b"signature") + block(11, value(b"mel", *shape)) + block(12, value(b"out", 1, width))
    return varint(1 << 3) + varint(8) + block(7, graph)


def tiny_graph(takes: bytes) -> bytes:
    """Return a TensorFlow graph of one input of that name."""
    return block(1, block(1, takes) + block(2, b"Placeholder"))
