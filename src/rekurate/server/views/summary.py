"""How counts of proposals are shown: a whole library in one answer."""

from pydantic import Field

from rekurate.curation.proposing.proposals import Conflict, GenreTally, Proposed, Staging
from rekurate.server.answers import View, within
from rekurate.server.views.rows import capped

_NAME = 80
"""Characters of a genre's name: a user may write anything there."""
_GENRE_CHARACTERS = 22_000
"""Characters of the genres of a summary: about 130 genres. Moves and notes come on top."""
_MOVES = 60
_MOVE_CHARACTERS = 10_000


class GenreView(View):
    """How often one genre is proposed."""

    genre: str
    count: int
    by_confidence: dict[str, int]
    top_artists: list[str]

    @classmethod
    def of(cls, tally: GenreTally) -> "GenreView":
        """Show one genre's tally."""
        return cls(
            genre=capped(tally.genre, _NAME),
            count=tally.count,
            by_confidence=dict(tally.by_confidence),
            top_artists=list(tally.top_artists),
        )


class MoveView(View):
    """How often one genre is contradicted by another."""

    current: str
    proposed: str
    count: int
    same_family: bool

    @classmethod
    def of(cls, conflict: Conflict) -> "MoveView":
        """Show one conflict."""
        return cls(
            current=capped(conflict.current, _NAME),
            proposed=capped(conflict.proposed, _NAME),
            count=conflict.count,
            same_family=conflict.same_family,
        )


class SummaryView(View):
    """Counts over the tracks this call covers."""

    total: int
    by_confidence: dict[str, int] = Field(description="Of all tracks covered, confirmed ones too.")
    by_action: dict[str, int]
    by_genre: list[GenreView] | None = Field(None, description="Of suggest and conflict alone, by proposed genre.")
    more_genres: int | None = None
    more_genre_tracks: int | None = None
    by_move: list[MoveView] | None = Field(None, description="Of conflict alone.")
    more_moves: int | None = None
    locked: int | None = None
    streaming: int | None = None

    @classmethod
    def of(cls, proposed: Proposed) -> "SummaryView":
        """Show as much of a summary as a client takes, with the number of tracks that were left out of it."""
        summary = proposed.summary
        genres = within([GenreView.of(tally) for tally in summary.by_genre], _GENRE_CHARACTERS)
        moves = within([MoveView.of(conflict) for conflict in summary.by_move[:_MOVES]], _MOVE_CHARACTERS)
        return cls(
            total=summary.total,
            by_confidence=dict(summary.by_confidence),
            by_action=dict(summary.by_action),
            by_genre=genres or None,
            more_genres=len(summary.by_genre) - len(genres) or None,
            more_genre_tracks=sum(tally.count for tally in summary.by_genre[len(genres) :]) or None,
            by_move=moves or None,
            more_moves=len(summary.by_move) - len(moves) or None,
            locked=proposed.locked or None,
            streaming=proposed.streaming or None,
        )


def nothing_covered(proposed: Proposed, scope: str) -> list[str]:
    """Return a sentence when no track at all is covered; `scope` says which tracks the tool leaves out."""
    left_out = proposed.locked or proposed.streaming or proposed.missing_ids
    if proposed.summary.total or proposed.page.matched_tracks or left_out:
        return []
    return [f"No track matches: {scope}. search_tracks shows what each filter leaves."]


def partly_counted(proposed: Proposed, form: str) -> list[str]:
    """Return a sentence when a summary counts one page only, so that nobody takes it for the whole selection."""
    page = proposed.page
    if form != "summary" or page.returned == page.matched_tracks:
        return []
    return [f"This counts {page.returned} of {page.matched_tracks} tracks: all_pages=true counts all of them."]


class StagingView(View):
    """What `auto_stage` did."""

    staged: int
    total_pending: int
    skipped: dict[str, int]

    @classmethod
    def of(cls, staging: Staging | None) -> "StagingView | None":
        """Show what was staged, or None."""
        if staging is None:
            return None
        return cls(staged=staging.staged, total_pending=staging.total_pending, skipped=dict(staging.skipped))
