"""Whether a kept answer still counts, or has to be asked for again."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rekurate.model import EvidenceCache, Outcome, Track, Witness
from rekurate.model.abilities import Accepting, Rechecking
from rekurate.model.times import iso

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import Answered

NEGATIVE_LIFE: Final = timedelta(days=30)
"""How long a "no match" holds: catalogues grow, so it is asked again. A positive answer stays; its age is shown."""


class State(StrEnum):
    """What the cache knows of one subject (a recording or a file) from one source."""

    FRESH = "fresh"
    STALE = "stale"
    """Answered, but by an older version of our code that asks, or a "no match" of more than 30 days ago."""
    FAILED = "failed"
    """Asked, and there was no answer: an error, a page that blocks programs, a limit."""
    ABSENT = "absent"


def state_reader(witness: Witness, now: float) -> "Callable[[Answered | None], State]":
    """Return a function that tells the state of an answer of this source; `now` is in seconds since the epoch."""
    accepts = witness.accepts if isinstance(witness, Accepting) else witness.version.__eq__
    oldest = iso(now - NEGATIVE_LIFE.total_seconds())

    def state(kept: "Answered | None") -> State:
        if kept is None:
            return State.ABSENT
        if not kept.outcome.is_answer:
            return State.FAILED
        expired = kept.outcome is Outcome.NO_MATCH and kept.fetched_at < oldest
        return State.STALE if expired or not accepts(kept.version) else State.FRESH

    return state


def fresh_subjects(answers: "Mapping[str, Answered]", witness: Witness, now: float) -> frozenset[str]:
    """Return the subjects that need not be asked about again; `answers` are those kept, by subject."""
    state = state_reader(witness, now)
    return frozenset(subject for subject, kept in answers.items() if state(kept) is State.FRESH)


def outdated_subjects(
    witness: Witness, tracks: Iterable[Track], fresh: frozenset[str], shelf: EvidenceCache
) -> frozenset[str]:
    """Return the fresh subjects whose file holds another recording now; empty for sources that do not look at files."""
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
