"""Recommend tags: what a model heard in a track, as a person would write it, without what the track has already."""

import json
import re
from dataclasses import dataclass
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import ANALYZERS, GatherRequest
from rekurate.curation.gathering.resolve_data import Evidence, whole_track
from rekurate.model import Budget, Term, Track, fold

MODEL: Final = "effnet"
"""The source whose answers are tags: it tells Discogs styles, whether it runs here or is hosted."""
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
    """Whether a model has answered about this track."""
    why: str
    """What to set or do when no model has answered; otherwise how the answer came about."""
    tags: tuple[Tag, ...] = ()
    """Best first."""
    already: tuple[str, ...] = ()
    """Tags that are left out because the track has them already."""
    evidence: Evidence | None = None


def recommended_tags(desk: Desk, track_id: str, limit: int, budget: Budget) -> RecommendedTags:
    """Return the best `limit` tags of the cached answer. Without one, listen to the file, if a model can run here.

    A hosted model is not asked here, for that uploads an excerpt and costs money; its cached answers are used.

    Raises BadRequest for an unknown track.
    """
    track, evidence = _heard(desk, track_id)
    if evidence is not None and evidence.observation.outcome.is_answer:
        return _chosen(track, evidence, limit)
    model = desk.witnesses.get(MODEL)
    if model is not None and model.reaches_network:
        return RecommendedTags(track, available=False, why=_ask_first(track), evidence=evidence)
    request = GatherRequest(
        selection=Selection(track_ids=(track.id,)), sources=(MODEL,), offered=ANALYZERS, max_tracks=1
    )
    gathered = gather(desk, request, budget)
    track, evidence = _heard(desk, track_id)
    if evidence is not None and evidence.observation.outcome.is_answer:
        return _chosen(track, evidence, limit)
    why = gathered.unavailable.get(MODEL) or _failure(evidence, [failure.reason for failure in gathered.failures])
    return RecommendedTags(track, available=False, why=why, evidence=evidence)


def _ask_first(track: Track) -> str:
    return (
        "The hosted model has not heard this track. Asking it uploads an excerpt and costs money, so ask for it by "
        f'name: analyze_audio_batch(track_ids={json.dumps([track.id])}, analyzers=["{MODEL}"]); then call this again.'
    )


def _heard(desk: Desk, track_id: str) -> tuple[Track, Evidence | None]:
    """Return the track, and what the model said about it the last time it was asked."""
    data = whole_track(desk, track_id).data
    return data.track, next((one for one in data.evidence if one.observation.source == MODEL), None)


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
    """Return the tag and the style of a class: "ambient electronic" and "Ambient" for "Electronic---Ambient"."""
    parent, mark, style = term.text.partition("---")
    return (f"{style} {parent}".lower(), style) if mark else (term.text.lower(), term.text)


def _owned(track: Track) -> frozenset[str]:
    """Return what the track is tagged with: its genre, the parts of it, and its My Tags."""
    named = [tag.rpartition("/")[2] for tag in track.my_tags]
    parts = [track.genre, *_SEVERAL.split(track.genre), *named, *track.my_tags]
    return frozenset(fold(part) for part in parts if part.strip())
