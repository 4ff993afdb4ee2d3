"""Tags a model would give a track, as a person writes them, without those the track already has."""

import json
import re
from dataclasses import dataclass
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering import ANALYZERS, GatherRequest, gather
from rekurate.curation.gathering.resolve_data import Evidence, TrackData, whole_track
from rekurate.model import Budget, Term, Track, fold

MODEL: Final = "effnet"
"""The source whose words are tags: the Discogs styles, whether heard here or by a hosted model."""
_SEVERAL: Final = re.compile(r"[,;/|]")


@dataclass(frozen=True, slots=True)
class Tag:
    """One recommended tag."""

    text: str
    """Style, then its parent, in lower case: "ambient electronic"."""
    score: float
    """0 to 1, as the model gives it."""


@dataclass(frozen=True, slots=True)
class RecommendedTags:
    """What a model recommends for one track."""

    track: Track
    available: bool
    """False where no model has answered and none can."""
    why: str
    """What to set or do when it is not available; how the answer came about otherwise."""
    tags: tuple[Tag, ...] = ()
    """Best first."""
    already: tuple[str, ...] = ()
    """Tags left out, for the track has them."""
    evidence: Evidence | None = None


def recommended_tags(desk: Desk, track_id: str, limit: int, budget: Budget) -> RecommendedTags:
    """Return the best `limit` tags from what is kept; listens to the file first when a model can run here.

    Answers of a hosted model are served alike, but never asked for here: that uploads an excerpt and costs money.

    Raises BadRequest for an unknown track.
    """
    data = whole_track(desk, track_id).data
    evidence = _heard(data)
    if evidence is None or not evidence.observation.outcome.is_answer:
        model = desk.witnesses.get(MODEL)
        if model is not None and model.reaches_network:
            return RecommendedTags(data.track, available=False, why=_ask_first(data.track), evidence=evidence)
        request = GatherRequest(
            selection=Selection(track_ids=(data.track.id,)), sources=(MODEL,), offered=ANALYZERS, max_tracks=1
        )
        gathered = gather(desk, request, budget)
        data = whole_track(desk, track_id).data
        evidence = _heard(data)
        why = gathered.unavailable.get(MODEL) or _failure(evidence, [failure.reason for failure in gathered.failures])
        if evidence is None or not evidence.observation.outcome.is_answer:
            return RecommendedTags(data.track, available=False, why=why, evidence=evidence)
    return _chosen(data.track, evidence, limit)


def _ask_first(track: Track) -> str:
    return (
        "The hosted model has not heard this track. Asking it uploads an excerpt and costs money, so ask for it by "
        f'name: analyze_audio_batch(track_ids={json.dumps([track.id])}, analyzers=["{MODEL}"]); then call this again.'
    )


def _heard(data: TrackData) -> Evidence | None:
    return next((evidence for evidence in data.evidence if evidence.observation.source == MODEL), None)


def _failure(evidence: Evidence | None, failures: list[str]) -> str:
    if failures:
        return failures[0]
    return (evidence.observation.message if evidence else "") or "There was no time to listen: call again."


def _chosen(track: Track, evidence: Evidence, limit: int) -> RecommendedTags:
    owned = _owned(track)
    tags: list[Tag] = []
    already: list[str] = []
    for read in sorted(evidence.terms, key=lambda read: -read.term.strength):
        text, style = _words(read.term)
        if fold(style) in owned or fold(text) in owned:
            already.append(text)
        else:
            tags.append(Tag(text, read.term.strength))
    why = evidence.observation.message or str(evidence.observation.facts.get("heard", ""))
    return RecommendedTags(track, True, why, tuple(tags[:limit]), tuple(already), evidence)  # noqa: FBT003 - available


def _words(term: Term) -> tuple[str, str]:
    """Return a class of the model as a tag, and its style alone: "Electronic---Ambient" is "ambient electronic"."""
    parent, mark, style = term.text.partition("---")
    return (f"{style} {parent}".lower(), style) if mark else (term.text.lower(), term.text)


def _owned(track: Track) -> frozenset[str]:
    """Return what the track is tagged with: its genre, the parts of it, and its My Tags."""
    named = [tag.rpartition("/")[2] for tag in track.my_tags]
    parts = [track.genre, *_SEVERAL.split(track.genre), *named, *track.my_tags]
    return frozenset(fold(part) for part in parts if part.strip())
