"""`suggest_normalizations`: the genre strings to unify."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.finding.overview import GenreCount
from rekurate.curation.naming.normalize import Normalizations, normalizations
from rekurate.server.answers import MOST_CHARACTERS, View, within
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.spec import STAGES, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none
from rekurate.taxonomy import Verdict


class Arguments(Inputs):
    """How rare, and whether to stage."""

    stage_aliases: bool = Field(default=False, description="Stage every alias that is not debatable.")
    min_count: Annotated[Whole, Field(ge=1)] = Field(1, description="Leave out strings on fewer tracks.")
    offset: Annotated[Whole, Field(ge=0)] = Field(0, description="next_offset of the page before.")


class StringView(View):
    """One genre string; `to` is the canonical name it means, `parts` what a compound or broad one names."""

    text: str
    count: int
    to: str | None = None
    parts: list[str] | None = None
    debatable: bool | None = None
    why: str | None = None
    nearest: list[str] | None = None

    @classmethod
    def of(cls, row: GenreCount, nearest: Sequence[str]) -> "StringView":
        """Show a string."""
        found = row.resolution
        return cls.model_construct(
            text=capped(row.text, 120),
            count=row.count,
            to=found.genre,
            parts=list(found.parts) or None,
            debatable=found.debatable or None,
            why=capped_or_none(found.why, 160),
            nearest=list(nearest) or None,
        )


class TotalView(View):
    """How many strings of a verdict there are, on how many tracks."""

    strings: int
    tracks: int


class StagingView(View):
    """What was staged."""

    staged: int
    unchanged: int | None = None
    total_pending: int | None = None
    skipped: dict[str, int] | None = None
    warnings: list[str] | None = None


class Answer(View):
    """The strings of this page by verdict; `totals` are of all pages."""

    totals: dict[str, TotalView]
    stageable_tracks: int
    alias: list[StringView] | None = None
    unknown: list[StringView] | None = None
    compound: list[StringView] | None = None
    broad: list[StringView] | None = None
    not_a_genre: list[StringView] | None = None
    next_offset: int | None = None
    staging: StagingView | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Sort the library's genre strings that are not canonical names: alias, unknown, compound, broad, not a genre.

    `stage_aliases=true` stages the canonical name for every alias that is not debatable; nothing reaches Rekordbox. Ask
    the user about all others, typing mistakes among them. What they decide: update_tracks changes the tracks that have
    a string (search_tracks with `genre` finds them); genre_overrides changes only how classify_tracks proposes.
    """
    found = normalizations(desk, min_count=arguments.min_count, stage_aliases=arguments.stage_aliases)
    rows = found.rows[arguments.offset :]
    shown = _fitting(desk, rows)
    groups: dict[Verdict, list[StringView]] = {}
    for row, view in zip(rows, shown, strict=False):
        groups.setdefault(row.resolution.verdict, []).append(view)
    end = arguments.offset + len(shown)
    return Answer.model_construct(
        totals={verdict.value: TotalView(strings=n, tracks=tracks) for verdict, (n, tracks) in found.totals.items()},
        stageable_tracks=found.stageable_tracks,
        alias=groups.get(Verdict.ALIAS),
        unknown=groups.get(Verdict.UNKNOWN),
        compound=groups.get(Verdict.COMPOUND),
        broad=groups.get(Verdict.BROAD),
        not_a_genre=groups.get(Verdict.NOT_A_GENRE),
        next_offset=end if end < len(found.rows) else None,
        staging=_staging(found) if arguments.stage_aliases else None,
    )


def _fitting(desk: Desk, rows: Sequence[GenreCount]) -> list[StringView]:
    """Show as many rows as a client takes in one answer, at least one."""
    nearest = desk.taxonomy.nearest
    views = (
        StringView.of(row, nearest(row.text, 2) if row.resolution.verdict is Verdict.UNKNOWN else ()) for row in rows
    )
    return within(views, MOST_CHARACTERS - 4_000, least=1)  # totals and staging stand beside the rows


def _staging(found: Normalizations) -> StagingView:
    report = found.staged
    return StagingView.model_construct(
        staged=report.staged + report.replaced if report else 0,
        unchanged=(report.unchanged or None) if report else None,
        total_pending=report.total_pending if report else None,
        skipped=dict(found.left_alone) or None,
        warnings=(list(report.warnings) or None) if report else None,
    )


TOOL = ToolSpec("suggest_normalizations", "Suggest normalizations", Arguments, Answer, run, STAGES)
