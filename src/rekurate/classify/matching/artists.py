"""Artists as a set of names: joined in many ways, printed in several, numbered by Discogs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rekurate.classify.matching.text import near, plain

_NUMBERED: Final = re.compile(r"\s*(?:\((?:\d+|[A-Z]{2,3})\)|\*)+(?=\s*(?:$|[,&;/+]))")
_TRAILING_ARTICLE: Final = re.compile(r"^(?P<name>[^,]+),\s*(?P<article>the|die|der|das|los|las|les)$", re.IGNORECASE)
_STRONG: Final = re.compile(
    r"\s*[;/|•·]\s*|,\s+|,(?=\D)|\s+(?:feat|ft|featuring|vs|versus|pres|presents|with|x|×|meets|b2b)\b\.?\s+",
    re.IGNORECASE,
)
"""Between two artists for sure: never inside one name."""
_JOINS: Final = re.compile(r"\s*[&+]\s*|\s+(?:and|y|und|et)\s+", re.IGNORECASE)
"""Between two artists, or inside the name of a duo: "Above & Beyond"."""
_ARTICLES: Final = re.compile(r"^(?:the|dj|mc|die|der|das|los|las|les)\s+(?=\S)")
_NOBODY: Final = frozenset(
    {"various", "various artists", "va", "v a", "unknown artist", "unknown", "artist", "n a", "div"}
)
_CROWD: Final = frozenset({"friends", "co", "crew", "guests", "his orchestra", "orchestra", "band", "others", "more"})

FULL: Final = 1.0
MAIN: Final = 0.95
SOME: Final = 0.86
"""Fits, best first: the same set, the main artist, another artist of the set."""


@dataclass(frozen=True, slots=True)
class Names:
    """A set of artists."""

    whole: tuple[str, ...]
    """Names as they stand, main first; a duo is one name here."""
    parts: tuple[str, ...]
    """Folded single names without "The" or "DJ"; a duo is two names here."""
    spelt: tuple[str, ...] = ()
    """The same names with "The" and "DJ"."""

    @property
    def unknown(self) -> bool:
        """Whether nobody is named: empty, or "Various"."""
        return not self.parts


def clean_name(name: str) -> str:
    """Take Discogs' "(2)", "*" and ", The" off a printed name of an artist or label."""
    bare = _NUMBERED.sub("", name.strip()).strip()
    turned = _TRAILING_ARTICLE.match(bare)
    return f"{turned['article'].capitalize()} {turned['name']}" if turned else bare or name.strip()


def is_various(name: str) -> bool:
    """Whether a printed name stands for a compilation."""
    return plain(clean_name(name)) in _NOBODY


def read_artists(printed: Iterable[str]) -> Names:
    """Read printed artist fields as a set of names."""
    whole = tuple(
        dict.fromkeys(
            name
            for field in printed
            for piece in _STRONG.split(_unturned(field))
            if (name := clean_name(piece)) and not is_various(name)
        )
    )
    pieces = dict.fromkeys(folded for name in whole for piece in _JOINS.split(name) if (folded := _folded(piece)))
    return Names(whole, tuple(dict.fromkeys(map(_core, pieces))), tuple(pieces))


def first_single(names: Names) -> str:
    """Return the first single name as printed: "Somebody" of "Somebody & Friends"."""
    return next((piece for name in names.whole for piece in _JOINS.split(name) if piece.strip()), "")


def artist_fit(wanted: Names, offered: Names, also: Names | None = None, slack: int = 0) -> float:
    """Compare two sets, 0 to 1: 0 when nobody is in both.

    `also` are other names of the offered artists; for `slack`, which the rest of the match gives, see `text.near`.
    """
    theirs = (*offered.parts, *offered.spelt, *((*also.parts, *also.spelt) if also else ()))
    found = [part for part in wanted.parts if _among(part, theirs, slack)]
    found += [_core(name) for name in wanted.spelt if _core(name) not in found and _among(name, theirs, slack)]
    if len(found) >= len(wanted.parts) and len(offered.parts) <= len(wanted.parts):
        return FULL
    if not found:
        return FULL if _one_name(wanted, offered) else 0.0
    if _main_found(wanted, found):
        return MAIN
    return SOME if any(part not in _CROWD and len(part) > 1 for part in found) else 0.0


def is_named(part: str, among: Iterable[Names], slack: int = 0) -> bool:
    """Whether a folded single name is one of these names."""
    return any(_among(part, (*names.parts, *names.spelt), slack) for names in among)


def _main_found(wanted: Names, found: list[str]) -> bool:
    """Whether every part of the main artist's name was found."""
    main = [_core(folded) for piece in _JOINS.split(wanted.whole[0]) if (folded := _folded(piece))]
    return bool(main) and all(part in found for part in main)


def _among(part: str, others: Iterable[str], slack: int) -> bool:
    return any(part == other or near(part, other, slack) for other in others)


def _one_name(wanted: Names, offered: Names) -> bool:
    """Whether both sides spell one name with other joins: "System7" and "System 7", "Kruder Dorfmeister"."""
    return any(
        near(" ".join(one), " ".join(other))
        for one, other in ((wanted.spelt, offered.spelt), (sorted(wanted.parts), sorted(offered.parts)))
    )


def _folded(name: str) -> str:
    return plain(clean_name(name)) if name.strip() else ""


def _core(folded: str) -> str:
    return _ARTICLES.sub("", folded)


def _unturned(field: str) -> str:
    """Turn "Persuader, The" before the comma is taken for a join."""
    return clean_name(field) if _TRAILING_ARTICLE.match(_NUMBERED.sub("", field.strip()).strip()) else field
