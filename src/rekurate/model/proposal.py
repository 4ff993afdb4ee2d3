"""What the classifier makes of the evidence: votes, candidates, a proposal with its reasons as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SUREST: Final = 0.99


class Confidence(StrEnum):
    """A promise about how often such proposals are right, measured by `evaluate_classifier`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INSUFFICIENT = "insufficient"


class Action(StrEnum):
    """What the proposal means for the genre the track has now."""

    SUGGEST = "suggest"
    """The track has no genre, or one that is broad, compound, unknown or not a genre."""
    CONFIRM = "confirm"
    """The evidence agrees with the current genre."""
    CONFLICT = "conflict"
    """The evidence says another genre than the current one."""
    MANUAL = "manual"
    """A person has to decide: there is no proposal."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One piece of evidence, read as a genre."""

    witness: str
    """The independent witness it belongs to: two votes of one witness are one opinion."""
    source: str
    """What spoke: discogs, beatport, file_tags, own_label, own_playlist, known_artist, effnet..."""
    term: str
    """The source's own words, such as a style, a label's or a playlist's name."""
    genre: str
    """The genre it favours most."""
    weight: float
    """How much it moved the favoured genre, in nats (natural-log odds against the library's prior)."""
    detail: str = ""
    """Counts or proof in short: "14 of 17 tracks", "tracklist verified"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A genre the evidence allows."""

    genre: str
    probability: float
    """0 to 1: of the best one as calibrated, of the others in proportion to it."""
    bpm_plausible: bool
    """False when the track's BPM, its half and its double all lie outside the genre's range."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The classifier's answer for one track: never stored, always recomputed from evidence."""

    track_id: str
    genre: str | None
    confidence: Confidence
    action: Action
    probability: float
    """Calibrated: the share of such proposals that were right on tracks the user genred."""
    votes: tuple[Vote, ...]
    candidates: tuple[Candidate, ...]
    """Best first."""
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    """Evidence that could still be gathered: source names."""
    citation: str = ""
    """One line a DJ understands."""


def percent(chance: float) -> str:
    """Word a chance (0 to 1). Nothing is certain: what rounds to 100 % is told as less."""
    return f"{min(chance, _SUREST):.0%}"
