"""The changes that wait for a person's decision, in groups: one move from a genre to another, of one tier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rekurate.curation.staging.preview import PreviewRow
from rekurate.curation.staging.words import becomes, change_shown
from rekurate.model import Confidence, Field

CHOSEN = "chosen"
"""Stands for the tier of changes that an agent or a person chose: the classifier has not said how sure they are."""
_TIERS = (*(tier.value for tier in Confidence), CHOSEN)


@dataclass(frozen=True, slots=True)
class Group:
    """Changes from one value to another, of the same tier."""

    number: int
    """What a person types for it: counted from 1, in the order in which groups were first shown."""
    title: str
    """Such as "House → Techno"."""
    genre: str
    """The new genre; "" for groups of other fields."""
    tier: str
    """high, medium, low, insufficient or chosen."""
    rows: tuple[PreviewRow, ...]


class Groups:
    """The groups of one sitting. Once a number was shown for a group, no other change ever gets into that group.

    So a number that was read from an earlier table still means what it meant there. A change that is staged later gets
    into a group with a new number, even if there is a group for the same move already.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        """By hash and tier of a change."""
        self._last = 0

    def of(self, rows: Iterable[PreviewRow]) -> tuple[Group, ...]:
        """Group the changes that are not approved yet: known groups by number, then new ones by tier and size.

        Changes of other fields than the genre are grouped by field, and by what happens to the value there was.
        """
        known: dict[int, list[PreviewRow]] = {}
        new: dict[tuple[str, str, str], list[PreviewRow]] = {}
        for row in rows:
            if row.approval is None:
                number = self._numbers.get((row.change.hash, _tier(row)))
                (known.setdefault(number, []) if number else new.setdefault(_key(row), [])).append(row)
        for _, inside in sorted(new.items(), key=lambda item: (_TIERS.index(item[0][0]), -len(item[1]), item[0])):
            self._last += 1
            known[self._last] = inside
            self._numbers.update(((row.change.hash, _tier(row)), self._last) for row in inside)
        return tuple(_group(number, inside) for number, inside in sorted(known.items()))


def _group(number: int, rows: Sequence[PreviewRow]) -> Group:
    tier, title, genre = _key(rows[0])
    return Group(number, title, genre, tier, tuple(rows))


def _tier(row: PreviewRow) -> str:
    return row.change.confidence if row.change.confidence in _TIERS else CHOSEN


def _key(row: PreviewRow) -> tuple[str, str, str]:
    if row.change.field is Field.GENRE:
        return _tier(row), change_shown(row.change), row.change.new
    return _tier(row), becomes(row.change), ""
