"""How much of a selection the sources have answered about, what is missing, and the calls that would fetch it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Selection, select_in_scope
from rekurate.curation.gathering.freshness import Kept, State, state_reader
from rekurate.curation.gathering.gather import ANALYZERS, PROVIDERS
from rekurate.model import Outcome, Track, TrackKind, Witness
from rekurate.model.abilities import Priced

_SLICE: Final = 200
"""Tracks a suggested call works on: the most one call takes."""
_IDS: Final = 20
"""Ids that a suggested call repeats; a longer list is not: the caller has it."""


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
    """Answered, but too old or by an older asker: will be asked again."""
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
    """The whole picture."""

    tracks: int
    sources: tuple[SourceCoverage, ...]
    gaps: Mapping[str, int]
    """Tracks without usable evidence: "any_evidence", "providers", "audio"; and those "streaming", without a file."""
    ready: bool
    """Whether every configured source has answered about every track."""
    next_calls: tuple[str, ...]
    """Ready to paste; a long list of ids is not repeated."""
    missing_ids: tuple[str, ...] = ()


def cover(desk: Desk, selection: Selection) -> Coverage:
    """Count the kept answers; asks nobody. `has_genre` and `has_unknown_genre` narrow a playlist too.

    Raises BadRequest for a selection that cannot be.
    """
    found = select_in_scope(desk, selection)
    heard: dict[str, set[str]] = {"provider": set(), "analyzer": set()}
    sources = []
    for kind, names in (("provider", PROVIDERS), ("analyzer", ANALYZERS)):
        for name in names:
            witness = desk.witnesses.get(name)
            if witness is not None:
                sources.append(_source(desk, (kind, witness), found.tracks, heard[kind]))
    configured = [source for source in sources if source.configured]
    return Coverage(
        tracks=len(found.tracks),
        sources=tuple(sources),
        gaps=_gaps(found.tracks, heard),
        ready=all(source.attempted == source.tracks for source in configured),
        next_calls=tuple(_calls(configured, selection, found.tracks)),
        missing_ids=found.missing_ids,
    )


def _source(desk: Desk, asked: tuple[str, Witness], tracks: Sequence[Track], heard: set[str]) -> SourceCoverage:
    kind, witness = asked
    answers: Mapping[str, Kept] = desk.store.evidence.answers(witness.name)
    state_of = state_reader(witness, desk.clock())
    counts: Counter[str] = Counter()
    for track in tracks:
        kept = answers.get(witness.subject(track)) if answers else None
        word = _word(kept, state_of(kept))
        counts[word] += 1
        if kept is not None and kept.outcome.is_evidence:
            heard.add(track.id)
    reason = witness.unavailable()
    words = ("usable", "weak", "ambiguous", "no_match", "stale", "blocked", "failed", "not_searched")
    counted: dict[str, Any] = {word: counts[word] for word in words}
    found = SourceCoverage(witness.name, kind, reason is None, reason or "", len(tracks), **counted)
    return replace(found, notice=_notice(witness, len(tracks) - found.attempted))


def _notice(witness: Witness, pending: int) -> str:
    """Return what a witness that costs money says before it is asked."""
    if pending > 0 and isinstance(witness, Priced) and witness.reaches_network and witness.unavailable() is None:
        return witness.estimate(pending)[1]
    return ""


def _word(kept: Kept | None, state: State) -> str:
    if kept is None or state is State.ABSENT:
        return "not_searched"
    if state is State.STALE:
        return "stale"
    if state is State.FRESH:
        return kept.outcome.value
    return "blocked" if kept.outcome is Outcome.BLOCKED else "failed"


def _gaps(tracks: Sequence[Track], heard: Mapping[str, set[str]]) -> dict[str, int]:
    provider, analyzer = heard["provider"], heard["analyzer"]
    return {
        "any_evidence": sum(1 for track in tracks if track.id not in provider and track.id not in analyzer),
        "providers": sum(1 for track in tracks if track.id not in provider),
        "audio": sum(1 for track in tracks if track.id not in analyzer),
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
        ("analyze_audio_batch", "analyzer", "analyzers", 20),
    ):
        # What failed is counted and left: a missing file would otherwise be suggested for ever.
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
