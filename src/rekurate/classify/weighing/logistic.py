"""Logistic regression with a prior, in plain Python: for a handful of weights and about a thousand rows."""

from collections.abc import Sequence
from math import exp, log1p, sqrt
from operator import mul
from typing import Final

_STEPS: Final = 12
_HALVINGS: Final = 12

Row = tuple[tuple[float, ...], float]
"""What is known of one case, and 1.0 where it was right."""


def squash(odds: float) -> float:
    """Return the probability that log-odds mean."""
    return 1.0 / (1.0 + exp(-max(min(odds, 30.0), -30.0)))


def regress(rows: Sequence[Row], start: tuple[float, ...], spread: float) -> tuple[float, ...]:
    """Fit logistic weights by Newton's method, each pulled toward its start with a standard deviation of `spread`.

    A step that does not lower the loss is halved: where nearly everything is right a full step overshoots for ever.
    """
    pull = spread**-2
    weights = start
    loss = _loss(rows, weights, start, pull)
    for _ in range(_STEPS):
        step = _newton_step(rows, weights, start, pull)
        for _ in range(_HALVINGS):
            tried = tuple(weight + change for weight, change in zip(weights, step, strict=True))
            now = _loss(rows, tried, start, pull)
            if now <= loss:
                break
            step = [change / 2.0 for change in step]
        else:
            return weights
        gained, weights, loss = loss - now, tried, now
        if gained < 1e-6 * (1.0 + loss):
            break
    return weights


def _loss(rows: Sequence[Row], weights: Sequence[float], start: Sequence[float], pull: float) -> float:
    """Return the negative log-likelihood plus the pull toward the start."""
    total = sum((weight - first) ** 2 for weight, first in zip(weights, start, strict=True)) * pull / 2.0
    for values, right in rows:
        odds = sum(map(mul, weights, values))
        total += log1p(exp(-abs(odds))) + max(odds, 0.0) - right * odds
    return total


def _newton_step(rows: Sequence[Row], weights: Sequence[float], start: Sequence[float], pull: float) -> list[float]:
    size = len(weights)
    slope = [-pull * (weights[at] - start[at]) for at in range(size)]
    bend = [[pull if at == to else 0.0 for to in range(size)] for at in range(size)]
    for values, right in rows:
        chance = squash(sum(map(mul, weights, values)))
        doubt = chance * (1.0 - chance)
        for at, value in enumerate(values):
            slope[at] += (right - chance) * value
            row = bend[at]
            scaled = doubt * value
            for to in range(at + 1):
                row[to] += scaled * values[to]
    return _solve(bend, slope)


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive system, given by its lower triangle, by Cholesky's method."""
    size = len(right)
    root = [[0.0] * size for _ in range(size)]
    for at in range(size):
        for to in range(at + 1):
            rest = lower[at][to] - sum(root[at][k] * root[to][k] for k in range(to))
            root[at][to] = sqrt(max(rest, 1e-12)) if at == to else rest / root[to][to]
    half: list[float] = []
    for at in range(size):
        half.append((right[at] - sum(root[at][k] * half[k] for k in range(at))) / root[at][at])
    result = [0.0] * size
    for at in range(size - 1, -1, -1):
        rest = half[at] - sum(root[k][at] * result[k] for k in range(at + 1, size))
        result[at] = rest / root[at][at]
    return result
