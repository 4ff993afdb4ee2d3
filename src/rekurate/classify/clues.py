"""Clues: pairs of kind and value with a number each, such as (label, "drumcode"); parts that tracks share hold them."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rekurate.classify.kinds import KIND_OF
from rekurate.taxonomy import Shares

Group = tuple[int, tuple[int, ...]]
"""Clues of one kind: (kind, clue numbers)."""
Groups = tuple[Group, ...]
STEPS: Final = 5
"""Strengths that are told apart: each is counted by itself."""


class Part:
    """What one text of a track (its artist, its folder) says: read once, shared by all tracks with that text."""

    __slots__ = ("groups", "mark", "people", "steady", "voices", "worth")

    def __init__(self, groups: Groups, people: tuple[int, ...] = ()) -> None:
        """Start with nothing counted."""
        self.groups = groups
        self.people = people
        """Clue numbers of the credits among its clues."""
        self.steady: bool | None = None
        """Whether it says the same without any one track; None until somebody asks."""
        self.worth: dict[int, float] = {}
        """What the genred tracks that have it are worth as evidence, by genre."""
        self.mark = 0
        """The same for two parts only if the very same genred tracks have them; 0 when none has."""
        self.voices: list[Any] = [None, None]
        """What it says, weighed, in each of the two regimes; None until the pool has been asked."""


Clues = tuple[Part, ...]
"""All that is known of one track."""
Column = Sequence[Part | None]
"""What one field says of each of many tracks."""


def rows_of(columns: Sequence[Column], size: int) -> list[Clues]:
    """Return all that is known of each of `size` tracks, in the order of the columns."""
    told = [column for column in columns if any(column)]
    return [tuple(filter(None, row)) for row in zip(*told, strict=True)] if told else [()] * size


def groups_of(clues: Clues) -> Iterator[Group]:
    """Walk the groups of all parts."""
    for part in clues:
        yield from part.groups


class ClueBook:
    """Gives every (kind, value) its number."""

    def __init__(self) -> None:
        """Start empty."""
        self.kinds: list[int] = []
        self.values: list[str] = []
        self.bases: dict[int, Shares] = {}
        """What a clue says before it was ever counted, for those whose value is a genre or a source's word for one."""
        self.families: dict[int, list[int]] = {}
        """Clue -> the same claim in every strength: counted together, for a library is too small to tell them apart."""
        self._claims: dict[tuple[str, str], list[int]] = {}
        self._numbers: dict[tuple[int, str, int], int] = {}

    def number(self, kind: str, value: str, base: Shares = (), step: int = 0) -> int:
        """Return the number of a clue, giving it one when it is new.

        `base` is what it says before it was ever counted; the first one given stays. One value said with another
        strength, its `step`, is another clue.
        """
        key = (KIND_OF[kind], value, step)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self.kinds)
            self.kinds.append(key[0])
            self.values.append(value)
            if base:
                self.bases[known] = base
        return known

    def genre(self, kind: str, genre: str, sure: float = 1.0) -> int:
        """Return the number of a clue whose value is a canonical genre, said with some sureness (0 to 1)."""
        step = round(min(max(sure, 0.0), 1.0) * STEPS)
        return self.number(kind, genre, ((genre, step / STEPS),), step)

    def claim(self, kind: str, genre: str, sure: float) -> int:
        """Return the number of a clue as `genre` does; what is counted under one strength counts for all."""
        number = self.genre(kind, genre, sure)
        if number not in self.families:
            family = self.families[number] = self._claims.setdefault((kind, genre), [])
            family.append(number)
        return number

    def group(self, kind: str, numbers: Iterator[int]) -> Groups:
        """Return one group, without repeats; () when there are no numbers."""
        kept = tuple(dict.fromkeys(numbers))
        return ((KIND_OF[kind], kept),) if kept else ()
