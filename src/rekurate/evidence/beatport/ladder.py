"""The requests one recording is worth, best first, made until a match is verified.

First as it is written: by id, by ISRC, by words, by fields. Then as it may be misspelt: what Beatport lists of the
artist tells whether to doubt the title's words or the artist's. That listing serves every track of the artist.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from rekurate.evidence.misspelt import halves, other_names
from rekurate.model import Recording, Wanted

PER_PAGE: Final = "50"
_WHOLE: Final = 100
"""Tracks of an artist that are listed at once; fewer are all there are."""
_WRITTEN: Final = 3
"""Requests that take every word at its word; the ones by id and ISRC aside."""
_SIGNS: Final = str.maketrans(dict.fromkeys('()[]{}"&+', " "))
"""Brackets, which the site refuses in pairs, and joins, which are no words."""
Step = tuple[str, dict[str, str]]


def as_written(wanted: Wanted, tags: Mapping[str, Any]) -> Iterator[Step]:
    """Yield the requests that take every word at its word."""
    number, isrc = str(tags.get("beatport_id") or ""), next(iter(wanted.recording.isrcs), "")
    if number.isdigit():
        yield f"catalog/tracks/{number}/", {}
    if isrc:
        yield "catalog/tracks/", {"isrc": isrc, "per_page": PER_PAGE}
    yield from islice(_distinct(wanted), _WRITTEN)


def by_artist(wanted: Wanted) -> Step | None:
    """Return the request for everything of the artist, or None without one."""
    return ("catalog/tracks/", {"artist_name": wanted.lead, "per_page": str(_WHOLE)}) if wanted.lead else None


def as_misspelt(wanted: Wanted, listed: Sequence[Recording]) -> Iterator[Step]:
    """Yield the requests that leave words out; `listed` is what the artist's own request brought."""
    if len(listed) >= _WHOLE:
        for half in halves(wanted.core):
            yield _search(f"{wanted.lead} {half}")
    if not listed:
        yield "catalog/tracks/", {"name": wanted.core, "per_page": str(_WHOLE)}
        for name in other_names(wanted):
            yield _search(f"{name} {wanted.core}")


def words(wanted: Wanted) -> str:
    """Return the words of a search: main artist, title, and who remixed it; no brackets, which the site refuses."""
    return _bare(f"{wanted.artists[0] if wanted.artists else ''} {wanted.core} {wanted.mix}")


def key(step: Step) -> str:
    """Name a request for the cache."""
    path, params = step
    return f"{path}?" + "&".join(f"{name}={value}" for name, value in sorted(params.items()))


def _distinct(wanted: Wanted) -> Iterator[Step]:
    """Yield the searches by words and by fields, those with the same words once."""
    yield _search(words(wanted))
    if wanted.lead:
        yield "catalog/tracks/", {"artist_name": wanted.lead, "name": wanted.core, "per_page": PER_PAGE}
    if wanted.folded and wanted.folded != words(wanted).casefold():
        yield _search(wanted.folded)


def _search(query: str) -> Step:
    return "catalog/search/", {"q": _bare(query), "type": "tracks", "per_page": PER_PAGE}


def _bare(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())
