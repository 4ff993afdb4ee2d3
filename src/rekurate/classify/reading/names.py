"""Names of people and labels as they stand in tags: split into credits, cleaned for comparison."""

import re
from functools import lru_cache
from typing import Final

from rekurate.model import Track, fold

_STRONG: Final = re.compile(
    r"\s+(?:w/|[×·•])\s+|\s*(?:,|;|/|\\|\||\+)\s*"
    r"|\s+[(\[]?(?:feat\.?|ft\.?|featuring|vs\.?|versus|pres\.?|presents|meets|b2b|with|con|x)\s+",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(r"\s+(?:&|and|y|und|et)\s+", re.IGNORECASE)
_REMIX: Final = re.compile(
    r"[(\[]([^()\[\]]+?)(?:['’]s)?\s+(?:(?:extended|radio|club|vocal|instrumental|dub|vip|original|deep|short)\s+)*"
    r"(?:remix|rmx|re-mix|edit|re-edit|bootleg|rework|remake|reconstruction|refix|flip|vip|mashup|mix|dub)\b"
    r"[^()\[\]]*[)\]]",
    re.IGNORECASE,
)
_REMIXED_BY: Final = re.compile(
    r"[(\[]\s*(?:remix(?:ed)?|edit(?:ed)?|rework(?:ed)?) by ([^()\[\]]+)[)\]]", re.IGNORECASE
)
_OF_A_YEAR: Final = re.compile(r"\s+(?:19|20)\d\d$")
_TRACK_NUMBER: Final = re.compile(r"^\s*\d{1,3}[\s.)_-]+")
_BRACKET: Final = re.compile(r"[(\[][^()\[\]]+[)\]]")
_LABEL_TAIL: Final = re.compile(r"\s*(?:\(\d+\)|\b(?:records?|recordings?|music|recs|rec\.?|label|ltd\.?|inc\.?)\s*)$")
_NUMBERED: Final = re.compile(r"\s*\(\d+\)$")
_NOBODY: Final = frozenset(
    {
        "various artists",
        "various",
        "va",
        "v.a.",
        "v/a",
        "unknown artist",
        "unknown",
        "n/a",
        "varios artistas",
        "verschiedene interpreten",
    }
)
_NOBODYS_INITIALS: Final = frozenset(name[0] for name in _NOBODY)
"""Folding every artist of a library takes time, and few begin like nobody."""
_PLAIN_MIXES: Final = frozenset(
    [
        "original",
        "extended",
        "radio",
        "club",
        "instrumental",
        "dub",
        "album",
        "single",
        "short",
        "long",
        "clean",
        "dirty",
        "intro",
        "outro",
        "main",
        "vocal",
        "acapella",
        "acappella",
        "video",
        "live",
        "quick",
        "hype",
        "party",
        "redrum",
        "bonus",
        "12",
        "7",
        "12inch",
        "dj",
        "full",
        "alternate",
        "alternative",
        "explicit",
        "remastered",
        "special",
        "new",
        "old",
        "remix",
        "edit",
        "mix",
        "version",
        "transition",
        "throwback",
        "2",
        "4",
        "120",
        "128",
        "original's",
        "in",
        "out",
    ]
)


@lru_cache(maxsize=65_536)
def credits_of(text: str) -> tuple[str, ...]:
    """Split an artist string into folded credits, the whole string last when it was split; nobody gives ()."""
    folded = fold(text)
    if not folded or folded in _NOBODY:
        return ()
    parts = [part for strong in _STRONG.split(folded) if strong for part in _WEAK.split(strong)]
    cleaned = [_NUMBERED.sub("", part).strip(" .-)]") for part in parts]
    names = [name for name in cleaned if name and name not in _NOBODY]
    return tuple(dict.fromkeys([*names, folded]))


def others_in(text: str, *named: str) -> str:
    """Return the credits of `text` that no other field names: an artist who remixed himself is one witness, not two."""
    own = credits_of(text)
    taken = [credit for other in named for credit in credits_of(other) if credit in own]
    if not taken:
        return text
    return ", ".join(credit for credit in own[: max(len(own) - 1, 1)] if credit not in taken)


def lookups_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the names to look up in a table of known artists: per credit, the whole first, then its halves.

    "Chase & Status" is one act and "Sven Väth & Carl Cox" two; only the table can tell, so both are offered in order.
    """
    folded = fold(text)
    if not folded or folded in _NOBODY:
        return ()
    strong = [part for part in _STRONG.split(text) if part.strip()]
    ladders = [
        (part.strip(), *(half.strip() for half in _WEAK.split(part) if half.strip() != part.strip())) for part in strong
    ]
    return tuple(ladders) if len(strong) == 1 else ((text.strip(),), *ladders)


def remixer_of(track: Track) -> str:
    """Return the named remixer: the field, else what the title's brackets say; "" for plain mixes."""
    if track.remixer and not track.remixer.isspace():
        return track.remixer
    title = track.title
    if "(" not in title and "[" not in title:
        return _remixer_behind_dash(track) if " - " in title else ""
    for bracket in _BRACKET.findall(title):
        name = _remixer_in(bracket)
        if name:
            return name
    return ""


def _remixer_behind_dash(track: Track) -> str:
    """Read "Walk - Bazzo Remix", as streaming services write it; "Mantra - Walk Remix" of an upload names nobody."""
    head, _, tail = track.title.rpartition(" - ")
    return "" if _is_nobody(track.artist) or fold(head) == fold(track.artist) else _remixer_in(f"({tail})")


@lru_cache(maxsize=100_000)  # most brackets say "(Original Mix)"
def _remixer_in(bracket: str) -> str:
    found = _REMIXED_BY.match(bracket) or _REMIX.match(bracket)
    name = _OF_A_YEAR.sub("", found.group(1).strip()) if found else ""
    return name if any(word not in _PLAIN_MIXES for word in fold(name).split()) else ""


def artist_of(track: Track) -> str:
    """Return the artist; where the tag names nobody, what stands before " - " in the title ("01 Mantra - Walk")."""
    return _before_dash(track.title) if _is_nobody(track.artist) else track.artist


def titled_artist_of(track: Track) -> str:
    """Return who stands before " - " in the title where the tag names somebody else: a channel that uploaded it."""
    if " - " not in track.title or _is_nobody(track.artist):
        return ""
    head = _before_dash(track.title)
    named, tagged = fold(head), fold(track.artist)
    return "" if named in tagged or tagged in named else head


def _is_nobody(artist: str) -> bool:
    bare = artist.lstrip()
    return not bare or (bare[0].lower() in _NOBODYS_INITIALS and fold(bare) in _NOBODY)


def _before_dash(title: str) -> str:
    head, dash, tail = title.partition(" - ")
    if not dash or not tail.strip():
        return ""
    if head.strip().isdigit():
        head, dash, tail = tail.partition(" - ")
        if not dash:
            return ""
    return _TRACK_NUMBER.sub("", head).strip()


def label_of(text: str) -> str:
    """Fold a record label's name and cut what labels put behind it ("Records", "(2)")."""
    folded = fold(text)
    short = _LABEL_TAIL.sub("", _LABEL_TAIL.sub("", folded))
    return short or folded
