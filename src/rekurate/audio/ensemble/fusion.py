"""Fuse what a genre model, an instrument tagger and the features say: pure, so that rules can change without listening.

The shares really are weights: each part is brought to a sum of 1 before its share is applied. The instruments claim as
much of theirs as their evidence is worth (the sum of boosts against `full_boost`), so that one weak hit cannot outvote
the model; what they leave goes to the others equally. A part that is missing hands its share to the rest in proportion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekurate.taxonomy.ensemble import EnsembleRules

Genres = Mapping[str, float]
"""Genre -> share or points, all of them 0 or more."""


@dataclass(frozen=True, slots=True)
class Fused:
    """What all parts say together."""

    genres: tuple[tuple[str, float], ...]
    """Genre and share, largest first; the shares sum to 1. Empty when nothing was said."""
    weights: Mapping[str, float]
    """What each part counted: model, instruments, features; sums to 1, or to 0 when nothing was said."""


def boosts_of(sounds: Mapping[str, float], rules: EnsembleRules) -> dict[str, float]:
    """Return genre -> sum of boosts; `sounds` are the tagger's scores by AudioSet class name."""
    found: dict[str, float] = {}
    for rule in rules.boosts:
        score = max((sounds.get(name, 0.0) for name in rule.sounds), default=0.0)
        if score > rule.above:
            for genre, factor in rule.genres:
                found[genre] = found.get(genre, 0.0) + factor * score
    return found


def feel_of(features: Mapping[str, Any], rules: EnsembleRules) -> dict[str, float]:
    """Return genre -> points of the rows whose conditions all hold; a feature that was not measured fulfils none."""
    found: dict[str, float] = {}
    for rule in rules.feels:
        if all(_within(features.get(name), low, high) for name, low, high in rule.when):
            for genre, points in rule.genres:
                found[genre] = found.get(genre, 0.0) + points
    return found


def fuse(model: Genres | None, sounds: Mapping[str, float] | None, feel: Genres | None, rules: EnsembleRules) -> Fused:
    """Fuse the parts; None is a part that is missing, and one that names no genre counts as missing too."""
    boosts = boosts_of(sounds, rules) if sounds is not None else {}
    said = {
        name: shares
        for name, shares in (("model", model), ("instruments", boosts), ("features", feel))
        if shares and sum(shares.values()) > 0
    }
    weights = _weights({name: getattr(rules, name) for name in said}, sum(boosts.values()) / rules.full_boost)
    genres: dict[str, float] = {}
    for name, shares in said.items():
        total = sum(shares.values())
        for genre, share in shares.items():
            genres[genre] = genres.get(genre, 0.0) + weights[name] * share / total
    ranked = sorted(genres.items(), key=lambda pair: (-pair[1], pair[0]))
    return Fused(tuple(pair for pair in ranked if pair[1] > 0), weights)


def _weights(shares: Mapping[str, float], evidence: float) -> dict[str, float]:
    """Return the weight of each part that is there; `evidence` is how much of their share the instruments may claim."""
    total = sum(shares.values())
    if total <= 0:  # only parts whose share is configured to be none
        return {name: 1.0 / len(shares) for name in shares}
    weights = {name: share / total for name, share in shares.items()}
    others = [name for name in weights if name != "instruments"]
    if "instruments" in weights and others:
        claimed = weights["instruments"] * min(1.0, evidence)
        left = (weights["instruments"] - claimed) / len(others)
        weights = {name: claimed if name == "instruments" else weight + left for name, weight in weights.items()}
    return weights


def _within(value: Any, low: float, high: float) -> bool:
    return isinstance(value, int | float) and low <= value <= high
