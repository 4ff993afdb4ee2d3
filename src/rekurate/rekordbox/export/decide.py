"""Which approved changes of a track go into the file, and why the others do not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rekurate.model import Field, Numbered, StagedChange
from rekurate.rekordbox.export.nouns import LeftOut, Reason
from rekurate.rekordbox.export.origins.origin import Candidate
from rekurate.rekordbox.values import refusal, same_value, value_of


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write for one candidate: nothing, the record as it is (a companion), or with changes."""

    written: tuple[Numbered, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def values(self) -> Mapping[Field, str]:
        """Return what to write, by field."""
        return {one.approved.change.field: one.approved.change.new for one in self.written}

    @property
    def is_refused(self) -> bool:
        """Whether the candidate was asked for and nothing of it can be written."""
        return not self.written and bool(self.left_out)


def decide(candidate: Candidate, asked: tuple[Numbered, ...]) -> Decision:
    """Check a candidate and each of its changes (none: a companion) against what the library says now."""
    latest = {one.approved.change.field: one for one in asked}  # of two for one field the later one counts
    if candidate.reason is not None:
        changes = tuple(one.approved.change for one in latest.values())
        return Decision((), (LeftOut(candidate.track.id, candidate.reason, candidate.detail, changes),))
    judged = [(one, _stale_or_unwritable(candidate, one.approved.change)) for one in latest.values()]
    return Decision(
        tuple(one for one, left_out in judged if not left_out), tuple(left_out for _, left_out in judged if left_out)
    )


def unwritten(candidate: Candidate, asked: tuple[Numbered, ...], why: str) -> Decision:
    """Refuse a candidate whose record could not be made."""
    return decide(replace(candidate, reason=Reason.DAMAGED, detail=why), asked)


def _stale_or_unwritable(candidate: Candidate, change: StagedChange) -> LeftOut | None:
    track = candidate.track
    if not change.is_about(track.location):
        detail = f"its id is that of {track.location!r} now, was that of {change.location!r} when staged: stage it anew"
        return LeftOut(change.track_id, Reason.CHANGED_SINCE_STAGING, detail, (change,))
    now = value_of(track, change.field)
    # A value the library has taken over meanwhile contradicts nobody; and the XML an undo starts from may be older than
    # the import it takes back.
    if not any(same_value(change.field, now, one) for one in (change.old, change.new)):
        detail = f"{change.field.value} is {now!r} now, was {change.old!r} when staged"
        return LeftOut(change.track_id, Reason.CHANGED_SINCE_STAGING, detail, (change,))
    bad = None if change.new == change.old else refusal(change.field, change.new)
    if bad:
        return LeftOut(change.track_id, Reason.NOT_WRITABLE, f"{change.field.value}: {bad}", (change,))
    return None
