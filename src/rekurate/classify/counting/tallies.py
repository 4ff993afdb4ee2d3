"""Add the genred tracks up by what they share, field by field."""

from collections.abc import Sequence
from typing import Final

from rekurate.classify.clues import Column, Part

_ODD: Final = 0x9E3779B97F4A7C15
_64_BITS: Final = 2**64 - 1
"""A track's mark is its place times an odd number: the marks of a set, xor-ed, name the set."""


def tallied(columns: Sequence[Column], genres: Sequence[int], worths: Sequence[float]) -> Sequence[Part]:
    """Add every track to its parts, and return the parts that have any.

    Parts are added up first, their clues once a part: tracks share parts, and a part has many clues. It goes column by
    column, because the parts of one column fit in the processor's cache.
    """
    parts: list[Part] = []
    marks = [place * _ODD & _64_BITS for place in range(1, len(genres) + 1)]
    for column in columns:
        for part, genre, worth, mark in zip(column, genres, worths, marks, strict=True):
            if part is None:
                continue
            part.mark ^= mark
            tally = part.worth
            if tally:
                tally[genre] = tally.get(genre, 0.0) + worth
            else:
                tally[genre] = worth
                parts.append(part)
    return parts


def plain_tallies(columns: Sequence[Column], genres: Sequence[int]) -> dict[int, list[dict[int, int]]]:
    """Count plain tracks, by clue: one tally for each part that holds it."""
    by_part: dict[int, tuple[Part, dict[int, int]]] = {}
    for column in columns:
        for part, genre in zip(column, genres, strict=True):
            if part is not None:
                _, tally = by_part.setdefault(id(part), (part, {}))
                tally[genre] = tally.get(genre, 0) + 1
    tallies: dict[int, list[dict[int, int]]] = {}
    for part, tally in by_part.values():
        for _, numbers in part.groups:
            for number in numbers:
                tallies.setdefault(number, []).append(tally)
    return tallies
