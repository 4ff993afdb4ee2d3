"""What waits for a person's yes, in the groups a person decides on: one genre move of one tier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rekurate.curation.staging.preview import PreviewRow
from rekurate.curation.staging.words import becomes, change_shown
from rekurate.model import Confidence, Field

CHOSEN = "chosen"
"""The tier of changes that an agent or person chose: no classifier promises anything about them."""
_TIERS = (*(tier.value for tier in Confidence), CHOSEN)


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that go from one value to another with the same promise behind them."""

    number: int
    """As a person names it: counted from 1 in the order first shown."""
    title: str
    """Such as "House → Techno"."""
    genre: str
    """The new genre; "" for groups of other fields."""
    tier: str
    """high, medium, low, insufficient or chosen."""
    rows: tuple[PreviewRow, ...]


class Groups:
    """The groups of one sitting: a number never comes to mean a change that it did not mean when it was first shown.

    So what was typed from an earlier table is about that table. A change staged since then is in a group with a new
    number, also where its move has one already.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        """By hash and tier of a change."""
        self._last = 0

    def of(self, rows: Iterable[PreviewRow]) -> tuple[Group, ...]:
        """Group what is not approved yet: as before, then what is new by tier, best first, then by size.

        Other fields than genres go by field, and by what becomes of the value that was there.
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
