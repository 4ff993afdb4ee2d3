"""Which approved changes go into the file, and why the others do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rekurate.model import ApprovedChange, Field, StagedChange
from rekurate.rekordbox.export.nouns import ExportedTrack, LeftOut, Reason
from rekurate.rekordbox.export.origin import Candidate
from rekurate.rekordbox.values import refusal, same_value, value_of


@dataclass(slots=True)
class Decision:
    """What to write for one candidate: nothing, the record as it is (a companion), or with changes."""

    values: Mapping[Field, str] = field(default_factory=dict)
    exported: ExportedTrack | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the candidate was asked for and nothing of it can be written."""
        return self.exported is None and bool(self.left_out)


def by_track(approved: Iterable[ApprovedChange]) -> dict[str, tuple[StagedChange, ...]]:
    """Group approved changes by track; of two for one field the later one counts."""
    grouped: dict[str, dict[Field, StagedChange]] = {}
    for each in approved:
        grouped.setdefault(each.change.track_id, {})[each.change.field] = each.change
    return {track_id: tuple(changes.values()) for track_id, changes in grouped.items()}


def decide(candidate: Candidate, changes: tuple[StagedChange, ...]) -> Decision:
    """Check a candidate and each of its changes against what the library says now."""
    track = candidate.track
    if candidate.reason is not None:
        return Decision(left_out=(LeftOut(track.id, candidate.reason, candidate.detail, changes),))
    judged = [(change, _stale_or_unwritable(candidate, change)) for change in changes]
    refused = tuple(left_out for _, left_out in judged if left_out)
    good = tuple(change for change, left_out in judged if not left_out)
    if not good:
        return Decision(left_out=refused)
    exported = ExportedTrack(track.id, track.location, track.artist, track.title, good)
    return Decision({change.field: change.new for change in good}, exported, refused)


def _stale_or_unwritable(candidate: Candidate, change: StagedChange) -> LeftOut | None:
    now = value_of(candidate.track, change.field)
    # A value the library has taken over meanwhile contradicts nobody; and the XML an undo starts from may be older than
    # the import it takes back.
    if not any(same_value(change.field, now, one) for one in (change.old, change.new)):
        detail = f"{change.field.value} is {now!r} now, was {change.old!r} when staged"
        return LeftOut(change.track_id, Reason.CHANGED_SINCE_STAGING, detail, (change,))
    bad = None if change.new == change.old else refusal(change.field, change.new)
    if bad:
        return LeftOut(change.track_id, Reason.NOT_WRITABLE, f"{change.field.value}: {bad}", (change,))
    return None


def merged(left_out: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    """Say the same thing about one track once: records that repeat an id come up one by one."""
    return tuple({(each.track_id, each.reason, each.detail): each for each in left_out}.values())
