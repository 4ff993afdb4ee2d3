"""A release that was looked up: what is kept of it, and its genres as terms."""

from collections.abc import Mapping
from typing import Any, Final

from rekurate.evidence.musicbrainz.recordings import GATHERED
from rekurate.evidence.shapes import number, table, tables, text, texts
from rekurate.model import Term

_ARTIST_SHARE: Final = 0.4
"""An artist's genres span a career; those of the release group are about this music."""
_GATHERED_SHARE: Final = 0.5
"""A compilation's genres describe twenty tracks, and one of them half as well."""
_LEAST: Final = 0.3
"""What a genre with next to no votes is worth beside the most voted one."""


def trim(document: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a release its labels, and the genres of it, of its group and of its artists."""
    group = table(document.get("release-group"))
    labels = tables(document.get("label-info") or [])
    label = table(labels[0].get("label")) if labels else {}
    people = [table(one.get("artist")) for one in tables(document.get("artist-credit") or [])]
    return {
        "own": _counted(document.get("genres")),
        "group": _counted(group.get("genres")),
        "artist": _counted([genre for one in people for genre in tables(one.get("genres") or [])]),
        "label": text(label),
        "catno": text(labels[0].get("catalog-number")) if labels else "",
        "type": text(group.get("primary-type")),
        "kinds": list(texts(group.get("secondary-types") or [])),
    }


def _counted(genres: Any) -> dict[str, float]:
    return {text(genre): number(genre.get("count")) for genre in tables(genres or []) if text(genre)}


def terms_of(document: Mapping[str, Any]) -> tuple[Term, ...]:
    """Weigh genres by their votes relative to the most voted one; the artist's count less, and only once."""
    gathered = _GATHERED_SHARE if {kind.casefold() for kind in texts(document.get("kinds") or [])} & GATHERED else 1.0
    found: dict[str, float] = {}
    for level, share in (("own", 1.0), ("group", 1.0), ("artist", _ARTIST_SHARE)):
        votes = table(document.get(level))
        most = max((number(count) for count in votes.values()), default=0.0) or 1.0
        for genre, count in votes.items():
            weight = share * gathered * max(_LEAST, number(count) / most)
            found[genre] = max(found.get(genre, 0.0), round(weight, 3))
    return tuple(Term("musicbrainz", genre, weight) for genre, weight in found.items())
