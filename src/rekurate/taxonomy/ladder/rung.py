"""What a rung of the ladder is, and what several answers say together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from rekurate.taxonomy.entries import Entry, Spellings
from rekurate.taxonomy.ladder.nearby import Nearby
from rekurate.taxonomy.table import Resolution, Verdict


class Ladder(Protocol):
    """What a rung may ask the ladder it stands in."""

    spellings: Spellings
    nearby: Nearby

    def lookup(self, text: str) -> Entry | None:
        """Return what a spelling means, whatever its case, accents and punctuation."""
        ...

    def genre_of(self, key: str) -> Entry | None:
        """Return the entry of a spelling key that names one genre."""
        ...

    def part(self, text: str, *, certain: bool = False) -> Resolution:
        """Resolve a part of a string; `certain` leaves the guesses out."""
        ...


Rung = Callable[[Ladder, str], Resolution | None]
"""Asked with tidy text; None sends it on to the next rung."""


def meaning(entry: Entry, text: str, step: str) -> Resolution:
    """Return what a known spelling says about `text`."""
    same = entry.verdict is Verdict.CANONICAL and entry.written != text
    verdict = Verdict.ALIAS if same else entry.verdict
    return Resolution(text, verdict, entry.genre, entry.parts, entry.debatable, entry.why, (step,))


def guessed(found: Resolution, why: str) -> Resolution:
    """Return the same genre as an alias that a person may dispute, with one more reason."""
    reason = f"{why}; {found.why}" if found.why else why
    return replace(found, verdict=Verdict.ALIAS, debatable=True, why=reason)


def above(ladder: Ladder, genre: str | None) -> Iterator[str]:
    """Give the genres that `genre` is a kind of, the nearest first."""
    while genre is not None and (genre := ladder.spellings.parents.get(genre)) is not None:
        yield genre


def told(found: Resolution) -> str:
    """Say in a few words what one string means, for a step."""
    named = found.genre or ", ".join(found.parts)
    return f"{found.term!r} is {found.verdict.value.replace('_', ' ')}" + (f": {named}" if named else "")


def together(text: str, parts: Sequence[Resolution], step: str) -> Resolution | None:
    """Return what the parts of one string say together; None when no part says anything.

    One genre among them is the string's genre: buckets and strings that are no genre add nothing, and an unknown part
    makes it debatable. Several genres make a compound.
    """
    genres = tuple(dict.fromkeys(name for part in parts for name in _genres(part)))
    unknown = [part.term for part in parts if part.verdict is Verdict.UNKNOWN]
    steps = (step, *(told(part) for part in parts))
    if len(genres) > 1:
        why = f"{_quoted(unknown)} not known" if unknown else ""
        debatable = any(part.debatable for part in parts)
        return Resolution(text, Verdict.COMPOUND, None, genres, debatable, why, steps)
    if genres:
        reasons = [part.why for part in parts if part.debatable and part.why]
        reasons += [f"{_quoted(unknown)} not known"] if unknown else []
        reasons += [f"{part.term!r} is wider" for part in parts if part.parts and genres[0] not in part.parts]
        debatable = bool(reasons) or any(part.debatable for part in parts)
        return Resolution(text, Verdict.ALIAS, genres[0], (), debatable, "; ".join(dict.fromkeys(reasons)), steps)
    return _without_genre(text, parts, steps)


def _without_genre(text: str, parts: Sequence[Resolution], steps: tuple[str, ...]) -> Resolution | None:
    verdicts = {part.verdict for part in parts}
    if Verdict.BROAD in verdicts:
        spans = tuple(dict.fromkeys(name for part in parts for name in part.parts))
        return Resolution(text, Verdict.BROAD, None, spans, steps=steps)
    return Resolution(text, Verdict.NOT_A_GENRE, steps=steps) if verdicts == {Verdict.NOT_A_GENRE} else None


def _genres(part: Resolution) -> Iterable[str]:
    if part.genre is not None:
        return (part.genre,)
    return part.parts if part.verdict is Verdict.COMPOUND else ()


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names[:5])
