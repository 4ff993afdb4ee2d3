"""Genres that an override makes one: what is believed of each is believed of the one they are written as."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rekurate.classify.classifier import Classifier, Hearing
from rekurate.classify.kinds import AUDIO
from rekurate.classify.pool import AGREES, Scored


class Group(NamedTuple):
    """Genres that are written alike, and what they are believed together; nearly always one alone."""

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


def joined(classifier: Classifier, hearing: Hearing, groups: Sequence[Group], scored: Scored) -> Scored:
    """Return the best group in the place of the best genre: a witness that raises any of it agrees with it."""
    best = groups[0]
    runner = groups[1] if len(groups) > 1 else Group(0.0, (-1,))
    found = scored._replace(
        genre=best.genres[0], probability=best.chance, runner=runner.genres[0], runner_probability=runner.chance
    )
    if len(best.genres) == 1:
        return found
    support, voices = _support(classifier, hearing, best)
    agreeing = sum(1 for raised in support.values() if raised >= AGREES)
    return found._replace(
        agreeing=agreeing,
        opposing=sum(1 for raised in support.values() if raised < 0.0),
        nats=sum(support.values()),
        voices=voices,
        audio_only=agreeing == 1 and support.get(AUDIO, 0.0) >= AGREES,
        novel=min(scored.novel, *(classifier.vocabulary.novelty(genre) for genre in best.genres)),
    )


def _support(classifier: Classifier, hearing: Hearing, group: Group) -> tuple[dict[str, float], int]:
    """Return how far each witness raises a group, in nats, and how many voices do: each as far as its favourite of it.

    Measured against the prior of that one, as the tiers were: against the prior of all of them nothing could be raised
    far that is common already.
    """
    support: dict[str, float] = {}
    voices = 0
    for kind, lifts, fall, _ in hearing.voices:
        raised = fall + max([lifts.get(genre, 0.0) for genre in group.genres])
        witness = classifier.kinds[kind].witness
        support[witness] = support.get(witness, 0.0) + raised
        voices += raised >= AGREES
    return support, voices
