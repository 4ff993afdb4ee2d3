"""Read where a track stands in the collection as a clue: tracks stand in the order in which they were taken in.

What was bought together was taken in together, and stands together long after the day is forgotten on which it was.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import sqrt
from typing import Final

from rekurate.classify.clues import ClueBook, Part
from rekurate.model import Track

KIND: Final = "neighbours"
_STEP: Final = 4
"""Tracks after which another stretch of the collection begins. Each is two steps long, about what is bought in one go,
so that two hold every track and none stands at the edge of both."""
_STEPS: Final = 4000
"""Steps a collection is cut into at most: each costs as much to weigh as an artist."""
_SURE: Final = 4.0
"""Standard deviations above chance from which an order is no accident."""
_LEAST_GAIN: Final = 1.3
"""Times chance that neighbours must be of one genre: in a huge collection even a breath of order is no accident."""
_RUNS: Final = 2
"""Runs of tracks of one genre that there must be for each genre, at least; in a sorted file there is one."""


class NeighbourReader:
    """Knows the stretches of the collection in which each track stands."""

    def __init__(self, book: ClueBook) -> None:
        """Know no place, and so say nothing, until a collection is learnt."""
        self._book = book
        self._steps: dict[str, int] = {}
        self._parts: dict[int | None, Part | None] = {None: None}

    def learn(self, collection: Sequence[Track]) -> None:
        """Take the whole collection, in the order in which Rekordbox keeps it."""
        length = max(_STEP, -(-len(collection) // _STEPS))
        self._steps = {track.id: place // length for place, track in enumerate(collection)}

    def read(self, tracks: Iterable[Track]) -> Sequence[Part | None]:
        """Return what the place of each track says; None for one that is not in the collection."""
        parts, steps = self._parts, [self._steps.get(track.id) for track in tracks]
        for step in dict.fromkeys(steps):
            if step is not None and step not in parts:
                stretches = (self._book.number(KIND, str(end)) for end in (step, step + 1))
                parts[step] = Part(self._book.group(KIND, stretches))
        return [parts[step] for step in steps]


def stand_by_genre(tracks: Sequence[Track], genres: Sequence[int]) -> bool:
    """Whether genred tracks that follow one another are of one genre more often than by chance.

    Pairs of one artist or album tell nothing new: those clues are counted anyway. Nor does a file that a tool sorted by
    genre: there only a track's own genre brought it to its place.
    """
    if 1 + sum(one != other for one, other in pairwise(genres)) < _RUNS * len(set(genres)):
        return False
    pairs = [
        one == other
        for (track, one), (following, other) in pairwise(zip(tracks, genres, strict=True))
        if track.artist != following.artist and (not track.album or track.album != following.album)
    ]
    shares = [n / len(genres) for n in Counter(genres).values()]
    chance = sum(share * share for share in shares)
    expected = chance * len(pairs)
    doubt = sqrt(expected * (1.0 - chance))
    return sum(pairs) > expected + _SURE * doubt and sum(pairs) >= _LEAST_GAIN * expected
