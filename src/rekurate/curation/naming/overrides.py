"""Check what a caller wants to be read as something else."""

from collections.abc import Sequence

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest
from rekurate.model import fold
from rekurate.taxonomy import Verdict


def read_overrides(desk: Desk, overrides: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return overrides as folded word -> genre, each target written as the taxonomy or the user writes it.

    Raises BadRequest that lists every target that is neither a genre of the taxonomy nor one of the user's own, with
    the nearest names, and every empty or contradictory `from`.
    """
    if not overrides:
        return {}
    own = {fold(track.genre): track.genre.strip() for track in desk.library.read().tracks if track.genre.strip()}
    read: dict[str, str] = {}
    problems: list[str] = []
    for source, target in overrides:
        genre = _genre(desk, target, own)
        word = fold(source)
        if not word:
            problems.append(f"an override to {target!r} has an empty `from`")
        elif genre is None:
            near = ", ".join(desk.taxonomy.nearest(target)) or "see get_genre_taxonomy"
            problems.append(f"{target!r} is not a genre (nearest: {near})")
        elif read.setdefault(word, genre) != genre:
            problems.append(f"{source!r} is overridden twice, to {read[word]!r} and {genre!r}")
    if problems:
        raise BadRequest(
            "genre_overrides: "
            + "; ".join(problems)
            + ". `to` must be a genre of the taxonomy or one the library uses."
        )
    return read


def _genre(desk: Desk, target: str, own: dict[str, str]) -> str | None:
    """Return the genre a target names: the taxonomy's own name or an undisputed spelling of it, or the user's."""
    resolution = desk.taxonomy.resolve(target)
    if resolution.verdict is Verdict.CANONICAL or (resolution.verdict is Verdict.ALIAS and not resolution.debatable):
        return resolution.genre
    if resolution.verdict in (Verdict.ALIAS, Verdict.UNKNOWN):
        return own.get(fold(target))
    return None
