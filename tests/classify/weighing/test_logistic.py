"""A fit ends nearer to what was counted than it began, also where a full step would overshoot."""

import random
from math import exp, log1p

import pytest

from rekurate.classify.weighing.logistic import Row, regress

SPREAD = 1.0


def loss(rows: list[Row], weights: tuple[float, ...], start: tuple[float, ...]) -> float:
    odds = [sum(weight * value for weight, value in zip(weights, values, strict=True)) for values, _ in rows]
    missed = sum(log1p(exp(-one if right else one)) for one, (_, right) in zip(odds, rows, strict=True))
    moved = sum((weight - first) ** 2 for weight, first in zip(weights, start, strict=True))
    return missed + moved / (2 * SPREAD**2)


@pytest.mark.parametrize("start", [(-0.3, 0.75), (0.0, 3.0), (0.0, -2.0)])
@pytest.mark.parametrize("rightness", [0.02, 0.5, 0.98, 1.0])
@pytest.mark.parametrize("count", [3, 60, 200])
def test_a_fit_ends_where_no_small_step_is_better(count: int, rightness: float, start: tuple[float, ...]) -> None:
    rng = random.Random(count)
    rows = [((1.0, rng.choice([-9.0, 1.0, 5.0, 9.0])), float(rng.random() < rightness)) for _ in range(count)]
    weights = regress(rows, start, SPREAD)
    least = loss(rows, weights, start)
    assert least <= loss(rows, start, start)
    for at in range(2):
        for step in (-0.05, 0.05):
            near = tuple(weight + step * (place == at) for place, weight in enumerate(weights))
            assert least <= loss(rows, near, start) + 1e-6
