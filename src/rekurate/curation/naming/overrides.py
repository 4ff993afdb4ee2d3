"""Check genre overrides: words that a caller wants read as another genre."""

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
    """Return overrides as folded word -> genre, each genre written as the user or else the taxonomy writes it.

    A target may be any genre of the taxonomy or of the library, broad words too: this is how a user disagrees with the
    taxonomy. When `from` and `to` are names of the same genre ("Drum & Bass" -> "DnB"), the genre gets that name,
    under whatever name it would be proposed; an override of that other name itself still wins.

    Raises BadRequest for every other target, with the reason and the nearest names, and for a `from` that is empty or
    given twice with different targets.
    """
    if not overrides:
        return {}
    own = _own_spellings(desk)
    read: dict[str, str] = {}
    renamed: dict[str, str] = {}
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
        elif meant is not None and meant == _plain(desk, target):  # another name of the same genre
            renamed.setdefault(fold(meant), genre)
    if problems:
        raise BadRequest(
            "genre_overrides: "
            + "; ".join(problems)
            + ". `to` must be a genre of the taxonomy or one the library uses."
        )
    return renamed | read


def _own_spellings(desk: Desk) -> dict[str, str]:
    """Return the library's genre strings: folded -> the spelling most tracks have."""
    counts = Counter(track.genre.strip() for track in desk.library.read().tracks)
    rarest_first = sorted(counts, key=lambda text: (counts[text], text))
    return {fold(text): text for text in rarest_first if text}


def _genre(desk: Desk, target: str, own: dict[str, str], meant: str | None) -> str | None:
    """Return the genre that a target names, or None when it names none.

    It is written as the library writes that word, if it has it. Otherwise the taxonomy's name is taken, unless the
    target is just another name of `meant`, the genre that is overridden: then exactly that name is what the user wants.
    """
    if desk.taxonomy.resolve(target).verdict is Verdict.NOT_A_GENRE:
        return None
    genre, word = _plain(desk, target), fold(target)
    is_other_name = genre is not None and genre == meant and word != fold(genre)
    return own.get(word) or (" ".join(target.split()) if is_other_name else genre)


def _plain(desk: Desk, text: str) -> str | None:
    """Return the genre that a text is a name of, if nobody would dispute it, or None."""
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
