"""Write a random EfficientNet-B0 as ONNX: the blocks, shapes and outputs of Discogs-EffNet, none of its knowledge.

For cost alone: `uv run --extra audio python benchmarks/effnet_b0.py OUT.onnx`. Run from the top of the checkout.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.support.graphs import onnx_model, onnx_node, onnx_tensor, onnx_value

BLOCKS = (
    # kernel, stride, expansion, channels, repeats
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)


class Net:
    """Grows a graph node by node."""

    def __init__(self, seed=0):
        self.rng = np.random.default_rng(seed)
        self.graph = b""
        self.count = 0

    def weight(self, *shape):
        name = f"w{self.count}"
        self.count += 1
        scale = np.sqrt(2 / max(1, int(np.prod(shape[1:]))))
        self.graph += onnx_tensor(name, (self.rng.standard_normal(shape) * scale).astype(np.float32))
        return name

    def bias(self, size):
        name = f"w{self.count}"
        self.count += 1
        self.graph += onnx_tensor(name, np.zeros(size, np.float32))
        return name

    def node(self, op, *inputs, **attributes):
        name = f"n{self.count}"
        self.count += 1
        self.graph += onnx_node(op, inputs, name, **attributes)
        return name

    def conv(self, x, source, target, kernel=1, *, stride=1, groups=1):  # noqa: PLR0913 - a convolution has these
        pad = kernel // 2
        weight = self.weight(target, source // groups, kernel, kernel)
        shape = {"kernel_shape": [kernel] * 2, "strides": [stride] * 2, "pads": [pad] * 4, "group": groups}
        return self.node("Conv", x, weight, self.bias(target), **shape)

    def swish(self, x):
        return self.node("Mul", x, self.node("Sigmoid", x))

    def squeeze(self, x, channels, reduced):
        small = self.swish(self.conv(self.node("GlobalAveragePool", x), channels, reduced))
        return self.node("Mul", x, self.node("Sigmoid", self.conv(small, reduced, channels)))

    def block(self, x, source, shape, stride):
        kernel, _, expansion, target, _ = shape
        wide = source * expansion
        y = self.swish(self.conv(x, source, wide)) if expansion > 1 else x
        y = self.swish(self.conv(y, wide, wide, kernel, stride=stride, groups=wide))
        y = self.conv(self.squeeze(y, wide, max(1, source // 4)), wide, target)
        return self.node("Add", x, y) if stride == 1 and source == target else y


def make(path):
    net = Net()
    net.graph += onnx_tensor("axis", np.array([1], np.int64))
    x = net.swish(net.conv(net.node("Unsqueeze", "melspectrogram", "axis"), 1, 32, 3, stride=2))
    channels = 32
    for shape in BLOCKS:
        for repeat in range(shape[4]):
            x = net.block(x, channels, shape, shape[1] if repeat == 0 else 1)
            channels = shape[3]
    x = net.node("GlobalAveragePool", net.swish(net.conv(x, channels, 1280)))
    net.graph += onnx_node("Flatten", (x,), "embeddings", axis=1)
    logits = net.node("MatMul", "embeddings", net.weight(1280, 400))
    net.graph += onnx_node("Sigmoid", (logits,), "activations")
    net.graph += onnx_value(11, "melspectrogram", ("n", 128, 96))
    net.graph += onnx_value(12, "activations", ("n", 400)) + onnx_value(12, "embeddings", ("n", 1280))
    return onnx_model(Path(path), net.graph)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT.onnx")
    made = make(parser.parse_args().out)
    print(made, made.stat().st_size)
