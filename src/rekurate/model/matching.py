"""Is it this recording? The nouns of that question, and the port that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from rekurate.model.evidence import Outcome
from rekurate.model.library import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What one side says about a recording: a track of the library, or a row of a provider.

    Unknown text is "", unknown numbers 0, unknown tuples empty: what one side does not say never counts against it.
    """

    title: str
    mix: str = ""
    """The provider's own field of the version ("Original Mix"), where it has one."""
    artists: tuple[str, ...] = ()
    """As printed, main artist first; one entry may name several ("A & B")."""
    aliases: tuple[str, ...] = ()
    """Other printed names of these artists (Discogs' name variations)."""
    remixers: tuple[str, ...] = ()
    album: str = ""
    label: str = ""
    catno: str = ""
    isrcs: tuple[str, ...] = ()
    year: int = 0
    seconds: float = 0.0
    bpm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The library's side of the question: repaired, read, and ready to be asked for."""

    recording: Recording
    artists: tuple[str, ...]
    """Names, main artist first; a duo joined by "&" is one name here."""
    people: tuple[str, ...] = ()
    """Folded single names; a duo is two names here."""
    lead: str = ""
    """The first single name: what finds an artist whom the library joined with others."""
    core: str
    """The title without version, guests and noise: what a provider is asked for."""
    mix: str = ""
    """The version as printed; "" for the original."""
    remixers: tuple[str, ...] = ()
    folded: str = ""
    """Lead and core in plain ASCII words: for a search that does not know the script or the accents."""
    printed: Recording | None = None
    """The same without repairs, where there were any: the provider may print the name just so."""
    repairs: tuple[str, ...] = ()
    """What was changed before the look-up, in words a person reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A provider's row that may be the recording."""

    recording: Recording
    words: frozenset[str] = frozenset()
    """Its genres or styles: two suspects that agree on them are no ambiguity."""
    group: str = ""
    """Equal for pressings of one thing (a Discogs master): together they are one."""
    compilation: bool = False


@dataclass(frozen=True, slots=True)
class MatchResult:
    """How one row fits."""

    outcome: Outcome
    """USABLE, WEAK or NO_MATCH."""
    score: float
    """0 to 1 over what both sides say."""
    components: Mapping[str, float] = field(default_factory=dict)
    """0 to 1: title, artist, version; duration, label, year, catno, isrc, album, bpm where both sides say it."""
    gates: tuple[str, ...] = ()
    """Contradictions that forbid the match whatever the score: "version: ...", "title: ..."."""
    reasons: tuple[str, ...] = ()
    """Why it is not more than WEAK, and what helped."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best of several rows, or why there is none."""

    outcome: Outcome
    """USABLE, WEAK, AMBIGUOUS or NO_MATCH."""
    index: int | None = None
    """Of the chosen row; of the likeliest one when ambiguous or not matched; None without rows."""
    result: MatchResult | None = None
    """How that row fits."""
    rivals: tuple[int, ...] = ()
    """Rows that fit as well and say another genre."""


class Matcher(Protocol):
    """Answers the question. Implemented by `rekurate.classify.matching.RecordingMatcher`."""

    version: str
    """Changes whenever an answer could: part of every asker's version."""

    def wanted(self, track: Track, known: Mapping[str, Any]) -> Wanted:
        """Read a track, with what its file's tags say (`isrc`, `label`, `catno`, `year`)."""
        ...

    def judge(self, wanted: Wanted, recording: Recording) -> MatchResult:
        """Say how one row fits."""
        ...

    def choose(self, wanted: Wanted, suspects: Sequence[Suspect]) -> Choice:
        """Choose the best row, or none."""
        ...

    def alike(self, one: str, other: str) -> float:
        """Return how alike two names or titles are, 0 to 1, case, accents and scripts aside."""
        ...
