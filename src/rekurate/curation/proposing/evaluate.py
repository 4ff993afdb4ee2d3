"""Evaluate the classifier on the user's own genred tracks. Writes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rekurate.bulk import without_collection
from rekurate.classify.measure import Holdout, Measured, measure
from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select
from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.engine import Engine, engine_of
from rekurate.errors import BadRequest
from rekurate.model import Track

HOLDOUTS = ("artist", "random")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A measurement: what it was made on, what was left out, and the result."""

    holdout: str
    measured: Measured
    selected: int
    """Tracks of the selection."""
    excluded: dict[str, int]
    """Selected tracks that cannot be measured, by reason."""
    missing_ids: tuple[str, ...] = ()


def evaluate(desk: Desk, selection: Selection, holdout: Holdout = "artist") -> Evaluation:
    """Hide each track's genre, propose one from everything else, and compare.

    With `holdout` "artist" every track that shares an artist or remixer is hidden too; with "random" only the track
    itself. Genres are compared after both sides are read by the taxonomy. Raises BadRequest for an unknown `holdout`.
    """
    if holdout not in HOLDOUTS:
        raise BadRequest(f"holdout {holdout!r} is unknown. Valid: {', '.join(HOLDOUTS)}.")
    found = select(desk, _genred(selection))
    engine = engine_of(desk, {})
    places = engine.proposer.classifier.places
    chosen = [places[track.id] for track in found.tracks if track.id in places]
    with without_collection():
        measured = measure(engine.proposer.classifier, chosen, holdout)
    return Evaluation(holdout, measured, len(found.tracks), _excluded(engine, found.tracks), found.missing_ids)


def _genred(selection: Selection) -> Selection:
    if selection.track_ids is not None or selection.playlist is not None:
        return selection
    return replace(selection, has_genre=True)


def _excluded(engine: Engine, tracks: Sequence[Track]) -> dict[str, int]:
    """Count the tracks whose own genre names nothing that could be predicted."""
    proposer = engine.proposer
    reasons: Counter[str] = Counter()
    for track in tracks:
        if track.id not in proposer.classifier.places:
            resolution = proposer.current(track.genre)[1]
            reason = resolution.verdict.value if resolution else "no_genre"
            reasons["rare_unknown" if reason == "unknown" else reason] += 1
    return dict(sorted(reasons.items()))
