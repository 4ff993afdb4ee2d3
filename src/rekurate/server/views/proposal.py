"""How proposals look in an answer: rows short enough that a default page stays under 40,000 characters."""

from typing import Any

from rekurate.classify.answering.votes import heaviest
from rekurate.curation.finding.find import Page
from rekurate.curation.proposing.proposals import Dispatch, Proposed, Row
from rekurate.model import Candidate, Vote
from rekurate.server.answers import PageView, View, within
from rekurate.server.views.rows import capped, capped_or_none

_NAME = 80
"""Characters of an artist or title in a row."""
_TERM = 40
_VOTES = 12
"""Votes of a full row; the rest are counted."""
_DISPATCHED = 3
"""Candidates of a row that is handed out for review."""
_BATCH_CHARACTERS = 9_000
"""Characters of the batches listed beside a page: forty batches or more. Any batch can be asked for by its number, and
`total_batches` tells how many there are."""
_BATCH_ARTISTS = 4
_MOST_CHARACTERS = 36_000
"""Characters of the rows. With summary, notes and page beside them, the answer stays under 40,000."""


class VoteView(View):
    """One piece of evidence."""

    source: str
    term: str
    genre: str
    weight: float
    """In nats, see `Vote.weight`."""
    detail: str | None = None

    @classmethod
    def of(cls, vote: Vote) -> "VoteView":
        """Show a vote."""
        return cls(
            source=vote.source,
            term=capped(vote.term, _TERM),
            genre=vote.genre,
            weight=round(vote.weight, 2),
            detail=vote.detail or None,
        )


class CandidateView(View):
    """A genre the evidence allows."""

    genre: str
    probability: float
    bpm_implausible: bool | None = None

    @classmethod
    def of(cls, candidate: Candidate) -> "CandidateView":
        """Show a candidate; that a BPM is plausible is not said."""
        return cls(
            genre=candidate.genre,
            probability=round(candidate.probability, 2),
            bpm_implausible=None if candidate.bpm_plausible else True,
        )


class ProposalView(View):
    """One track with what is proposed for it. The fields after `staged_genre` are left out of compact rows."""

    id: str
    artist: str | None = None
    title: str | None = None
    current_genre: str | None = None
    genre: str | None = None
    confidence: str
    action: str
    evidence: str | None = None
    staged_genre: str | None = None
    bpm: float | None = None
    probability: float | None = None
    votes: list[VoteView] | None = None
    more_votes: int | None = None
    candidates: list[CandidateView] | None = None
    flags: list[str] | None = None
    missing: list[str] | None = None

    @classmethod
    def compact(cls, row: Row) -> "ProposalView":
        """Show one line of evidence."""
        track, proposal = row.track, row.proposal
        return cls(
            id=track.id,
            artist=capped_or_none(track.artist, _NAME),
            title=capped_or_none(track.title, _NAME),
            current_genre=capped_or_none(track.genre, _NAME),
            genre=proposal.genre,
            confidence=proposal.confidence.value,
            action=proposal.action.value,
            evidence=proposal.citation or None,
            staged_genre=capped_or_none(row.staged_genre, _NAME),
        )

    @classmethod
    def dispatched(cls, row: Row) -> "ProposalView":
        """Show what a reviewer needs: the line of evidence, the candidates and the flags."""
        update = {**_doubts(row, _DISPATCHED), "artist": None}  # the artist stands above their tracks
        return cls.compact(row).model_copy(update=update)

    @classmethod
    def full(cls, row: Row) -> "ProposalView":
        """Show the votes, candidates, flags and gaps."""
        proposal = row.proposal
        votes = heaviest(proposal.votes, proposal.genre, _VOTES)
        update = {
            **_doubts(row, len(proposal.candidates)),
            "votes": [VoteView.of(vote) for vote in votes] or None,
            "more_votes": len(proposal.votes) - len(votes) or None,
            "missing": list(proposal.missing) or None,
        }
        return cls.compact(row).model_copy(update=update)


def _doubts(row: Row, most: int) -> dict[str, Any]:
    """Return the fields that show how sure a proposal is, with at most so many candidates."""
    proposal = row.proposal
    return {
        "bpm": round(row.track.bpm, 1) or None,
        "probability": proposal.probability,
        "candidates": [CandidateView.of(candidate) for candidate in proposal.candidates[:most]] or None,
        "flags": list(proposal.flags) or None,
    }


class ArtistView(View):
    """The undecided tracks of one artist."""

    artist: str
    track_count: int
    tracks: list[ProposalView]


class BatchView(View):
    """One batch for a subagent."""

    batch: int
    tracks: int
    artists: list[str]
    more_artists: int | None = None


class DispatchStats(View):
    """The whole dispatch in numbers."""

    total_tracks: int
    total_artists: int
    tracks_without_suggestion: int
    total_batches: int

    @classmethod
    def of(cls, dispatch: Dispatch) -> "DispatchStats":
        """Show the numbers."""
        return cls(
            total_tracks=dispatch.total_tracks,
            total_artists=dispatch.total_artists,
            tracks_without_suggestion=dispatch.tracks_without_suggestion,
            total_batches=len(dispatch.batches),
        )


def batches_of(dispatch: Dispatch, *, alone: bool) -> list[BatchView]:
    """Show the first batches with their first artists: more of them with `alone`, when no page stands beside them."""
    views = [
        BatchView(
            batch=batch.number,
            tracks=batch.tracks,
            artists=[capped(name, 40) for name in batch.artists[:_BATCH_ARTISTS]],
            more_artists=max(len(batch.artists) - _BATCH_ARTISTS, 0) or None,
        )
        for batch in dispatch.batches
    ]
    return within(views, _MOST_CHARACTERS if alone else _BATCH_CHARACTERS)


def artists_of(dispatch: Dispatch) -> list[ArtistView]:
    """Show the artists with all of their tracks."""
    return [_artist(group.artist, [ProposalView.dispatched(row) for row in group.rows]) for group in dispatch.artists]


def artists_within(dispatch: Dispatch, page: Page) -> tuple[list[ArtistView], PageView]:
    """Show a page of artists beside the batches. A page that is too long for a client is cut as in `rows_of`."""
    left = _MOST_CHARACTERS - _BATCH_CHARACTERS
    shown: list[ArtistView] = []
    for group in dispatch.artists:
        tracks = [ProposalView.dispatched(row) for row in group.rows]
        kept = within(tracks, left, least=0 if shown else 1)
        if kept:
            shown.append(_artist(group.artist, kept))
            left -= len(shown[-1].model_dump_json(exclude_none=True)) + 1
        if len(kept) < len(tracks):
            count = sum(artist.track_count for artist in shown)
            return shown, PageView.of(Page.of(page.matched_tracks, page.offset, count))
    return shown, PageView.of(page)


def _artist(name: str, tracks: list[ProposalView]) -> ArtistView:
    return ArtistView(artist=capped(name, _NAME), track_count=len(tracks), tracks=tracks)


def rows_of(proposed: Proposed, form: str) -> tuple[list[ProposalView], PageView]:
    """Show the rows of a page. If they are too long for a client, the page ends earlier, after a whole row."""
    show = ProposalView.full if form == "full" else ProposalView.compact
    page, rows = proposed.page, proposed.rows
    shown = within(map(show, rows), _MOST_CHARACTERS, least=1)
    if len(shown) < len(rows):
        page = Page.of(page.matched_tracks, page.offset, rows[len(shown)].place)
    return shown, PageView.of(page)
