"""What a source said about a recording, kept as it was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How an attempt to observe ended: a word, never an absence."""

    USABLE = "usable"
    WEAK = "weak"
    """A match that lacks proof on one point: half the weight, never enough for `high`."""
    AMBIGUOUS = "ambiguous"
    """Several recordings fit and disagree: shown to a person, no vote."""
    NO_MATCH = "no_match"
    NOT_SEARCHED = "not_searched"
    NOT_CONFIGURED = "not_configured"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    ERROR = "error"

    @property
    def is_answer(self) -> bool:
        """Whether the source was really asked and really answered; nothing else counts as attempted."""
        return self in _ANSWERS

    @property
    def is_evidence(self) -> bool:
        """Whether the classifier may vote with it."""
        return self in (Outcome.USABLE, Outcome.WEAK)


_ANSWERS = frozenset({Outcome.USABLE, Outcome.WEAK, Outcome.AMBIGUOUS, Outcome.NO_MATCH})


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a source about a recording, untranslated."""

    vocabulary: str
    """Whose word it is: discogs_style, discogs_genre, beatport_genre, beatport_sub_genre, musicbrainz, lastfm,
    bandcamp, file_tag, effnet, gtzan, audioset, ensemble."""
    text: str
    strength: float = 1.0
    """0 to 1, as the source weighs its own words (a share, a probability, a count relative to its largest)."""
    id: str = ""
    """The source's own id of the word, where it has one (Beatport genres)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one source answered about one recording, with the proof that it speaks of that recording."""

    subject: str
    """Which recording: see `rekurate.model.identity`."""
    source: str
    """discogs, beatport, musicbrainz, bandcamp, lastfm, file_tags, features, effnet, ensemble."""
    outcome: Outcome
    terms: tuple[Term, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Short JSON: label, year, catalogue number, bpm, key, url, release type, numbers an analyzer measured."""
    proof: Mapping[str, Any] = field(default_factory=dict)
    """Short JSON: query, matched release and track of it, component scores, gates, repairs."""
    fetched_at: str = ""
    """ISO time, UTC."""
    version: str = ""
    """Version of the asker (matcher, parser, model and sampling): another version is asked again."""
    message: str = ""
    """Why, where the outcome is blocked, error, ambiguous or not configured."""
