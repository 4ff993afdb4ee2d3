"""`lock_tracks`: keep tracks as they are."""

from typing import Final

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.clear import lock_tracks
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import DESTRUCTIVE, ToolSpec
from rekurate.server.views.rows import more_ids, some_ids

_IDLE: Final = "Beside `track_ids` the playlist counts for nothing: call again with the playlist alone."
_UNMOVED: Final = (
    "Nothing changed: the tracks of this playlist are so already, or it holds none here (the rules of a smart playlist "
    "are not evaluated). search_tracks with the playlist shows which."
)


class Arguments(Inputs):
    """Which tracks."""

    track_ids: list[str] | None = None
    playlist: str | None = Field(None, description="Name, path or id; used when track_ids are left out.")
    locked: bool = Field(default=True, description="false unlocks.")


class Answer(View):
    """What changed."""

    changed: int
    total_locked: int
    cleared: int | None = None
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Lock tracks: a locked track is never proposed against, staged or exported. `locked=false` unlocks.

    What is staged for a track leaves the stage when it is locked (`cleared` counts those changes).
    """
    ids = None if arguments.track_ids is None else tuple(arguments.track_ids)
    done = lock_tracks(desk, Selection(track_ids=ids, playlist=arguments.playlist), locked=arguments.locked)
    return Answer(
        changed=done.changed,
        total_locked=done.total_locked,
        cleared=done.cleared or None,
        notes=_notes(arguments, done.changed) or None,
        missing_ids=some_ids(done.missing_ids),
        more_missing_ids=more_ids(done.missing_ids),
    )


def _notes(arguments: Arguments, changed: int) -> list[str]:
    if not arguments.playlist:
        return []
    if arguments.track_ids is not None:
        return [_IDLE]
    return [] if changed else [_UNMOVED]


TOOL = ToolSpec("lock_tracks", "Lock tracks", Arguments, Answer, run, DESTRUCTIVE)
