"""`audit_genres`: compare the genres that tracks have with the evidence."""

from typing import Final, Literal

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import ProposalRequest
from rekurate.curation.proposing.propose import audit
from rekurate.errors import BadRequest
from rekurate.server.answers import PageView, View
from rekurate.server.call import Call
from rekurate.server.selecting import GENRE_SCOPE, SelectionArguments
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.proposal import ProposalView, rows_of
from rekurate.server.views.rows import more_ids, some_ids
from rekurate.server.views.summary import SummaryView, nothing_covered, partly_counted

_SCOPE: Final = "tracks without a genre are left out: classify_tracks is for those"


class Arguments(SelectionArguments):
    """Which tracks, and in which form."""

    format: Literal["summary", "compact", "full"] = "compact"
    all_pages: bool = Field(False, description="Whole selection in one call; with summary.")  # noqa: FBT003 - a field's default
    include_confirmed: bool = False


class Answer(View):
    """What the evidence says against the genres tracks have."""

    summary: SummaryView
    results: list[ProposalView] | None = None
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None
    page: PageView


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Hold the genres tracks have against the evidence: conflicts and tracks a person must decide; stages nothing.

    A track never testifies for itself. The page walks the selection (default, also of a playlist: tracks with a genre);
    confirmed tracks of it are counted in the summary and left out of the rows unless include_confirmed; locked and
    streaming ones always are. format=summary with all_pages=true counts conflicts by move (current, proposed).
    What the user agrees to is staged with update_tracks, or classify_tracks with track_ids and auto_stage.
    """
    if arguments.all_pages and arguments.format != "summary":
        raise BadRequest("all_pages goes with format='summary'. Page through rows with max_tracks and offset.")
    request = ProposalRequest(
        selection=arguments.selection(),
        format=arguments.format,
        max_tracks=arguments.rows(),
        offset=arguments.offset,
        all_pages=arguments.all_pages,
        include_confirmed=arguments.include_confirmed,
    )
    proposed = audit(desk, request)
    rows, page = rows_of(proposed, arguments.format)
    return Answer(
        summary=SummaryView.of(proposed),
        results=None if arguments.format == "summary" else rows,
        notes=[
            *proposed.notes,
            *nothing_covered(proposed, _SCOPE),
            *partly_counted(proposed, arguments.format),
            *arguments.unused(*GENRE_SCOPE, paged=not arguments.all_pages),
        ]
        or None,
        missing_ids=some_ids(proposed.missing_ids),
        more_missing_ids=more_ids(proposed.missing_ids),
        page=page,
    )


TOOL = ToolSpec("audit_genres", "Audit genres", Arguments, Answer, run, READ_ONLY)
