"""Whether a kept answer still counts, or has to be asked for again."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from rekurate.model import EvidenceCache, Outcome, Track, Witness
from rekurate.model.abilities import Accepting, Rechecking
from rekurate.model.times import iso

NEGATIVE_LIFE: Final = timedelta(days=30)
"""A "no match" is asked again after this: catalogues grow. A positive answer stays, its age is shown."""


class State(StrEnum):
    """What the cache knows of one subject from one source."""

    FRESH = "fresh"
    STALE = "stale"
    """Answered, but by an older version of the asker, or a "no match" of more than 30 days ago."""
    FAILED = "failed"
    """Asked, and there was no answer: an error, a wall, a limit."""
    ABSENT = "absent"


class Kept(Protocol):
    """What the store tells about an answer."""

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        ...

    @property
    def fetched_at(self) -> str:
        """ISO time, UTC."""
        ...

    @property
    def version(self) -> str:
        """Version of the asker."""
        ...


def state_reader(witness: Witness, now: float) -> Callable[[Kept | None], State]:
    """Return a function from a kept answer to its state; `now` is in seconds since the epoch."""
    accepts = witness.accepts if isinstance(witness, Accepting) else witness.version.__eq__
    oldest = iso(now - NEGATIVE_LIFE.total_seconds())

    def state(kept: Kept | None) -> State:
        if kept is None:
            return State.ABSENT
        if not kept.outcome.is_answer:
            return State.FAILED
        expired = kept.outcome is Outcome.NO_MATCH and kept.fetched_at < oldest
        return State.STALE if expired or not accepts(kept.version) else State.FRESH

    return state


def fresh_subjects(answers: Mapping[str, Kept], witness: Witness, now: float) -> frozenset[str]:
    """Return the subjects that need not be asked about again."""
    state = state_reader(witness, now)
    return frozenset(subject for subject, kept in answers.items() if state(kept) is State.FRESH)


def outdated_subjects(
    witness: Witness, tracks: Iterable[Track], fresh: frozenset[str], shelf: EvidenceCache
) -> frozenset[str]:
    """Return the fresh subjects whose file holds another recording now; empty for sources that keep no file in mind."""
    if not fresh or not isinstance(witness, Rechecking):
        return frozenset()
    known = {subject: track for track in tracks if (subject := witness.subject(track)) in fresh}
    kept = shelf.observations(known)
    return frozenset(
        subject
        for subject, said in kept.items()
        for observation in said
        if observation.source == witness.name and not witness.is_current(known[subject], observation)
    )
