"""Propose genres: for tracks that have none (classify), and against those they have (audit)."""

from rekurate.curation.desk import Desk
from rekurate.curation.proposals import ProposalRequest, Proposed

__all__ = ["audit", "classify"]


def classify(desk: Desk, request: ProposalRequest) -> Proposed:
    """Propose a genre for each track of the selection (`has_genre=false` unless the selection says otherwise)."""
    raise NotImplementedError


def audit(desk: Desk, request: ProposalRequest) -> Proposed:
    """Compare the genre each track has with what the evidence says."""
    raise NotImplementedError
