"""`get_track`: one track whole."""

from collections.abc import Sequence
from itertools import accumulate

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.resolve_data import whole_track
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.evidence import ShortEvidence, StagedView, staged_genre
from rekurate.server.views.rows import TrackRow, capped_or_none

_PLAYLIST_CHARACTERS = 15_000
"""Characters of the playlists of one track: a hundred playlists or more."""


class Arguments(Inputs):
    """The track."""

    track_id: str


class WholeTrackView(TrackRow):
    """Every field Rekordbox has."""

    comments: str | None = None
    seconds: int | None = None
    color: str | None = None
    play_count: int | None = None
    bit_rate: int | None = None
    file_size: int | None = None
    location: str | None = None
    my_tags: list[str] | None = None


class Answer(View):
    """One track with where it lies, what is known, and what is staged."""

    track: WholeTrackView
    playlists: list[str]
    more_playlists: int | None = None
    evidence: list[ShortEvidence]
    staged: list[StagedView] | None = None
    locked: bool


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Show one track whole: every field, its playlists, its cached evidence in short, its staged changes and lock.

    Why a genre is proposed, the user's own tracks as witnesses included: classify_tracks with track_ids, format=full.
    """
    whole = whole_track(desk, arguments.track_id)
    data, track = whole.data, whole.data.track
    row = TrackRow.of(track, staged_genre(data.staged))
    playlists = _first(whole.playlists)
    return Answer.model_construct(
        track=WholeTrackView.model_construct(
            **dict(row),
            comments=capped_or_none(track.comments, 2000),
            seconds=track.seconds or None,
            color=track.color or None,
            play_count=track.play_count or None,
            bit_rate=track.bit_rate or None,
            file_size=track.file_size or None,
            location=capped_or_none(track.location, 1000),
            my_tags=list(track.my_tags) or None,
        ),
        playlists=playlists,
        more_playlists=len(whole.playlists) - len(playlists) or None,
        evidence=[ShortEvidence.of(evidence) for evidence in data.evidence],
        staged=[StagedView.of(change) for change in data.staged] or None,
        locked=data.locked,
    )


def _first(playlists: Sequence[str]) -> list[str]:
    lengths = accumulate(len(playlist) for playlist in playlists)
    return [playlist for playlist, end in zip(playlists, lengths, strict=True) if end <= _PLAYLIST_CHARACTERS]


TOOL = ToolSpec("get_track", "Show one track", Arguments, Answer, run, READ_ONLY)
