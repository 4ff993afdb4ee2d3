"""`enrich_tracks`: ask the providers, slice by slice."""

from typing import Annotated, Literal

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import PROVIDERS, GatherRequest
from rekurate.server.arguments import Number, Whole
from rekurate.server.call import Call
from rekurate.server.selecting import GENRE_SCOPE, SelectionArguments
from rekurate.server.spec import NETWORK, ToolSpec
from rekurate.server.views.gather import GatheredView


class Arguments(SelectionArguments):
    """Which tracks, which providers, how eagerly."""

    providers: list[Literal["discogs", "beatport", "musicbrainz", "bandcamp", "lastfm", "file_tags"]] | None = Field(
        None, description="Default: every configured one."
    )
    skip_cached: bool = Field(default=True, description="Tracks whose answers are kept cost no slot of the page.")
    force_refresh: bool = Field(default=False, description="Ask again even where an answer is kept.")
    concurrency: Annotated[Whole, Field(ge=1, le=8)] = 4
    time_budget_s: Annotated[Number, Field(ge=1, le=300)] = 40


def run(desk: Desk, arguments: Arguments, call: Call) -> GatheredView:
    """Gather evidence about tracks from Discogs, Beatport, MusicBrainz, Bandcamp, Last.fm and the files' own tags.

    Works through pending tracks until the page or the time budget is done; every answer is kept at once, so calling
    again goes on where this stopped. A provider that fails or is not configured is reported, never counted as no match.
    """
    request = GatherRequest(
        selection=arguments.selection(),
        sources=tuple(arguments.providers) if arguments.providers is not None else None,
        offered=PROVIDERS,
        max_tracks=arguments.rows(),
        offset=arguments.offset,
        skip_cached=arguments.skip_cached,
        force_refresh=arguments.force_refresh,
        concurrency=arguments.concurrency,
    )
    gathered = gather(desk, request, call.budget(arguments.time_budget_s))
    return GatheredView.of(gathered, "enrich_tracks", arguments.unused(*GENRE_SCOPE))


TOOL = ToolSpec("enrich_tracks", "Gather evidence from providers", Arguments, GatheredView, run, NETWORK)
