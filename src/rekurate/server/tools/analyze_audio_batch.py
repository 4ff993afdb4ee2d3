"""`analyze_audio_batch`: listen to the files, slice by slice."""

from typing import Annotated, Literal

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import ANALYZERS, GatherRequest
from rekurate.server.arguments import Number, Whole
from rekurate.server.call import Call
from rekurate.server.selecting import GENRE_SCOPE, MOST_ROWS, SelectionArguments
from rekurate.server.spec import NETWORK, ToolSpec
from rekurate.server.views.gather import GatheredView

DEFAULT_FILES = 20
"""Files of a page when nobody says: about what two workers hear within the default time budget."""


class Arguments(SelectionArguments):
    """Which tracks, which analyzers."""

    max_tracks: Annotated[Whole, Field(ge=1, le=MOST_ROWS)] | None = Field(
        None, description=f"Files of a page: default {DEFAULT_FILES} (or as many as track_ids), at most {MOST_ROWS}."
    )
    analyzers: list[Literal["features", "effnet", "ensemble"]] | None = Field(
        None, description="Default: those that can run here."
    )
    skip_cached: bool = Field(default=True, description="Tracks whose answers are kept cost no slot of the page.")
    force_refresh: bool = Field(default=False, description="Listen again even where an answer is kept.")
    time_budget_s: Annotated[Number, Field(ge=1, le=300)] = 40


def run(desk: Desk, arguments: Arguments, call: Call) -> GatheredView:
    """Listen to the files: tempo, key and texture (features), 400 Discogs styles (effnet), instruments (ensemble).

    Runs in worker processes; a missing, broken, silent or streaming track is a failure of that track with its reason.
    Every answer is kept at once, so calling again goes on where this stopped. Nothing is uploaded, unless the
    user has switched the hosted effnet on: then 33 s excerpts go to Replicate, at about $0.0002 a track; see `spent`.
    """
    request = GatherRequest(
        selection=arguments.selection(),
        sources=tuple(arguments.analyzers) if arguments.analyzers is not None else None,
        offered=ANALYZERS,
        max_tracks=arguments.rows(DEFAULT_FILES),
        offset=arguments.offset,
        skip_cached=arguments.skip_cached,
        force_refresh=arguments.force_refresh,
    )
    gathered = gather(desk, request, call.budget(arguments.time_budget_s))
    return GatheredView.of(gathered, "analyze_audio_batch", arguments.unused(*GENRE_SCOPE))


TOOL = ToolSpec("analyze_audio_batch", "Listen to the files", Arguments, GatheredView, run, NETWORK)
