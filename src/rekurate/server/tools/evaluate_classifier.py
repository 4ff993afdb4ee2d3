"""`evaluate_classifier`: how far the tiers can be trusted on this library."""

from typing import Literal

from pydantic import Field

from rekurate.classify.measure import TierScore
from rekurate.curation.desk import Desk
from rekurate.curation.proposing.evaluate import evaluate
from rekurate.server.spec import READ_ONLY, Call, SelectionArguments, ToolSpec, View


class Arguments(SelectionArguments):
    """Which genred tracks, and what is hidden with each."""

    holdout: Literal["artist", "random"] = Field(
        "artist", description="artist: hide every track of the same artists too; random: the track alone."
    )


class Tier(View):
    """How often proposals of one tier were right."""

    tier: str
    n: int
    right: int
    precision: float | None = None
    interval: list[float] | None = None
    """Wilson, 95 %."""
    coverage: float

    @classmethod
    def of(cls, score: TierScore) -> "Tier":
        """Show a tier; one with no proposals has no precision."""
        if not score.n:
            return cls(tier=score.tier, n=0, right=0, coverage=0.0)
        interval = [score.low, score.high]
        return cls(
            tier=score.tier,
            n=score.n,
            right=score.right,
            precision=score.precision,
            interval=interval,
            coverage=score.coverage,
        )


class Mistake(View):
    """One genre taken for another."""

    genre: str
    proposed: str
    n: int


class Answer(View):
    """The measurement."""

    holdout: str
    selected: int
    measured: int
    excluded: dict[str, int] | None = None
    tiers: list[Tier]
    exact_accuracy: float
    family_accuracy: float
    commonest_genre_share: float
    worst_confusions: list[Mistake]
    missing_ids: list[str] | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Measure how often each confidence tier agrees with the user's own genres when these are hidden.

    Covers the whole selection of genred tracks (paging arguments are ignored; of more than 5,000, an even share is
    measured) and writes nothing. Precision carries its 95 % interval; coverage is the share of measured tracks a tier
    got. Tracks whose genre is broad, compound, not a genre or a rare unknown are excluded and counted. Exact and
    family accuracy are over all measured tracks.
    """
    done = evaluate(desk, arguments.selection(), arguments.holdout)
    measured = done.measured
    return Answer(
        holdout=done.holdout,
        selected=done.selected,
        measured=measured.tracks,
        excluded=done.excluded or None,
        tiers=[Tier.of(score) for score in measured.tiers],
        exact_accuracy=measured.exact,
        family_accuracy=measured.family,
        commonest_genre_share=measured.commonest,
        worst_confusions=[Mistake(genre=c.genre, proposed=c.proposed, n=c.n) for c in measured.confusions],
        missing_ids=list(done.missing_ids) or None,
    )


TOOL = ToolSpec("evaluate_classifier", "Evaluate the classifier", Arguments, Answer, run, READ_ONLY)
"""Reads only."""
