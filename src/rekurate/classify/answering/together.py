"""Genres that an override gives one name: the belief in each is added up, as if they were one genre."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rekurate.classify.classifier import Hearing
from rekurate.classify.weighing.pool import Scored


class Group(NamedTuple):
    """Genres that are written by one name, and the belief in all of them together; nearly always a single genre."""

    chance: float
    genres: tuple[int, ...]
    """Likeliest first."""


def together(beliefs: Iterable[tuple[float, int]], written: Callable[[int], str]) -> list[Group]:
    """Add up what is believed of genres that are written alike, best first; so are `beliefs`, (chance, genre) each."""
    groups: dict[str, Group] = {}
    for chance, genre in beliefs:
        name = written(genre)
        known = groups.get(name)
        groups[name] = Group(known.chance + chance, (*known.genres, genre)) if known else Group(chance, (genre,))
    return sorted(groups.values(), key=lambda group: (-group.chance, group.genres[0]))


def joined(hearing: Hearing, groups: Sequence[Group]) -> Scored:
    """Return the best group in the place of the best genre; a witness that raises any of it agrees with it."""
    best = groups[0]
    runner = groups[1] if len(groups) > 1 else Group(0.0, (-1,))
    return Scored(
        best.genres[0],
        best.chance,
        runner.genres[0],
        runner.chance,
        *hearing.regime.pool.agreement(hearing.voices, best.genres),
        min(hearing.pace.novelty(genre) for genre in best.genres),
    )
