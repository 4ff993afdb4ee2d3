"""What waits for a person's yes, in the groups a person decides on: one genre move of one tier."""

from collections.abc import Iterable
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
    """As a person names it: counted from 1 in the order shown."""
    title: str
    """Such as "House → Techno"."""
    genre: str
    """The new genre; "" for groups of other fields."""
    tier: str
    """high, medium, low, insufficient or chosen."""
    rows: tuple[PreviewRow, ...]


def group(rows: Iterable[PreviewRow]) -> tuple[Group, ...]:
    """Group what is not approved yet: by tier, best first, then by size.

    Other fields than genres go by field, and by what becomes of the value that was there.
    """
    found: dict[tuple[str, str, str], list[PreviewRow]] = {}
    for row in rows:
        if row.approval is None:
            found.setdefault(_key(row), []).append(row)
    order = sorted(found.items(), key=lambda item: (_TIERS.index(item[0][0]), -len(item[1]), item[0]))
    return tuple(
        Group(number, title, genre, tier, tuple(inside))
        for number, ((tier, title, genre), inside) in enumerate(order, start=1)
    )


def _key(row: PreviewRow) -> tuple[str, str, str]:
    tier = row.change.confidence if row.change.confidence in _TIERS else CHOSEN
    if row.change.field is Field.GENRE:
        return tier, change_shown(row.change), row.change.new
    return tier, becomes(row.change), ""
