"""Climb the ladder, remembering what was asked before."""

from dataclasses import replace
from typing import Final

from rekurate.taxonomy.entries import Entry, Spellings
from rekurate.taxonomy.ladder import guess, plain, slip, split, strip
from rekurate.taxonomy.ladder.nearby import Nearby
from rekurate.taxonomy.ladder.rung import Rung
from rekurate.taxonomy.spelling import LONGEST, key_of, tidy
from rekurate.taxonomy.table import Resolution, Verdict

WORDY: Final[tuple[Rung, ...]] = (
    plain.beside,
    plain.known,
    plain.numbered,
    plain.no_genre,
    strip.without_filler,
    strip.singular,
    strip.without_modifiers,
)
"""Certain readings of one name among others, also with describing words around it."""
_DARING: Final[tuple[Rung, ...]] = (
    plain.numbered,
    plain.no_genre,
    split.bracketed,
    split.listed,
    split.joined,
    strip.without_filler,
    strip.singular,
    strip.without_modifiers,
    strip.without_number,
    strip.written_together,
    slip.misspelt,
    guess.narrower,
    guess.ending,
    guess.beginning,
    guess.within,
    guess.bucket,
)
"""From certain to daring; what the last ones find is debatable."""
RUNGS: Final[tuple[Rung, ...]] = (plain.known, plain.shop_path, plain.bare, *_DARING)
"""Of a whole string."""
PARTS: Final[tuple[Rung, ...]] = (plain.beside, plain.known, plain.shop_path, *_DARING)
"""Of a name that stands among others."""

_NAMES: Final[dict[Rung, str]] = {
    plain.known: "known spelling",
    plain.beside: "number beside a name",
    plain.shop_path: "a shop's sub-genre",
    plain.bare: "ID3 number",
    plain.numbered: "ID3 numbers in brackets",
    plain.no_genre: "address, digits or signs",
    split.bracketed: "brackets",
    split.listed: "list",
    split.joined: "joined names",
    strip.without_filler: "words that say nothing",
    strip.singular: "plural",
    strip.without_number: "name with a number",
    strip.written_together: "a word that says nothing written to it",
    strip.without_modifiers: "describing words",
    slip.misspelt: "typing mistake",
    guess.narrower: "a genre and a kind of it",
    guess.ending: "ends in a genre",
    guess.beginning: "begins with a genre",
    guess.within: "holds a genre",
    guess.bucket: "holds a broad word",
}
_REMEMBERED: Final = 20_000
"""Strings; a library has a few hundred, a tag cloud some thousands."""


class Ladder:
    """Resolves strings over the known spellings."""

    def __init__(self, spellings: Spellings) -> None:
        """Keep the spellings."""
        self.spellings = spellings
        self.nearby = Nearby(spellings.entries)
        self._known: dict[str, Resolution] = {}
        self._parts: dict[tuple[str, bool], Resolution] = {}
        self._steps = {rung: f"{name}: no" for rung, name in _NAMES.items()}

    def resolve(self, term: str) -> Resolution:
        """Resolve any text; never raises."""
        found = self._known.get(term)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[term] = self._resolved(term)
        return found

    def lookup(self, text: str) -> Entry | None:
        """Return what a spelling means, whatever its case, accents and punctuation."""
        return self.spellings.entries.get(key_of(text))

    def genre_of(self, key: str) -> Entry | None:
        """Return the entry of a spelling key that names one genre."""
        entry = self.spellings.entries.get(key)
        return entry if entry is not None and entry.genre is not None else None

    def ask(self, text: str, rungs: tuple[Rung, ...]) -> Resolution:
        """Try the rungs in order on tidy text. The steps say which found nothing and what the last one found."""
        tried: list[str] = []
        for rung in rungs:
            found = rung(self, text)
            if found is not None:
                return replace(found, term=text, steps=(*tried, *found.steps))
            tried.append(self._steps[rung])
        return Resolution(text, Verdict.UNKNOWN, steps=tuple(tried))

    def part(self, text: str, *, certain: bool = False) -> Resolution:
        """Resolve a part of a string; `certain` leaves the guesses out.

        Lists within lists within brackets ask about the same part again and again: one string's parts are remembered.
        """
        found = self._parts.get((text, certain))
        if found is None:
            found = self._parts[text, certain] = self.ask(tidy(text), WORDY if certain else PARTS)
        return found

    def _resolved(self, term: str) -> Resolution:
        text = tidy(term)
        self._parts = {}
        found = self.ask(text, RUNGS)
        steps = found.steps
        if text != term:
            note = f"only the first {LONGEST} characters are read" if len(term) > LONGEST else f"trimmed to {text!r}"
            steps = (note, *steps)
            if found.verdict is Verdict.CANONICAL:
                return replace(found, term=term, verdict=Verdict.ALIAS, steps=steps)
        return replace(found, term=term, steps=steps)
