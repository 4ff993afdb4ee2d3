"""Read what sources said about a recording as clues, so that this user's own meaning of each word can be learnt."""

from collections.abc import Iterable, Mapping
from typing import Final

from rekurate.classify.clues import STEPS, ClueBook, Clues, Part
from rekurate.classify.kinds import KIND_OF
from rekurate.classify.reading.names import label_of
from rekurate.model import Observation, Outcome, Term, fold
from rekurate.taxonomy import Shares, Taxonomy

_WEAK: Final = 0.5
"""What a match that lacks proof on one point keeps of its strength."""
_BEATPORT: Final = frozenset({"beatport_id", "beatport_genre_id"})
"""Facts that only files bought at Beatport carry."""
_MOST_TERMS: Final = 8
"""Terms of one source that are read, strongest first: a list of twenty styles describes a compilation."""


class TermReader:
    """Reads observations; an override replaces the taxonomy's reading of one word."""

    def __init__(self, taxonomy: Taxonomy, book: ClueBook, overrides: Mapping[str, str]) -> None:
        """Keep the book that numbers clues, and overrides as folded word -> genre."""
        self._taxonomy = taxonomy
        self._book = book
        self._overrides = overrides
        self._shares: dict[tuple[str, str], Shares] = {}

    def read(self, observations: Iterable[Observation]) -> Clues:
        """Return the clues of everything usable or weak that was said about one track."""
        groups: dict[int, list[int]] = {}
        for observation in observations:
            if observation.outcome.is_evidence:
                for kind, number in self._read_one(observation):
                    groups.setdefault(kind, []).append(number)
        if not groups:
            return ()
        return (Part(tuple((kind, tuple(dict.fromkeys(numbers))) for kind, numbers in groups.items())),)

    def _read_one(self, observation: Observation) -> Iterable[tuple[int, int]]:
        trust = _WEAK if observation.outcome is Outcome.WEAK else 1.0
        terms = sorted(observation.terms, key=lambda term: -term.strength)[:_MOST_TERMS]
        bought = observation.source == "file_tags" and not _BEATPORT.isdisjoint(observation.facts)
        for term in terms:
            # A Beatport purchase's tag is Beatport's word, not a second opinion.
            kind = "beatport_file_tag" if bought else term.vocabulary
            if kind in KIND_OF:
                strength = min(max(term.strength, 0.0), 1.0) * trust
                step = max(1, round(strength * STEPS))
                shares = tuple((genre, share * step / STEPS) for genre, share in self.shares(term))
                yield KIND_OF[kind], self._book.number(kind, term.text, shares, step)
        label = observation.facts.get("label")
        if observation.source == "discogs" and isinstance(label, str) and label:
            known = self._taxonomy.label_genres(label)
            yield KIND_OF["discogs_label"], self._book.number("discogs_label", label_of(label), known)

    def shares(self, term: Term) -> Shares:
        """Return the genres a term is read as: the caller's override, else the taxonomy's translation."""
        key = (term.vocabulary, term.text)
        known = self._shares.get(key)
        if known is None:
            chosen = self._overrides.get(fold(term.text))
            known = self._shares[key] = ((self._meant(chosen), 1.0),) if chosen else self._taxonomy.translate(term)
        return known

    def _meant(self, chosen: str) -> str:
        """Return the genre behind a name that overrides give it; any other word is itself, whatever it may mean."""
        genre = self._taxonomy.resolve(chosen).genre
        return genre if genre and self._overrides.get(fold(genre)) == chosen else chosen
