"""How the result of gathering is shown, for providers and analyzers alike."""

from collections.abc import Sequence

from pydantic import Field

from rekurate.curation.gathering.gather import Gathered
from rekurate.curation.gathering.tally import Failure, SourceTally
from rekurate.server.answers import PageView, View
from rekurate.server.views.rows import capped, capped_or_none, more_ids, some_ids

MOST_FAILURES = 20
"""Failures listed in one answer; the rest is counted."""
_REASON_CHARS = 240
"""Characters of one failure's reason, the ellipsis included."""


class SourceView(View):
    """One source over this slice."""

    source: str
    attempted: int = Field(description="Recordings asked about in this call, whatever came of it; cached ones are not.")
    usable: int
    weak: int
    ambiguous: int
    no_match: int
    failed: int
    blocked: int
    cached: int
    requests_spent: int | None = None
    requests_left: int | None = None
    spent: dict[str, float] | None = None
    note: str | None = None

    @classmethod
    def of(cls, tally: SourceTally) -> "SourceView":
        """Show one source's counts."""
        said = tally.outcomes.get
        return cls(
            source=tally.source,
            attempted=tally.attempted,
            usable=said("usable", 0),
            weak=said("weak", 0),
            ambiguous=said("ambiguous", 0),
            no_match=said("no_match", 0),
            failed=said("error", 0) + said("rate_limited", 0) + said("not_configured", 0),
            blocked=said("blocked", 0),
            cached=tally.cached,
            requests_spent=tally.requests or None,
            requests_left=tally.requests_left,
            spent=dict(tally.spent) or None,
            note=capped_or_none(tally.note),
        )


class FailureView(View):
    """One track that one source could not answer about: never the same as "no match"."""

    track_id: str
    source: str
    outcome: str
    reason: str

    @classmethod
    def of(cls, failure: Failure) -> "FailureView":
        """Show one failure."""
        reason = capped(failure.reason, _REASON_CHARS)
        return cls(track_id=failure.track_id, source=failure.source, outcome=failure.outcome, reason=reason)


class GatheredView(View):
    """What one slice did and how to go on."""

    sources: list[SourceView]
    failures: list[FailureView]
    more_failures: int | None = None
    not_asked: dict[str, str] | None = None
    stopped: str | None = None
    pending_before: int
    remaining: int
    page: PageView
    next_step: str
    notes: list[str] | None = None
    credits: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None

    @classmethod
    def of(cls, gathered: Gathered, again: str, notes: Sequence[str] = ()) -> "GatheredView":
        """Show a slice; `again` is the tool to call for the next one, `notes` are about the arguments."""
        hidden = len(gathered.failures) - MOST_FAILURES
        return cls(
            sources=[SourceView.of(tally) for tally in gathered.sources],
            failures=[FailureView.of(failure) for failure in gathered.failures[:MOST_FAILURES]],
            more_failures=hidden if hidden > 0 else None,
            not_asked=dict(gathered.unavailable) or None,
            stopped=gathered.stopped,
            pending_before=gathered.pending_before,
            remaining=gathered.remaining,
            page=PageView.of(gathered.page),
            next_step=_next_step(gathered, again),
            notes=list(notes) or None,
            credits=list(gathered.credits) or None,
            missing_ids=some_ids(gathered.missing_ids),
            more_missing_ids=more_ids(gathered.missing_ids),
        )


def _next_step(gathered: Gathered, again: str) -> str:
    if not gathered.sources:
        why = ": see not_asked" if gathered.unavailable else ""
        return f"No source could be asked{why}. classify_tracks works from the library alone."
    if not gathered.page.matched_tracks:
        return "No track is selected: search_tracks shows what a selection matches."
    mute = [tally.source for tally in gathered.sources if tally.silent]
    who = ", ".join(mute)
    if gathered.all_silent:
        return (
            f"{who} answered about no track: see note. Nothing was concluded from that. classify_tracks works from the "
            f"library alone until then; call {again} with offset={gathered.page.offset} later to ask again."
        )
    if gathered.page.has_more and mute and len(mute) == sum(tally.attempted > 0 for tally in gathered.sources):
        return (
            f"{who} answered about no track: see note, and tell the user. classify_tracks works without; {again} with "
            f"offset={gathered.page.next_offset} asks about the next tracks."
        )
    leave = "; leave it out until that is mended" if gathered.page.has_more else ""
    said = f" {who} answered about no track: see note{leave}." if who else ""
    if gathered.waited_for:
        said += (
            f" {', '.join(gathered.waited_for)} gave no answer in the time given: see note; raise time_budget_s, or "
            "leave it out."
        )
    if gathered.page.has_more:
        return f"Call {again} again with the same arguments and offset={gathered.page.next_offset}.{said}"
    if gathered.remaining:
        lacking = f"Tracks that lack an answer of some source: {gathered.remaining}"
        return f"The end. {lacking}; offset=0 asks again, once what failed is mended.{said} Next: classify_tracks."
    return "Every track has an answer from these sources. Next: classify_tracks."
