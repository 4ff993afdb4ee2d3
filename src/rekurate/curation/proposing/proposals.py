"""The types of classifying: what a caller asks for and what comes back, as data; tools and commands word it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rekurate.curation.finding.find import Page
from rekurate.curation.finding.selection import Selection
from rekurate.model import Proposal, Track

FORMATS: Final = ("summary", "compact", "full", "dispatch")
_EVERYTHING: Final = Selection()
TIERS: Final = ("high", "medium", "low")
"""Tiers that may be staged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRequest:
    """What `classify` and `audit` are asked for."""

    selection: Selection = _EVERYTHING
    format: str = "full"
    """summary, compact, full or dispatch."""
    max_tracks: int = 50
    """Tracks of a page."""
    offset: int = 0
    all_pages: bool = False
    """Cover the whole selection in one call (summary format; `auto_stage` then stages all of it)."""
    auto_stage: tuple[str, ...] = ()
    """Tiers to stage: high, medium, low."""
    overrides: tuple[tuple[str, str], ...] = ()
    """(from, to): read a source's word, or a genre that would be proposed, as another genre."""
    dispatch_batch: int | None = None
    """Just this batch of the dispatch, counted from 1."""
    include_confirmed: bool = False
    """Audit: also the tracks whose genre the evidence confirms."""


@dataclass(frozen=True, slots=True)
class Row:
    """One track with what is proposed for it."""

    track: Track
    proposal: Proposal
    place: int = 0
    """Position on the page; rows before it may have been left out."""
    staged_genre: str = ""
    """The genre that is staged for it already, by whomever; "" for none."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """How often one genre is contradicted by another."""

    current: str
    proposed: str
    count: int
    same_family: bool
    """Whether both are of one family. Between two families, one of the genres is usually a mistake."""


@dataclass(frozen=True, slots=True)
class GenreTally:
    """How often one genre is proposed."""

    genre: str
    count: int
    by_confidence: Mapping[str, int]
    top_artists: tuple[str, ...]
    """Up to five, most tracks first, as "name (n)"."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the tracks covered by the call."""

    total: int
    by_confidence: Mapping[str, int]
    """high, medium, low, insufficient: always all four."""
    by_action: Mapping[str, int]
    """suggest, confirm, conflict, manual: always all four."""
    by_genre: tuple[GenreTally, ...] = ()
    """Most proposed first; empty in other formats than summary."""
    by_move: tuple[Conflict, ...] = ()
    """Conflicts, most frequent first; empty in other formats than summary."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A share of the dispatch for one reviewing subagent."""

    number: int
    tracks: int
    artists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArtistRows:
    """The undecided tracks of one artist."""

    artist: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Low and insufficient tracks by artist, for people or subagents to decide."""

    total_tracks: int
    total_artists: int
    tracks_without_suggestion: int
    batches: tuple[Batch, ...]
    artists: tuple[ArtistRows, ...]
    """Those of the page, or of the one batch that was asked for; none when all pages were asked for."""


@dataclass(frozen=True, slots=True)
class Staging:
    """What `auto_stage` did."""

    staged: int
    total_pending: int
    skipped: Mapping[str, int]
    """Tracks of the named tiers that were not staged, by reason."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answer of `classify` and `audit`."""

    page: Page
    summary: Summary
    rows: tuple[Row, ...] = ()
    """Compact and full format."""
    dispatch: Dispatch | None = None
    staging: Staging | None = None
    missing_ids: tuple[str, ...] = ()
    locked: int = 0
    """How many of the tracks that this call covers are locked: nothing is proposed against them."""
    streaming: int = 0
    """How many of the others are streaming tracks: nothing can be staged for them."""
    notes: tuple[str, ...] = ()
    """What the person should know: how the tiers were measured, which sources are empty."""
