"""`search_tracks`: the library, page by page."""

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Found, page_of, select
from rekurate.curation.staging.waiting import staged_genres
from rekurate.server.answers import PageView, View, fitting
from rekurate.server.call import Call
from rekurate.server.selecting import SelectionArguments
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import TrackRow, more_ids, some_ids


class Arguments(SelectionArguments):
    """A selection and nothing else."""


class Answer(View):
    """One page of tracks."""

    tracks: list[TrackRow]
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None
    page: PageView


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Find tracks by text, tempo, key, genre, label, date, path, playlist or id.

    Text filters match parts of words, case and accents folded. `has_genre=false` finds ungenred tracks. The order is
    stable (title, artist), or the playlist's own. Fields a track lacks are left out. A page ends early when it gets
    too long: `page.next_offset` goes on.
    """
    found = select(desk, arguments.selection())
    tracks, page = page_of(found, arguments.rows(), arguments.offset)
    staged = staged_genres(desk, desk.library_id, tracks)
    rows, shown = fitting([TrackRow.of(track, staged.get(track.id)) for track in tracks], page)
    return Answer(
        tracks=rows,
        notes=[*arguments.unused(), *_empty_playlist(arguments, found)] or None,
        missing_ids=some_ids(found.missing_ids),
        more_missing_ids=more_ids(found.missing_ids),
        page=shown,
    )


def _empty_playlist(arguments: Arguments, found: Found) -> list[str]:
    if found.tracks or arguments.playlist is None or arguments.track_ids is not None:
        return []
    return ["This playlist holds no track here. The rules of a smart playlist are not evaluated: use filters."]


TOOL = ToolSpec("search_tracks", "Search tracks", Arguments, Answer, run, READ_ONLY)
