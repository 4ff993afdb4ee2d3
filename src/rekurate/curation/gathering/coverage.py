"""How much of a selection the sources have answered about, what is missing, and the calls that would fetch it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select_in_scope
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.freshness import State, state_reader
from rekurate.curation.gathering.request import ANALYZERS, PROVIDERS
from rekurate.model import Outcome, Track, TrackKind, Witness
from rekurate.model.abilities import Priced

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import Answered

_SLICE: Final = 200
"""Tracks a suggested call asks providers about: the most one call takes."""
_FILES: Final = 20
"""Files a suggested call listens to: about what fits into one call's time."""
_IDS: Final = 20
"""Ids that a suggested call repeats. A longer list is left out, for the caller has it."""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """One source over the selection. The counts add up to its tracks."""

    source: str
    kind: str
    """"provider" or "analyzer"."""
    configured: bool
    reason: str
    """What to set or install, when it is not configured."""
    tracks: int
    usable: int
    weak: int
    ambiguous: int
    no_match: int
    stale: int
    """Answered, but too long ago or by an older version of our code that asks: will be asked again."""
    blocked: int
    failed: int
    not_searched: int
    notice: str = ""
    """What asking about the rest uploads and costs, for a source that costs money."""

    @property
    def attempted(self) -> int:
        """Tracks the source has really answered about."""
        return self.usable + self.weak + self.ambiguous + self.no_match

    @property
    def percent_attempted(self) -> float:
        """Share of the selection in percent; 100 for an empty selection."""
        return round(100 * self.attempted / self.tracks, 1) if self.tracks else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What all sources have answered about a selection, and what to call next."""

    tracks: int
    sources: tuple[SourceCoverage, ...]
    gaps: Mapping[str, int]
    """Tracks without evidence by where it would come from: "any_evidence" (from nowhere yet), "providers", "audio".
    And "streaming": tracks that have no file to listen to."""
    ready: bool
    """Whether every configured source has answered about every track."""
    next_calls: tuple[str, ...]
    """Calls of our tools, ready to paste; a long list of ids is not repeated in them."""
    missing_ids: tuple[str, ...] = ()


def cover(desk: Desk, selection: Selection) -> Coverage:
    """Count the answers that are kept; no source is asked. `has_genre` and `has_unknown_genre` narrow a playlist too.

    Raises BadRequest as `select` does.
    """
    found = select_in_scope(desk, selection)
    with_evidence: dict[str, set[str]] = {"provider": set(), "analyzer": set()}
    sources = []
    for kind, names in (("provider", PROVIDERS), ("analyzer", ANALYZERS)):
        for witness in (desk.witnesses[name] for name in names if name in desk.witnesses):
            kept = _kept(desk, witness, found.tracks)
            sources.append(_source(kind, witness, kept, desk.clock()))
            with_evidence[kind].update(
                track.id
                for track, answer in zip(found.tracks, kept, strict=True)
                if answer is not None and answer.outcome.is_evidence
            )
    configured = [source for source in sources if source.configured]
    return Coverage(
        tracks=len(found.tracks),
        sources=tuple(sources),
        gaps=_gaps(found.tracks, with_evidence["provider"], with_evidence["analyzer"]),
        ready=all(source.attempted == source.tracks for source in configured),
        next_calls=tuple(_calls(configured, selection, found.tracks)),
        missing_ids=found.missing_ids,
    )


def _kept(desk: Desk, witness: Witness, tracks: Sequence[Track]) -> "list[Answered | None]":
    """Return what a source answered about each track; None where it was never asked."""
    answers = desk.store.evidence.answers(witness.name)
    return [answers.get(witness.subject(track)) for track in tracks] if answers else [None] * len(tracks)


def _source(kind: str, witness: Witness, kept: "Sequence[Answered | None]", now: float) -> SourceCoverage:
    state_of = state_reader(witness, now)
    counts = Counter(_word(answer, state_of(answer)) for answer in kept)
    reason = witness.unavailable()
    words = ("usable", "weak", "ambiguous", "no_match", "stale", "blocked", "failed", "not_searched")
    counted: dict[str, Any] = {word: counts[word] for word in words}
    found = SourceCoverage(witness.name, kind, reason is None, reason or "", len(kept), **counted)
    return replace(found, notice=_notice(witness, len(kept) - found.attempted))


def _notice(witness: Witness, pending: int) -> str:
    """Return what a witness that costs money says before it is asked."""
    if pending > 0 and isinstance(witness, Priced) and witness.reaches_network and witness.unavailable() is None:
        return witness.estimate(pending)[1]
    return ""


def _word(answer: "Answered | None", state: State) -> str:
    """Return the count of `SourceCoverage` that an answer belongs to."""
    if answer is None or state is State.ABSENT:
        return "not_searched"
    if state is State.STALE:
        return "stale"
    if state is State.FRESH:
        return answer.outcome.value
    return "blocked" if answer.outcome is Outcome.BLOCKED else "failed"


def _gaps(tracks: Sequence[Track], from_providers: set[str], from_analyzers: set[str]) -> dict[str, int]:
    """Count the tracks without evidence, given the ids of those that have some."""
    from_either = from_providers | from_analyzers
    return {
        "any_evidence": sum(1 for track in tracks if track.id not in from_either),
        "providers": sum(1 for track in tracks if track.id not in from_providers),
        "audio": sum(1 for track in tracks if track.id not in from_analyzers),
        "streaming": sum(1 for track in tracks if track.kind is TrackKind.STREAMING),
    }


def _calls(configured: Sequence[SourceCoverage], selection: Selection, tracks: Sequence[Track]) -> list[str]:
    """Suggest the calls that fill the gaps, then the one that uses what was gathered; none for unknown ids alone."""
    if selection.track_ids is not None:
        if not tracks:
            return []
        selection = replace(selection, track_ids=tuple(track.id for track in tracks))
    chosen = {name: value for name, value in asdict(selection).items() if value not in (None, False)}
    chosen |= {"has_genre": selection.has_genre} if selection.has_genre is not None else {}
    calls = []
    for tool, kind, argument, size in (
        ("enrich_tracks", "provider", "providers", _SLICE),
        ("analyze_audio_batch", "analyzer", "analyzers", _FILES),
    ):
        # What failed is not suggested again: a file that is missing would otherwise be suggested for ever.
        lacking = [source.source for source in configured if source.kind == kind and source.not_searched + source.stale]
        if lacking:
            calls.append(_call(tool, {argument: lacking, **chosen, "max_tracks": size}))
    return calls or [_call("classify_tracks", {**chosen, "format": "summary", "all_pages": True})]


def _call(tool: str, arguments: Mapping[str, Any]) -> str:
    said = ", ".join(f"{name}={_said(name, value)}" for name, value in arguments.items())
    return f"{tool}({said})"


def _said(name: str, value: Any) -> str:
    if name == "track_ids" and len(value) > _IDS:
        return "[the same ids]"
    return json.dumps(value, ensure_ascii=False)
