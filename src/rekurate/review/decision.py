"""One decision of a person in the review, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.curation.staging.approve import approve_changes, reject_changes
from rekurate.model import Door, StagedChange


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about some changes."""

    verdict: str
    """approve or reject."""
    changes: tuple[StagedChange, ...]
    """For a rejection, those that were still staged: no others are brought back when it is taken back."""
    count: int
    """Changes that were decided by it."""
    gone: int
    """Changes that were cleared or replaced while the person read: not decided."""


def decide(desk: Desk, verdict: str, changes: Sequence[StagedChange], person: str) -> Decision:
    """Write down a person's yes to these changes ("approve"), or take them off the stage for their no ("reject")."""
    if verdict == "approve":
        done = approve_changes(desk, changes, Door.TERMINAL, person)
        return Decision(verdict, tuple(changes), done.approved, done.gone)
    library_id = desk.library_id
    staged = {one.hash for one in desk.store.journal.staged(library_id, [one.track_id for one in changes])}
    there = tuple(one for one in changes if one.hash in staged)
    cleared = reject_changes(desk, there, Door.TERMINAL).cleared
    return Decision(verdict, there, cleared, len(changes) - cleared)


def take_back(desk: Desk, decision: Decision, person: str) -> int:
    """Let the changes of a decision wait again; return for how many that could be done.

    Left alone are changes that were exported, cleared or replaced since, that somebody else approved, and those of
    tracks that are locked by now.
    """
    changes, journal, library_id = decision.changes, desk.store.journal, desk.library_id
    if decision.verdict == "approve":
        return desk.store.approvals.retract(library_id, [one.hash for one in changes], Door.TERMINAL, person)
    taken = {(one.track_id, one.field) for one in journal.staged(library_id, [one.track_id for one in changes])}
    locked = journal.locked(library_id)
    free = [one for one in changes if one.track_id not in locked and (one.track_id, one.field) not in taken]
    return journal.stage(library_id, free, Door.TERMINAL).staged
