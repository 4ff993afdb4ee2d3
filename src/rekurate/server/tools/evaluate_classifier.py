"""`evaluate_classifier`: how far the tiers can be trusted on this library."""

from typing import Final, Literal

from pydantic import Field

from rekurate.classify.measure import TierScore
from rekurate.curation.desk import Desk
from rekurate.curation.proposing.evaluate import evaluate
from rekurate.errors import BadRequest
from rekurate.server.answers import View
from rekurate.server.call import Call
from rekurate.server.selecting import SelectionArguments
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import more_ids, some_ids

_NOTHING: Final = (
    "Nothing was measured: no track of the selection has a genre of the taxonomy, or one of your own on several tracks "
    "(`excluded` says why). Widen the selection; suggest_normalizations finds names to unify."
)


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
    exact_accuracy: float | None = None
    family_accuracy: float | None = None
    commonest_genre_share: float | None = None
    worst_confusions: list[Mistake]
    notes: list[str] | None = None
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Measure how often each confidence tier agrees with the user's own genres when these are hidden.

    Covers the whole selection of genred tracks (paging arguments are ignored; of more than 5,000, an even share is
    measured) and writes nothing. Precision carries its 95 % interval; coverage is the share of measured tracks a tier
    got. Tracks whose genre is broad, compound, not a genre or a rare unknown are excluded and counted. Exact and
    family accuracy are over all measured tracks, and left out when there is none.
    """
    if arguments.has_genre is False:
        raise BadRequest(
            "has_genre=false selects tracks without a genre, and only genres you set can be measured against. Leave it "
            "out; classify_tracks proposes for the ungenred ones."
        )
    done = evaluate(desk, arguments.selection(), arguments.holdout)
    measured = done.measured
    return Answer(
        holdout=done.holdout,
        selected=done.selected,
        measured=measured.tracks,
        excluded=done.excluded or None,
        tiers=[Tier.of(score) for score in measured.tiers],
        exact_accuracy=measured.exact if measured.tracks else None,
        family_accuracy=measured.family if measured.tracks else None,
        commonest_genre_share=measured.commonest if measured.tracks else None,
        worst_confusions=[Mistake(genre=c.genre, proposed=c.proposed, n=c.n) for c in measured.confusions],
        notes=[*arguments.unused(paged=False), *(() if measured.tracks else (_NOTHING,))] or None,
        missing_ids=some_ids(done.missing_ids),
        more_missing_ids=more_ids(done.missing_ids),
    )


TOOL = ToolSpec("evaluate_classifier", "Evaluate the classifier", Arguments, Answer, run, READ_ONLY)
