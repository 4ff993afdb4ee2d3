"""What Discogs' searches answer, and which of their rows are worth opening.

A row is only ever a place to look: what counts is the tracklist behind it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rekurate.evidence.discogs.ladder import bare_album
from rekurate.evidence.discogs.release import clean
from rekurate.evidence.shapes import number, tables, text, texts, year
from rekurate.model import Matcher, Wanted

PER_PAGE: Final = "25"
_PLACE: Final = 0.03
"""What a place further down in Discogs' own order costs a row: it decides between rows that look alike to us."""
_SAME: Final = 0.8
"""Likeness from which two names are the same, misspelt."""
SURELY: Final = 2.5
"""Likeness above which a row names both the artist, and the album or the title."""
_UNRELATED: Final = 0.6
"""Likeness up to which two names have nothing to do with each other."""
_GATHERED: Final = frozenset({"compilation", "mixed", "sampler"})


@dataclass(frozen=True, slots=True)
class Row:
    """A search hit worth opening."""

    path: str
    """"releases/123" or "masters/123"."""
    group: str
    """Equal for pressings of one thing."""
    title: str
    styles: frozenset[str]
    gathered: bool
    year: int
    likeness: float
    """How likely it holds the recording; for the order alone."""
    by_artist: bool
    """Whether it names the artist."""
    titled: bool
    """Whether it names the album, or the title itself."""


def worth_opening(row: Row, params: Mapping[str, str], wanted: Wanted, *, few: bool) -> bool:
    """Whether a hit may hold the recording, given what was asked.

    Found by artist and track, a row need not name anything; found by less it must name what was left out, or be one of
    so `few` that looking costs little.
    """
    whole = "q" in params or (params.get("track") == wanted.core and "artist" in params)
    if whole or few:
        return True
    if "track" in params:
        return row.by_artist
    if {"artist", "release_title"} & params.keys() == {"artist"}:
        return row.titled
    return row.by_artist or row.titled


def key(params: Mapping[str, str]) -> str:
    """Name a search for the cache."""
    return "search?" + "&".join(f"{name}={value}" for name, value in sorted(params.items()))


def trim(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a search's answer what `rows` needs: no images, no counts of owners."""
    kept = ("id", "type", "master_id", "title", "year", "format", "label", "catno", "style")
    return {
        "results": [
            {name: row[name] if name != "label" else text(row[name]) for name in kept if row.get(name)}
            for row in tables(answer.get("results"))
        ]
    }


def rows(answer: Mapping[str, Any], wanted: Wanted, matcher: Matcher) -> list[Row]:
    """Return the hits worth opening, likeliest first, the pressings of one thing together and the earliest first."""
    found = [_row(row, wanted, matcher) for row in tables(answer.get("results")) if _openable(row)]
    standing = sorted(range(len(found)), key=lambda at: at * _PLACE - found[at].likeness)
    first: dict[str, int] = {}
    for place, at in enumerate(standing):
        first.setdefault(found[at].group, place)
    return sorted(found, key=lambda row: (first[row.group], row.year or 9999))


def _openable(row: Mapping[str, Any]) -> bool:
    return text(row.get("type")) in {"release", "master", ""} and number(row.get("id")) > 0


def _row(row: Mapping[str, Any], wanted: Wanted, matcher: Matcher) -> Row:
    kind = "masters" if text(row.get("type")) == "master" else "releases"
    own, master = int(number(row.get("id"))), int(number(row.get("master_id")))
    group = own if kind == "masters" else master
    printed = text(row.get("title"))
    artist, _, title = printed.partition(" - ")
    formats = {word.casefold() for word in texts(row.get("format"))}
    gathered = bool(formats & _GATHERED) or artist.casefold() in {"various", "various artists"}
    likeness, by_artist, titled = _likeness((artist, title or printed, text(row.get("label"))), wanted, matcher)
    return Row(
        path=f"{kind}/{own}",
        group=f"master/{group}" if group else f"release/{own}",
        title=printed,
        styles=frozenset(style.casefold() for style in texts(row.get("style"))),
        gathered=gathered,
        year=year(row.get("year")),
        likeness=likeness - 1.0 * (gathered and likeness > 0),
        by_artist=by_artist,
        titled=titled,
    )


def _likeness(said: tuple[str, str, str], wanted: Wanted, matcher: Matcher) -> tuple[float, bool, bool]:
    """Guess how likely a row holds the recording: artist, then album or title, then label."""
    artist, title, label = said
    people = max(
        (matcher.alike(clean(one), name) for one in _people(artist) for name in (*wanted.artists, wanted.lead)),
        default=0.0,
    )
    album = matcher.alike(bare_album(title), bare_album(wanted.recording.album))
    single = matcher.alike(title, wanted.core)
    house = matcher.alike(clean(label), wanted.recording.label) > _SAME
    likeness = round(2 * _told(people) + max(1.5 * _told(album), _told(single)) + 0.5 * house, 3)
    return likeness, people > _SAME, max(album, single) > _SAME


def _told(likeness: float) -> float:
    """Return a likeness that tells something: unrelated names are a little alike too."""
    return likeness if likeness > _UNRELATED else 0.0


def _people(printed: str) -> Iterable[str]:
    """Split "A & B", "A, B" and "A / B" as Discogs joins them; the whole comes along."""
    return [
        printed,
        *(part for part in re.split(r"\s+(?:&|/|And|Feat\.?|Featuring|Vs\.?|Meets|X)\s+|,\s+", printed) if part),
    ]
