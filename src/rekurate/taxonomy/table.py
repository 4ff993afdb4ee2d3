"""The frozen table that every other room asks about genres."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rekurate.model import Term

Shares = tuple[tuple[str, float], ...]
"""Canonical genres, each with how likely or how sure it is (above 0, at most 1); they sum to at most 1."""


class Verdict(StrEnum):
    """What a genre string of the library turns out to be."""

    CANONICAL = "canonical"
    ALIAS = "alias"
    BROAD = "broad"
    """A shop's bucket or an umbrella (Dance, Electronic, EDM): true, but it names no genre."""
    COMPOUND = "compound"
    """Several genres in one string, none of which is the string's own name."""
    NOT_A_GENRE = "not_a_genre"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre as DJs write it."""

    name: str
    family: str
    parent: str | None
    bpm: tuple[float, float] | None
    """Lowest and highest usual BPM; None where the genre has no tempo of its own."""
    depth: int
    """1 (most driving) upward within the family; 0 where the notion does not apply."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How one string resolves, with the steps taken."""

    term: str
    verdict: Verdict
    genre: str | None = None
    """The canonical genre, for CANONICAL and ALIAS."""
    parts: tuple[str, ...] = ()
    """Canonical genres named inside a COMPOUND string, in order; what a BROAD word spans, where listed."""
    debatable: bool = False
    why: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling or name of a genre."""

    text: str
    debatable: bool = False
    why: str = ""
    """Why it is debatable, where it is."""


class Taxonomy(Protocol):
    """What the compiled table answers. Implemented by `rekurate.taxonomy.compiled.CompiledTaxonomy`."""

    digest: str
    """Sha256 (16 hex digits) of the files compiled."""
    genres: Mapping[str, Genre]

    def resolve(self, term: str) -> Resolution:
        """Resolve a genre string of the library (Rekordbox field, file tag)."""
        ...

    def translate(self, term: Term) -> Shares:
        """Read a source's term as genres with weights that sum to at most 1; empty when it names none."""
        ...

    def knows(self, term: Term) -> bool:
        """Whether a source's term is mapped or deliberately unmapped; False for a word nobody has looked at."""
        ...

    def aliases_of(self, genre: str) -> tuple[Alias, ...]:
        """Return the other spellings of a genre, in the order of the files."""
        ...

    def label_genres(self, label: str) -> Shares:
        """Return the genres a record label is known for with how sure that is (0 to 1); empty when unknown."""
        ...

    def artist_genres(self, artist: str) -> Shares:
        """Return the genres one artist is known for with how sure that is (0 to 1); empty when unknown."""
        ...

    def related(self, genre: str, other: str) -> float:
        """Return how near two genres are: 1 same, then parent or child, sibling, family, 0 for strangers."""
        ...

    def plausible_at(self, genre: str, bpm: float) -> bool:
        """Whether `bpm`, its half or its double fits the genre; True when either side is unknown."""
        ...

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the canonical names most like `name`, best first."""
        ...

    def number(self, table: str, key: str, default: float) -> float:
        """Return a number of `weights.toml`."""
        ...
