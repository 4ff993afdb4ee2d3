"""Take back what a person decided: only what is still as they left it, and never in the place of something newer."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.model import Door, StagedChange


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of a sitting."""

    verb: str
    """approve or reject."""
    changes: tuple[StagedChange, ...]
    count: int
    """How many of the changes it decided."""


def still_staged(desk: Desk, changes: Sequence[StagedChange]) -> tuple[StagedChange, ...]:
    """Return those of the changes that are on the stage, exactly so."""
    library_id = desk.library.read().source.library_id
    there = {one.hash for one in desk.store.journal.staged(library_id, [one.track_id for one in changes])}
    return tuple(one for one in changes if one.hash in there)


def take_back(desk: Desk, step: Step, person: str) -> int:
    """Have what the step decided wait again; return for how many changes that could be done.

    Left alone is what was exported, cleared or replaced since, what is locked by now, and what somebody else approved.
    """
    changes, journal, library_id = step.changes, desk.store.journal, desk.library.read().source.library_id
    if step.verb == "approve":
        return desk.store.approvals.retract(library_id, [one.hash for one in changes], Door.TERMINAL, person)
    taken = {(one.track_id, one.field) for one in journal.staged(library_id, [one.track_id for one in changes])}
    locked = journal.locked(library_id)
    free = [one for one in changes if one.track_id not in locked and (one.track_id, one.field) not in taken]
    return journal.stage(library_id, free, Door.TERMINAL).staged
