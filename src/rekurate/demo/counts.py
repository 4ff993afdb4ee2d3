"""What the summary and the report page both count in the story of the demo."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from rekurate.curation.staging.preview import Move, PreviewRow
from rekurate.demo.story import Story
from rekurate.model import Confidence

_SPELLING_PROPOSER: Final = "normalization"
"""Proposer of the staged changes that only unify spellings."""
_ORDER: Final = ("high", "medium", "low")


class Replacing(NamedTuple):
    """One genre that takes the place of others."""

    new: str
    olds: list[str]
    """Most tracks first."""
    tracks: int


class Agreement(NamedTuple):
    """How often the proposals of one tier agree with the genre under which a shop sold the track."""

    tier: str
    tracks: int
    same_genre: int
    same_family: int


def staged_kinds(story: Story) -> Counter[str]:
    """Count the staged changes: "fresh" for tracks without a genre, "spelling", and "clearer" for all others."""
    return Counter(map(_kind, story.preview.rows))


def new_genres(story: Story) -> list[Move]:
    """Return the genres that tracks without one get, most tracks first."""
    return [move for move in story.preview.moves if not move.old.strip()]


def spellings(story: Story) -> list[Replacing]:
    """Return the genres that take the place of their other spellings, most tracks first."""
    return _replacing(story, "spelling")


def clearer(story: Story) -> list[Replacing]:
    """Return the proposed genres that take the place of one that is unknown or says too little, most tracks first."""
    return _replacing(story, "clearer")


def agreements(story: Story) -> list[Agreement]:
    """Return how far each tier that proposed anything agrees with the shop, the surest first."""
    found = []
    for tier in Confidence:
        compared = [one for one in story.compared if one.row.proposal.confidence == tier]
        if compared:
            same, family = sum(one.agrees for one in compared), sum(one.akin for one in compared)
            found.append(Agreement(tier.value, len(compared), same, family))
    return found


def sureness(by_confidence: Mapping[str, int]) -> list[str]:
    """Return "7 high", "8 medium": the surest first."""
    return [f"{by_confidence[tier]} {tier}" for tier in _ORDER if by_confidence.get(tier)]


def _kind(row: PreviewRow) -> str:
    if not row.change.old.strip():
        return "fresh"
    return "spelling" if row.change.proposer == _SPELLING_PROPOSER else "clearer"


def _replacing(story: Story, kind: str) -> list[Replacing]:
    found: dict[str, Counter[str]] = {}
    for row in story.preview.rows:
        if _kind(row) == kind:
            found.setdefault(row.change.new, Counter())[row.change.old] += 1
    rows = [Replacing(new, [old for old, _ in olds.most_common()], olds.total()) for new, olds in found.items()]
    return sorted(rows, key=lambda row: (-row.tracks, row.new))
