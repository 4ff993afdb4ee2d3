"""The 400 means of a track, kept whole in 800 bytes; standard library only, so that the server can read them."""

import base64
import struct
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from rekurate.resources import data_folder

CLASSES: Final = 400
FLOOR: Final = 0.005
"""A mean below it is the model's noise, and no term."""
_PARENTS: Final = 4


@cache
def class_names() -> tuple[str, ...]:
    """Return the `Genre---Style` names in the model's order, which is that of their code points.

    They are Discogs' own names of its genres and styles; the list is data, in `taxonomy/effnet_classes.txt`.
    """
    lines = (data_folder("taxonomy") / "effnet_classes.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def pack(means: Sequence[float]) -> str:
    """Write means as little-endian half floats in base64: three significant digits, enough for a mean of sixteen."""
    return base64.b64encode(struct.pack(f"<{len(means)}e", *means)).decode("ascii")


def unpack(text: str) -> tuple[float, ...]:
    """Read what `pack` wrote. Raises ValueError for anything else."""
    data = base64.b64decode(text, validate=True)
    if len(data) % 2:
        raise ValueError("half floats are two bytes each")
    return struct.unpack(f"<{len(data) // 2}e", data)


def named(facts: Mapping[str, Any]) -> dict[str, float]:
    """Return every class with its mean from the facts of an effnet observation; empty when they hold no vector."""
    try:
        means = unpack(str(facts.get("vector", "")))
    except ValueError:
        return {}
    return dict(zip(class_names(), means, strict=True)) if len(means) == CLASSES else {}


def summary(means: Sequence[float], count: int) -> dict[str, Any]:
    """Return what is kept of the means: `vector`, `top` ([[class, mean]]) and `parents` (shares of activation)."""
    return {
        "vector": pack(means),
        "top": [[name, round(mean, 4)] for name, mean in top(means, count, FLOOR)],
        "parents": {name: round(share, 3) for name, share in list(by_parent(means).items())[:_PARENTS]},
    }


def top(means: Sequence[float], count: int, floor: float = 0.0) -> list[tuple[str, float]]:
    """Return the `count` best classes with their means, best first, none below `floor`."""
    ranked = sorted(zip(class_names(), means, strict=True), key=lambda pair: -pair[1])
    return [(name, mean) for name, mean in ranked[:count] if mean >= floor]


def by_parent(means: Sequence[float]) -> dict[str, float]:
    """Return each parent genre's share of all activation, largest first: steadier than any one style."""
    total = sum(means) or 1.0
    shares: dict[str, float] = {}
    for name, mean in zip(class_names(), means, strict=True):
        parent = name.partition("---")[0]
        shares[parent] = shares.get(parent, 0.0) + mean / total
    return dict(sorted(shares.items(), key=lambda pair: -pair[1]))
