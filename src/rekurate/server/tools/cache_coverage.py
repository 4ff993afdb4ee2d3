"""`cache_coverage`: what has been gathered, what is missing, what to call next."""

from dataclasses import fields

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.coverage import SourceCoverage, cover
from rekurate.server.answers import View
from rekurate.server.call import Call
from rekurate.server.selecting import GENRE_SCOPE, SelectionArguments
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import more_ids, some_ids


class Arguments(SelectionArguments):
    """A selection; its paging does not matter here: all of it is counted."""


class SourceView(View):
    """One provider or analyzer over the selection."""

    source: str
    kind: str
    configured: bool
    reason: str | None = None
    tracks: int
    attempted: int = Field(
        description="Tracks with a kept answer: usable, weak, ambiguous or no_match; not stale, blocked or failed."
    )
    percent_attempted: float
    usable: int
    weak: int
    ambiguous: int
    no_match: int
    blocked: int
    failed: int
    stale: int
    not_searched: int
    notice: str | None = None

    @classmethod
    def of(cls, source: SourceCoverage) -> "SourceView":
        """Show one source's coverage."""
        counts = {field.name: getattr(source, field.name) for field in fields(SourceCoverage)}
        counts["reason"], counts["notice"] = source.reason or None, source.notice or None
        return cls(**counts, attempted=source.attempted, percent_attempted=source.percent_attempted)


class Answer(View):
    """The whole picture."""

    tracks: int
    sources: list[SourceView]
    gaps: dict[str, int]
    ready: bool
    next_calls: list[str]
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Tell, per provider and analyzer, whether it is configured and how many of the tracks it has answered about.

    `ready` is true when every configured source has answered about every track; `next_calls` fill the gaps.
    A `notice` says what asking a source uploads and costs: tell the user before you do.
    """
    coverage = cover(desk, arguments.selection())
    return Answer(
        tracks=coverage.tracks,
        sources=[SourceView.of(source) for source in coverage.sources],
        gaps=dict(coverage.gaps),
        ready=coverage.ready,
        next_calls=list(coverage.next_calls),
        notes=arguments.unused(*GENRE_SCOPE, paged=False) or None,
        missing_ids=some_ids(coverage.missing_ids),
        more_missing_ids=more_ids(coverage.missing_ids),
    )


TOOL = ToolSpec("cache_coverage", "Evidence coverage", Arguments, Answer, run, READ_ONLY)
