"""The genres that may be proposed: the taxonomy's, counted as this user uses them, and the user's own micro-genres."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rekurate.model import fold
from rekurate.taxonomy import Resolution, Taxonomy, Verdict

OWN_GENRE_MINIMUM = 3
"""Tracks that must carry a genre the taxonomy does not know before it is proposed for others."""
PRIOR_TRACKS = 4.0
"""Tracks' worth of belief spread over the genres the user has not used yet."""
_NEAR = 3.0
"""Exponent on nearness: a relative is believed less than it is near."""
_OWN_NAME = 2.0
"""How much more a source's word means the genre of that name than any relative of it."""
_RELUCTANCE = 3.0
"""Exponent on the share of a genre's name that means itself, where the user has genres to mean instead."""
_SHOWN = 20.0
"""Genred tracks by which a user has half shown which genres they use."""
_HARDLY_EVER = 10
"""How many times as often a user writes a name of theirs as the canonical one, to mean theirs."""
_UNSEEN_CHOICES = 20.0
"""Genres a user might plausibly take up next."""


@dataclass(slots=True)
class Vocabulary:
    """Genres by number, with how often the user uses each; grows when evidence names another genre."""

    taxonomy: Taxonomy
    names: list[str] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    tracks: float = 0.0
    numbers: dict[str, int] = field(default_factory=dict)
    readings: dict[str, int] = field(default_factory=dict)
    """The user's genre strings, as written, that name a genre -> its number."""
    spellings: dict[int, str] = field(default_factory=dict)
    """How the user writes a genre, where that differs from its canonical name."""
    own: frozenset[str] = frozenset()
    """The user's micro-genres: strings the taxonomy does not know."""
    excluded: dict[str, int] = field(default_factory=dict)
    """Genred tracks whose string names no genre to learn from, by verdict."""
    _priors: list[float] = field(default_factory=list)
    _worths: dict[int, float] = field(default_factory=dict)
    _worth: float = 0.0
    _projections: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def number(self, genre: str) -> int:
        """Return the number of a genre, giving it one when it is new."""
        known = self.numbers.get(genre)
        if known is None:
            known = self.numbers[genre] = len(self.names)
            self.names.append(genre)
            self.counts.append(0.0)
        return known

    def uses(self, genre: str) -> bool:
        """Whether the user has a track of this genre."""
        number = self.numbers.get(genre)
        return number is not None and self.counts[number] > 0

    def novelty(self, number: int, without: int = 0) -> float:
        """Return how surely the user does not use a genre: 0 for one they use, toward 1 the more they have genred.

        `without` tracks of it are silent, here and below.
        """
        return 0.0 if self.counts[number] > without else self.tracks / (self.tracks + _SHOWN)

    def prior(self, number: int, without: int = 0) -> float:
        """Return the share of tracks expected to be of a genre before any evidence (0 to 1, never 0).

        A genre the user has not taken up although they use a near relative of it is less likely still: every clue
        that names it may mean the relative, and all of them together no less than one.
        """
        share, novelty = self.share(number, without), self.novelty(number, without)
        if not novelty:
            return share
        own = dict(self.project(self.names[number])).get(number, 1.0)
        return share * float(own ** (_RELUCTANCE * novelty))

    def share(self, number: int, without: int = 0) -> float:
        """Return the share of the user's tracks that are of a genre, with a little for those not used yet."""
        spread = PRIOR_TRACKS / max(len(self.taxonomy.genres), 1)
        return (max(self.counts[number] - without, 0.0) + spread) / (self.tracks + PRIOR_TRACKS)

    def weigh(self, tracks: Iterable[tuple[int, float]]) -> None:
        """Learn what the genred tracks are worth as evidence, by genre."""
        for genre, worth in tracks:
            self._worths[genre] = self._worths.get(genre, 0.0) + worth
        self._worth = sum(self._worths.values())

    def priors(self) -> list[float]:
        """Return the share of all evidence expected to be of each numbered genre: what clues are measured against."""
        spread = PRIOR_TRACKS / max(len(self.taxonomy.genres), 1)
        while len(self._priors) < len(self.names):
            worth = self._worths.get(len(self._priors), 0.0)
            self._priors.append((worth + spread) / (self._worth + PRIOR_TRACKS))
        return self._priors

    def spelled(self, genre: str) -> str:
        """Return a genre as the user writes it."""
        number = self.numbers.get(genre)
        return genre if number is None else self.spellings.get(number, genre)

    def project(self, genre: str) -> tuple[tuple[int, float], ...]:
        """Read a canonical genre in the user's own vocabulary: shares of it and its relatives, summing to 1.

        A user who never writes "Deep House" but has 400 tracks of "House" means the latter; one with no genres at all
        gets the name itself.
        """
        known = self._projections.get(genre)
        if known is None:
            known = self._projections[genre] = self._project(genre)
        return known

    def _project(self, genre: str) -> tuple[tuple[int, float], ...]:
        own = self.number(genre)
        weights = {own: _OWN_NAME * math.sqrt(max(self.share(own), self.unseen()))}
        for number, name in enumerate(self.names):
            if number != own and self.counts[number] > 0:
                near = self.taxonomy.related(genre, name)
                if near > 0:
                    # The square root keeps a common parent from swallowing a name the user does use, if less often.
                    weights[number] = near**_NEAR * math.sqrt(self.share(number))
        total = sum(weights.values())
        return tuple((number, weight / total) for number, weight in weights.items() if weight > 0.01 * total)

    def unseen(self) -> float:
        """Return the chance that the next track is of one certain genre the user has not used, if a source names it.

        Good and Turing: genres met once tell how often a new one is met.
        """
        once = sum(1 for count in self.counts if count == 1)
        return (once + 1.0) / (self.tracks + 1.0) / _UNSEEN_CHOICES


def vocabulary_of(taxonomy: Taxonomy, genres: Iterable[str]) -> Vocabulary:
    """Count the genre strings of a library (one a track, "" for none) into a vocabulary."""
    strings = Counter(genres)
    vocabulary = Vocabulary(taxonomy)
    resolved = {text: taxonomy.resolve(text) for text in strings if text.strip()}
    own = _own_genres(strings, resolved)
    excluded: Counter[str] = Counter()
    spellings: dict[int, Counter[str]] = {}
    for text, resolution in sorted(resolved.items()):
        name = resolution.genre or own.get(fold(text))
        if name is None:
            excluded[resolution.verdict.value] += strings[text]
            continue
        number = vocabulary.number(name)
        vocabulary.counts[number] += strings[text]
        vocabulary.tracks += strings[text]
        vocabulary.readings[text] = number
        spellings.setdefault(number, Counter())[text.strip()] += strings[text]
    vocabulary.own = frozenset(own.values())
    vocabulary.excluded = dict(sorted(excluded.items()))
    vocabulary.spellings = _chosen_spellings(vocabulary, spellings)
    return vocabulary


def _own_genres(strings: Mapping[str, int], resolved: Mapping[str, Resolution]) -> dict[str, str]:
    """Return the user's micro-genres: folded string -> its most frequent spelling."""
    groups: dict[str, Counter[str]] = {}
    for text, resolution in resolved.items():
        if resolution.verdict is Verdict.UNKNOWN:
            groups.setdefault(fold(text), Counter())[text.strip()] += strings[text]
    return {
        folded: max(sorted(group), key=group.__getitem__)
        for folded, group in groups.items()
        if group.total() >= OWN_GENRE_MINIMUM
    }


def _chosen_spellings(vocabulary: Vocabulary, spellings: Mapping[int, Counter[str]]) -> dict[int, str]:
    """Keep the user's spelling where they use it often enough to mean it, and the canonical one hardly ever.

    A few tracks a shop has tagged do not unsay hundreds of their own; who writes both is about to unite them.
    """
    chosen = {}
    for number, group in spellings.items():
        best, name = max(sorted(group), key=group.__getitem__), vocabulary.names[number]
        if best != name and group[best] >= max(OWN_GENRE_MINIMUM, _HARDLY_EVER * group[name]):
            chosen[number] = best
    return chosen
