"""How near two genres are to each other, and which names look most like one that is not known."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Genre

PARENT: Final = 0.7
SIBLING: Final = 0.5
FAMILY: Final = 0.3
_LEAST_LIKE: Final = 0.4


def related(genres: Mapping[str, Genre], genre: str, other: str) -> float:
    """Return 1 for the same genre, then parent or child, siblings (one parent), family; 0 for strangers."""
    if genre == other:
        return 1.0
    one, two = genres.get(genre), genres.get(other)
    if one is None or two is None:
        return 0.0
    if other == one.parent or genre == two.parent:
        return PARENT
    if one.parent is not None and one.parent == two.parent:
        return SIBLING
    return FAMILY if one.family == two.family else 0.0


def plausible(genre: Genre | None, bpm: float, tolerance: float) -> bool:
    """Whether `bpm`, its half or its double is within the genre's range, widened by `tolerance` (a share) at both ends.

    True when the genre is unknown or has no tempo, or when the tempo is none.
    """
    if genre is None or genre.bpm is None or not bpm > 0:
        return True
    low, high = genre.bpm[0] * (1 - tolerance), genre.bpm[1] * (1 + tolerance)
    return low <= bpm <= high or low <= bpm / 2 <= high or low <= bpm * 2 <= high


def nearest(keys: Mapping[str, str], name: str, count: int) -> tuple[str, ...]:
    """Return up to `count` names whose spelling is most like `name`, best first; `keys` is spelling key to name."""
    close = get_close_matches(key_of(name)[:80], list(keys), max(1, count), _LEAST_LIKE)
    return tuple(dict.fromkeys(keys[key] for key in close))[:count]
