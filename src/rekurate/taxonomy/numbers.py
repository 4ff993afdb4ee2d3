"""The numbers of weights.toml."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.problems import Problems

Numbers = Mapping[tuple[str, str], float]
"""By (table, key); of a table inside a table the name is "outer.inner"."""


def compile_numbers(layers: tuple[Layer, ...], problems: Problems) -> Numbers:
    """Read the numbers of every layer, later ones over earlier ones; anything else than a number is a problem."""
    rows: dict[tuple[str, str], float] = {}
    for layer in layers:
        for table, key, value in _leaves("", layer.tables["weights"]):
            if isinstance(value, (int, float)) and isfinite(value):
                rows[table, key] = float(value)
            elif not isinstance(value, str):  # a text beside numbers is a remark
                problems.add(layer.place("weights", table, key), f"must be a number, not {value!r}.")
    return rows


def _leaves(table: str, rows: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, value in rows.items():
        if isinstance(value, dict):
            yield from _leaves(f"{table}.{key}" if table else key, value)
        else:
            yield table, key, value
