"""The report page of a classification: its proposals, and how far they can be trusted."""

from collections.abc import Iterable, Sequence
from typing import Final

from rekurate.classify.measure import TierScore
from rekurate.curation.proposing.evaluate import Evaluation
from rekurate.curation.proposing.proposals import Proposed, Row, Summary
from rekurate.curation.staging.words import shown, track_name
from rekurate.model import Confidence, percent
from rekurate.review.report.nouns import Cell, Page, Section, Share, Table, Tier, Tile
from rekurate.review.spoken import for_terminal

_TIERS: Final = tuple(tier.value for tier in Confidence)
_ABOUT: Final = {
    "high": "several witnesses agree",
    "medium": "worth a glance",
    "low": "a hint, for a person's ear",
    "insufficient": "nothing to go by yet",
}
_CHANCE: Final = (
    "The chance is how often such a proposal should be right. A tier begins at the chance from which it keeps its "
    "promise on genred tracks; high also asks for two independent witnesses."
)
_UNMEASURED: Final = "Nothing was measured: no track here has a genre that could be hidden and guessed."
_MEASURED: Final = ("high", "medium", "high+medium", "low")


def classified_page(proposed: Proposed, evaluation: Evaluation, library: str, when: str) -> Page:
    """Return the page about one classification. `proposed` must have both: all rows, and a summary by genre."""
    counts = proposed.summary.by_confidence
    tiles = [Tile(f"{proposed.summary.total:,}", "tracks", "in this selection")]
    tiles += [Tile(f"{counts[tier]:,}", tier, _ABOUT[tier]) for tier in _TIERS]
    sections = [
        genres_section(proposed.summary),
        measured_section([("this library", evaluation)]),
        proposals_section(proposed.rows),
    ]
    if proposed.notes:
        sections.append(Section("Notes", tuple(map(for_terminal, proposed.notes))))
    return Page(
        title="Proposed genres",
        lead=f"For {library}. Nothing has been changed: these are proposals, each with its reasons.",
        tiles=tiles,
        sections=sections,
        footer=f"Made by Rekurate on {when}. This page loads nothing and sends nothing.",
    )


def genres_section(summary: Summary) -> Section:
    """Return the table of proposed genres by tier."""
    most = max((tally.count for tally in summary.by_genre), default=1)
    rows: list[tuple[Cell, ...]] = [
        (
            tally.genre,
            Share(tally.count / most, str(tally.count)),
            *(str(tally.by_confidence.get(tier, 0) or "") for tier in _TIERS),
            ", ".join(tally.top_artists[:3]),
        )
        for tally in summary.by_genre
    ]
    columns = ("genre", "tracks", *(f"#{tier}" for tier in _TIERS), "such as")
    return Section("Genres", tables=[Table(columns, rows)] if rows else [], paragraphs=_or_nothing(rows))


def measured_section(measured: Sequence[tuple[str, Evaluation]]) -> Section:
    """Return how often each tier was right on genred tracks whose genre was hidden, for each way of measuring."""
    tables = []
    for name, evaluation in measured:
        scores = {score.tier: score for score in evaluation.measured.tiers}
        both = {"high+medium"} if not (scores["high"].n and scores["medium"].n) else set()
        rows = [_score(scores[tier]) for tier in _MEASURED if tier not in both and scores[tier].n]
        columns = ("with " + name, "right", "#of", "95 % interval", "share of tracks")
        tables += [Table(columns, rows)] if rows else []
    hidden = max((evaluation.measured.tracks for _, evaluation in measured), default=0)
    told = (
        f"Measured here: the genre of {hidden:,} genred tracks was hidden one by one, with all else by the same "
        "artist, proposed anew, and compared."
    )
    return Section("How far to trust the tiers", (told if hidden else _UNMEASURED,), tables)


def proposals_section(rows: Sequence[Row]) -> Section:
    """Return every proposal with its reasons, folded by tier."""
    tables = []
    for tier in _TIERS:
        inside = [row for row in rows if row.proposal.confidence == tier]
        if inside:
            tables.append(proposals_table(inside, f"{tier}: {len(inside):,} tracks, {_ABOUT[tier]}"))
    return Section("Every proposal with its reasons", _or_nothing(rows) or (_CHANCE,), tables)


def proposals_table(rows: Iterable[Row], title: str = "") -> Table:
    """Return proposals one by one."""
    listed = list(rows)
    now = any(row.track.genre.strip() for row in listed)
    columns = ("track", *(("genre now",) if now else ()), "proposed", "#chance", "why")
    return Table(columns, [_proposal(row, now=now) for row in listed], title)


def _proposal(row: Row, *, now: bool) -> tuple[str, ...]:
    proposal = row.proposal
    current = (shown(row.track.genre),) if now else ()
    said = (proposal.genre or "–", percent(proposal.probability), proposal.citation)
    return (track_name(row.track, row.track.id), *current, *said)


def _score(score: TierScore) -> tuple[Cell, ...]:
    tier = Tier(score.tier) if score.tier in _TIERS else score.tier
    right = Share(score.precision, f"{score.precision:.0%}")
    return (tier, right, str(score.n), f"{score.low:.0%} to {score.high:.0%}", f"{score.coverage:.0%}")


def _or_nothing(rows: Sequence[object]) -> tuple[str, ...]:
    return () if rows else ("Nothing was proposed.",)
