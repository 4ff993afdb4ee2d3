"""List the genres of the taxonomy with their spellings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest
from rekurate.model import fold
from rekurate.taxonomy import Alias, Genre


@dataclass(frozen=True, slots=True)
class GenreEntry:
    """One genre and its other spellings."""

    genre: Genre
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class GenreList:
    """Genres in the order of the files: family by family."""

    digest: str
    families: Mapping[str, int]
    """Family -> how many genres it has."""
    entries: tuple[GenreEntry, ...]


def genre_list(desk: Desk, family: str | None = None) -> GenreList:
    """List every genre, or those of one family. Raises BadRequest for an unknown family, naming the known ones."""
    taxonomy = desk.taxonomy
    families = Counter(genre.family for genre in taxonomy.genres.values())
    chosen = None if family is None else {fold(name): name for name in families}.get(fold(family))
    if family is not None and chosen is None:
        raise BadRequest(f"There is no family {family[:60]!r}. The families are: {', '.join(families)}.")
    entries = tuple(
        GenreEntry(genre, taxonomy.aliases_of(genre.name))
        for genre in sorted(taxonomy.genres.values(), key=lambda genre: list(families).index(genre.family))
        if chosen in (None, genre.family)
    )
    return GenreList(taxonomy.digest, dict(families), entries)
