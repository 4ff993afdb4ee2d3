"""How cached evidence is shown: all of it, or one line for each source."""

from typing import Any

from rekurate.curation.gathering.resolve_data import Evidence, ReadTerm, TrackData
from rekurate.model import Field, StagedChange
from rekurate.model.text import cut
from rekurate.server.answers import View
from rekurate.server.views.rows import TrackRow, capped, capped_or_none

_MOST_TERMS = 25
"""Terms shown of one source, strongest first: an audio model returns 400."""
_LONGEST_FACT = 500
"""Characters of one value inside facts or proof."""


class TermView(View):
    """One word of a source; `genres` is how the taxonomy reads it."""

    text: str
    vocabulary: str
    strength: float
    genres: dict[str, float] | None = None

    @classmethod
    def of(cls, read: ReadTerm) -> "TermView":
        """Show a term."""
        genres = {genre: round(weight, 3) for genre, weight in read.genres}
        return cls.model_construct(
            text=capped(read.term.text),
            vocabulary=read.term.vocabulary,
            strength=round(read.term.strength, 3),
            genres=genres or None,
        )


class EvidenceView(View):
    """What one source said, with age and proof."""

    source: str
    outcome: str
    age_days: float | None = None
    fetched_at: str | None = None
    version: str | None = None
    message: str | None = None
    terms: list[TermView] | None = None
    more_terms: int | None = None
    facts: dict[str, Any] | None = None
    proof: dict[str, Any] | None = None

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceView":
        """Show all of it, the strongest terms first."""
        said = evidence.observation
        terms = sorted(evidence.terms, key=lambda read: -read.term.strength)
        return cls.model_construct(
            source=said.source,
            outcome=said.outcome.value,
            age_days=_days(evidence.age_days),
            fetched_at=said.fetched_at or None,
            version=said.version or None,
            message=capped_or_none(said.message),
            terms=[TermView.of(read) for read in terms[:_MOST_TERMS]] or None,
            more_terms=max(0, len(terms) - _MOST_TERMS) or None,
            facts=_trimmed(said.facts) or None,
            proof=_trimmed(said.proof) or None,
        )


class StagedView(View):
    """A staged change of one field."""

    field: str
    old: str
    new: str
    proposer: str | None = None
    confidence: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, change: StagedChange) -> "StagedView":
        """Show a change."""
        return cls.model_construct(
            field=change.field.value,
            old=capped(change.old),
            new=capped(change.new),
            proposer=change.proposer or None,
            confidence=change.confidence or None,
            reason=capped_or_none(change.reason),
        )


class ShortEvidence(View):
    """One source in a line: its best words, and how the taxonomy reads them."""

    source: str
    outcome: str
    age_days: float | None = None
    says: str | None = None
    genres: dict[str, float] | None = None
    message: str | None = None

    @classmethod
    def of(cls, evidence: Evidence) -> "ShortEvidence":
        """Show the five strongest words, and the five genres they favour most."""
        said = evidence.observation
        terms = sorted(evidence.terms, key=lambda read: -read.term.strength)[:5]
        genres: dict[str, float] = {}
        for read in evidence.terms:
            for genre, weight in read.genres:
                genres[genre] = genres.get(genre, 0.0) + weight * read.term.strength
        best = sorted(genres.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
        return cls.model_construct(
            source=said.source,
            outcome=said.outcome.value,
            age_days=_days(evidence.age_days),
            says=capped_or_none(", ".join(read.term.text for read in terms)),
            genres={genre: round(weight, 3) for genre, weight in best} or None,
            message=capped_or_none(said.message),
        )


class CompactRow(View):
    """One track with each source in a line."""

    track: TrackRow
    evidence: list[ShortEvidence]
    locked: bool | None = None

    @classmethod
    def of(cls, data: TrackData) -> "CompactRow":
        """Show a track."""
        return cls.model_construct(
            track=TrackRow.of(data.track, staged_genre(data.staged)),
            evidence=[ShortEvidence.of(evidence) for evidence in data.evidence],
            locked=data.locked or None,
        )


class FullRow(View):
    """One track with everything each source said."""

    track: TrackRow
    evidence: list[EvidenceView]
    staged: list[StagedView] | None = None
    locked: bool | None = None

    @classmethod
    def of(cls, data: TrackData) -> "FullRow":
        """Show a track."""
        return cls.model_construct(
            track=TrackRow.of(data.track, staged_genre(data.staged)),
            evidence=[EvidenceView.of(evidence) for evidence in data.evidence],
            staged=[StagedView.of(change) for change in data.staged] or None,
            locked=data.locked or None,
        )


def staged_genre(changes: tuple[StagedChange, ...]) -> str | None:
    """Return the staged genre: None when none is staged, "" when the track is to lose its genre."""
    return next((change.new for change in changes if change.field is Field.GENRE), None)


def _days(days: float | None) -> float | None:
    return None if days is None else round(days, 1)


def _trimmed(value: Any) -> Any:
    """Cut the texts inside facts and proof: they come from a provider, and may be long."""
    if isinstance(value, str):
        return cut(value, _LONGEST_FACT)
    if isinstance(value, (list, tuple)):
        return [_trimmed(item) for item in value[:50]]
    if hasattr(value, "items"):
        return {str(key): _trimmed(item) for key, item in value.items()}
    return value
