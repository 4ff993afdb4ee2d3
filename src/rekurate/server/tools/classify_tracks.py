"""`classify_tracks`: a genre for each track, with how sure it is and why."""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import ProposalRequest, Proposed
from rekurate.curation.proposing.propose import classify
from rekurate.errors import BadRequest
from rekurate.server.answers import PageView, View
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.selecting import GENRE_SCOPE, SelectionArguments
from rekurate.server.spec import STAGES, ToolSpec
from rekurate.server.views.proposal import (
    ArtistView,
    BatchView,
    DispatchStats,
    ProposalView,
    artists_of,
    artists_within,
    batches_of,
    rows_of,
)
from rekurate.server.views.rows import more_ids, some_ids
from rekurate.server.views.summary import StagingView, SummaryView, nothing_covered, partly_counted

Format = Literal["summary", "compact", "full", "dispatch"]
_SCOPE: Final = "tracks that have a genre are left out unless has_genre=true is given"
_LONGEST_CALL: Final = 2_000
"""Characters of the suggested call of a batch. A longer one is only described, for the caller has its arguments."""
_OF_ONE_ANSWER: Final = {"format", "all_pages", "auto_stage", "dispatch_batch", "max_tracks", "offset"}
"""Arguments that are about one answer. The others say which tracks are dispatched and how they are read."""


class Override(Inputs):
    """Read one word as another genre."""

    from_: str = Field(alias="from", description="A source's term or a genre, spelt as answers show it.")
    to: str = Field(description="A genre of the taxonomy or of the library; update_tracks takes any other word.")


class Arguments(SelectionArguments):
    """Which tracks, in which form, and what to stage."""

    format: Format = "full"
    all_pages: bool = Field(False, description="Whole selection in one call; with summary or dispatch.")  # noqa: FBT003 - a field's default
    auto_stage: list[Literal["high", "medium", "low"]] | None = Field(
        None, description="Tiers to stage, of this page (with all_pages: of all)."
    )
    genre_overrides: list[Override] | None = None
    dispatch_batch: Annotated[Whole, Field(ge=1)] | None = Field(None, description="Only this batch of a dispatch.")


class Answer(View):
    """Proposals, and what was staged."""

    summary: SummaryView
    results: list[ProposalView] | None = None
    dispatch_stats: DispatchStats | None = None
    batches: list[BatchView] | None = None
    batch_call: str | None = Field(None, description="What a subagent calls for its batch, with the number for N.")
    artists: list[ArtistView] | None = None
    staging: StagingView | None = None
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None
    page: PageView


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Propose a genre for each track from cached evidence and the user's own library; never calls the network.

    Default scope, also of a playlist: tracks without a genre (has_genre=true: those with one; a `genre` filter alone:
    those it matches). Locked and streaming tracks are counted and left out of a page's rows. Confidence high, medium,
    low, insufficient; action suggest, confirm, conflict, manual. Start with format=summary and all_pages=true; then
    auto_stage=["high"] after the user agreed; compact for one line a track; full for every vote; dispatch for the low
    and insufficient ones by artist, and dispatch_batch=N for one subagent's share. auto_stage stages, it never exports.
    """
    _check(arguments)
    return answer_of(classify(desk, request_of(arguments)), arguments)


def request_of(arguments: Arguments) -> ProposalRequest:
    """Return the request for the use case."""
    return ProposalRequest(
        selection=arguments.selection(),
        format=arguments.format,
        max_tracks=arguments.rows(),
        offset=arguments.offset,
        all_pages=arguments.all_pages,
        auto_stage=tuple(arguments.auto_stage or ()),
        overrides=tuple((pair.from_, pair.to) for pair in arguments.genre_overrides or ()),
        dispatch_batch=arguments.dispatch_batch,
    )


def answer_of(proposed: Proposed, arguments: Arguments) -> Answer:
    """Show what was found; a page that is too long for a client ends after a whole row."""
    dispatch = proposed.dispatch
    rows, page = rows_of(proposed, arguments.format)
    artists: list[ArtistView] | None = None
    batches: list[BatchView] = []
    if dispatch and arguments.dispatch_batch is not None:
        artists = artists_of(dispatch)
    elif dispatch:
        batches = batches_of(dispatch, alone=arguments.all_pages)
        if not arguments.all_pages:
            artists, page = artists_within(dispatch, proposed.page)
    return Answer(
        summary=SummaryView.of(proposed),
        results=rows if arguments.format in ("compact", "full") else None,
        dispatch_stats=DispatchStats.of(dispatch) if dispatch else None,
        batches=batches or None,
        batch_call=_batch_call(arguments) if batches else None,
        artists=artists,
        staging=StagingView.of(proposed.staging),
        notes=[
            *proposed.notes,
            *_unlisted(batches, proposed, alone=arguments.all_pages),
            *nothing_covered(proposed, _SCOPE),
            *partly_counted(proposed, arguments.format),
            *arguments.unused(*GENRE_SCOPE, paged=not arguments.all_pages and arguments.dispatch_batch is None),
        ]
        or None,
        missing_ids=some_ids(proposed.missing_ids),
        more_missing_ids=more_ids(proposed.missing_ids),
        page=page,
    )


def _batch_call(arguments: Arguments) -> str:
    """Return the call of one batch. It repeats selection and overrides: with others, the numbers mean other batches."""
    given = arguments.model_dump(by_alias=True, exclude=_OF_ONE_ANSWER, exclude_defaults=True)
    said = "".join(f", {name}={json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    if len(said) > _LONGEST_CALL:
        said = f", and as in this call: {', '.join(given)}"
    return f'classify_tracks(format="dispatch", dispatch_batch=N{said})'


def _unlisted(batches: Sequence[BatchView], proposed: Proposed, *, alone: bool) -> Iterator[str]:
    """Say which batches are not listed for want of room, so that nobody takes the list for all of them."""
    total = len(proposed.dispatch.batches) if proposed.dispatch else 0
    if 0 < len(batches) < total:
        more = "" if alone else "all_pages=true lists more, and "
        yield (
            f"Batches {len(batches) + 1} to {total} are not listed for want of room: {more}dispatch_batch asks for any."
        )


def _check(arguments: Arguments) -> None:
    if arguments.all_pages and arguments.format in ("compact", "full"):
        raise BadRequest(
            f"all_pages covers whole libraries and goes with format='summary' or 'dispatch', not {arguments.format!r}. "
            "Page through rows with max_tracks and offset."
        )
    part = arguments.dispatch_batch is not None or (arguments.format == "dispatch" and not arguments.all_pages)
    if arguments.auto_stage and part:
        raise BadRequest(
            "auto_stage would stage the tiers of the whole selection, not of this part of a dispatch. Nothing was "
            "staged: update_tracks stages what you decide of a batch, format='summary' with all_pages=true whole tiers."
        )


TOOL = ToolSpec("classify_tracks", "Classify tracks", Arguments, Answer, run, STAGES)
