"""Read where a track stands in the collection as a clue: tracks stand in the order in which they were taken in.

What was bought together was taken in together, and stands together long after the day is forgotten on which it was.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rekurate.classify.clues import ClueBook, Part
from rekurate.model import Track

KIND: Final = "neighbours"
_STRETCH: Final = 8
"""Tracks of one stretch of the collection: about what is bought in one go."""
_STRETCHES: Final = 4000
"""Stretches a collection is cut into at most: each costs as much to weigh as an artist."""


class NeighbourReader:
    """Knows the stretch of the collection in which each track stands."""

    def __init__(self, book: ClueBook, collection: Sequence[Track]) -> None:
        """Take the whole collection, in the order in which Rekordbox keeps it."""
        self._book = book
        length = max(_STRETCH, -(-len(collection) // _STRETCHES))
        self._stretches = {track.id: place // length for place, track in enumerate(collection)}
        self._parts: dict[int | None, Part | None] = {None: None}

    def read(self, tracks: Iterable[Track]) -> Sequence[Part | None]:
        """Return what the place of each track says; None for one that is not in the collection."""
        parts, stretches = self._parts, [self._stretches.get(track.id) for track in tracks]
        for stretch in dict.fromkeys(stretches):
            if stretch not in parts:
                parts[stretch] = Part(self._book.group(KIND, iter((self._book.number(KIND, str(stretch)),))))
        return [parts[stretch] for stretch in stretches]
