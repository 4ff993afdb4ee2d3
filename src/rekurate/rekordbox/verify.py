"""Did an export arrive? Compare what was written with a fresh reading of the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rekurate.model import Library
from rekurate.rekordbox.export.nouns import ExportedTrack


class Arrival(StrEnum):
    """What became of one exported track; exactly one word a track."""

    APPLIED = "applied"
    """Every exported value is in the library."""
    NOT_APPLIED = "not_applied"
    """At least one field still has the value from before the export."""
    CHANGED_ELSEWHERE = "changed_elsewhere"
    """A field has a third value: neither the old nor the exported one."""
    GONE = "gone"
    """The library has no such track any more."""
    DUPLICATED = "duplicated"
    """The import made a second entry instead of updating the first."""


@dataclass(frozen=True, slots=True)
class VerifiedTrack:
    """One exported track and what the library says now."""

    track: ExportedTrack
    arrival: Arrival
    now: Mapping[str, str]
    """Field -> value in the library now, for the fields that were exported; empty when gone."""
    other_ids: tuple[str, ...] = ()
    """Ids of the duplicates."""


@dataclass(frozen=True, slots=True)
class Verification:
    """Every exported track with its word; `counts` sum to the number exported."""

    rows: tuple[VerifiedTrack, ...]
    counts: Mapping[Arrival, int]
    warnings: tuple[str, ...] = ()


def verify(exported: Sequence[ExportedTrack], library: Library) -> Verification:
    """Say for each exported track whether its changes are in `library`, read after the import."""
    raise NotImplementedError
