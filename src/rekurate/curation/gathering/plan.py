"""Say what gathering would do, without asking anybody: how many questions, how long it takes, what it costs."""

from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select_in_scope
from rekurate.curation.gathering.freshness import fresh_subjects
from rekurate.curation.gathering.request import GatherRequest
from rekurate.model.abilities import Estimating


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What gathering would ask one source."""

    source: str
    configured: bool
    reason: str
    tracks: int
    pending: int
    """Recordings to ask about. Two tracks of one recording count once."""
    seconds: float | None
    """How long it takes at the source's own limit; None where that is not known."""
    notice: str = ""
    """What a person should know beforehand: what is uploaded, what it costs."""


def plan(desk: Desk, request: GatherRequest, limit: int | None = None) -> tuple[SourcePlan, ...]:
    """Return the plan of each source that was named, or of each that exists.

    Raises BadRequest for a source that does not exist.
    """
    request.refuse_unknown_sources()
    tracks = select_in_scope(desk, request.selection).tracks
    now = desk.clock()
    plans = []
    for name in request.sources if request.sources is not None else request.offered:
        witness = desk.witnesses.get(name)
        if witness is None:
            continue
        reason = witness.unavailable()
        answers = {} if request.force_refresh else desk.store.evidence.answers(name)
        fresh = fresh_subjects(answers, witness, now)
        pending = len({witness.subject(track) for track in tracks} - fresh) if reason is None else 0
        pending = min(pending, limit) if limit is not None else pending
        estimate = witness.estimate(pending) if isinstance(witness, Estimating) else (None, "")
        plans.append(SourcePlan(name, reason is None, reason or "", len(tracks), pending, *estimate))
    return tuple(plans)
