"""The numbers of weights.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from rekurate.taxonomy.load import Layer
from rekurate.taxonomy.problems import Problems


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number, by table and key; the table of a number in a table of a table is "outer.inner"."""

    rows: Mapping[tuple[str, str], float]

    def get(self, table: str, key: str, default: float) -> float:
        """Return a number, or the default where no file has it."""
        return self.rows.get((table, key), default)


def compile_numbers(layers: tuple[Layer, ...], problems: Problems) -> Numbers:
    """Read the numbers of every layer, later ones over earlier ones; anything else than a number is a problem."""
    rows: dict[tuple[str, str], float] = {}
    for layer in layers:
        for table, key, value in _leaves("", layer.tables["weights"]):
            if isinstance(value, (int, float)) and isfinite(value):
                rows[table, key] = float(value)
            elif not isinstance(value, str):  # a text beside numbers is a remark
                problems.add(layer.place("weights", table, key), f"must be a number, not {value!r}.")
    return Numbers(rows)


def _leaves(table: str, rows: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, value in rows.items():
        if isinstance(value, dict):
            yield from _leaves(f"{table}.{key}" if table else key, value)
        else:
            yield table, key, value
