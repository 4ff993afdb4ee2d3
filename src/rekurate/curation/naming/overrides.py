"""Check what a caller wants to be read as something else."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest
from rekurate.model import fold
from rekurate.taxonomy import Verdict

_SHOWN: Final = 60
"""Characters of a refused target that an error repeats."""


def read_overrides(desk: Desk, overrides: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return overrides as folded word -> genre, each target written as the user or the taxonomy writes it.

    Where both are names of one genre, it is that genre which gets another name, whatever it is called; words that are
    given themselves come first. Any genre of the library will do, broad words too: this is how a user disagrees. Raises
    BadRequest that says why every other target cannot be one, with the nearest names, and lists each empty or
    contradictory `from`.
    """
    if not overrides:
        return {}
    own = _own_spellings(desk)
    read: dict[str, str] = {}
    named: dict[str, str] = {}
    problems: list[str] = []
    for source, target in overrides:
        word, meant = fold(source), _plain(desk, source)
        genre = _genre(desk, target, own, meant)
        if not word:
            problems.append(f"an override to {target!r} has an empty `from`")
        elif genre is None:
            problems.append(_why_not(desk, target))
        elif read.setdefault(word, genre) != genre:
            problems.append(f"{source!r} is overridden twice, to {read[word]!r} and {genre!r}")
        elif meant is not None and meant == _plain(desk, target):  # "UK house" as UK Garage is not all House
            named.setdefault(fold(meant), genre)
    if problems:
        raise BadRequest(
            "genre_overrides: "
            + "; ".join(problems)
            + ". `to` must be a genre of the taxonomy or one the library uses."
        )
    return named | read


def _own_spellings(desk: Desk) -> dict[str, str]:
    """Return the library's genre strings: folded -> the spelling most tracks have."""
    counts = Counter(track.genre.strip() for track in desk.library.read().tracks)
    rarest_first = sorted(counts, key=lambda text: (counts[text], text))
    return {fold(text): text for text in rarest_first if text}


def _genre(desk: Desk, target: str, own: dict[str, str], meant: str | None) -> str | None:
    """Return the genre a target names: as the library writes that word, else the taxonomy's name of it.

    Another spelling that the taxonomy prefers is not what was asked for, where the user has the one that was, nor
    where it is another name of the genre that is overridden: then the name is all that the user wants changed.
    """
    if desk.taxonomy.resolve(target).verdict is Verdict.NOT_A_GENRE:
        return None
    genre, word = _plain(desk, target), fold(target)
    is_other_name = genre is not None and genre == meant and word != fold(genre)
    return own.get(word) or (" ".join(target.split()) if is_other_name else genre)


def _plain(desk: Desk, text: str) -> str | None:
    """Return the genre that a text names beyond debate, or None."""
    resolution = desk.taxonomy.resolve(text)
    certain = resolution.verdict in (Verdict.CANONICAL, Verdict.ALIAS) and not resolution.debatable
    return resolution.genre if certain else None


def _why_not(desk: Desk, target: str) -> str:
    resolution = desk.taxonomy.resolve(target)
    shown = repr(target[:_SHOWN])
    if resolution.verdict is Verdict.ALIAS:
        return f"{shown} is a debatable name of {resolution.genre!r} that no track has: name the genre itself"
    if resolution.verdict is Verdict.COMPOUND:
        return f"{shown} is several genres ({', '.join(resolution.parts)}) and no track has it: name one of them"
    if resolution.verdict is Verdict.BROAD:
        return f"{shown} is a broad word that names no genre, and no track has it"
    if resolution.verdict is Verdict.NOT_A_GENRE:
        return f"{shown} is known to be no genre, whoever uses it"
    near = ", ".join(desk.taxonomy.nearest(target)) or "see get_genre_taxonomy"
    return f"{shown} is not a genre (nearest: {near})"
