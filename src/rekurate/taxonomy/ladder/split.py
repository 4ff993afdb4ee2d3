"""The rungs that take a string apart: brackets, lists, and words that join."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rekurate.taxonomy.entries import Entry
from rekurate.taxonomy.ladder.plain import LISTING
from rekurate.taxonomy.ladder.rung import Ladder, above, guessed, meaning, together
from rekurate.taxonomy.spelling import key_of, words_of
from rekurate.taxonomy.table import Resolution, Verdict

_OPEN: Final = "([{（［【"
_CLOSE: Final = ")]}）］】"
_SLASHES: Final = re.compile(r"[/\\／]")
_PATHS: Final = re.compile(r"\s[-–—~]\s|-{2,}|[–—]|->|[>→»]|:\s|:$")
"""Signs that lead from a genre to a kind of it as often as they list."""
_LISTS: Final = (
    re.compile(r"[;；]"),
    re.compile(r"[|¦\u2500-\u257f]"),
    re.compile(r"[,•·∙●♦、，]"),
    _SLASHES,
    re.compile(r"#"),
    _PATHS,
)
"""Signs between names, the ones that separate most strongly first."""
_JOINS: Final = re.compile(
    r"\s*[&+]\s*|\s+(?:and|n|'n'|und|et|y|e|x|vs\.?|meets|feat\.?|ft\.?|with|w/)\s+", re.IGNORECASE
)
_MOST: Final = 40
"""Names read of one list."""


def bracketed(ladder: Ladder, text: str) -> Resolution | None:
    """Read a name with brackets after, before or around it."""
    outside, inside = _brackets(text)
    pieces = [piece.strip() for group in inside for piece in LISTING.split(group) if key_of(piece)]
    if pieces and not key_of(outside):
        return together(text, [ladder.part("; ".join(inside))], "the text inside brackets")
    if not pieces or LISTING.search(outside):
        return None
    whole = {entry.genre: entry for piece in pieces if (entry := _named(ladder, piece, outside))}
    if len(whole) == 1:
        (entry,) = whole.values()
        return meaning(entry, text, f"{outside!r} with {', '.join(pieces)!r} is {entry.written!r}")
    around = ladder.part(outside)
    within = [ladder.part(piece, certain=True) for piece in pieces]
    unread = [part for part in within if part.verdict is Verdict.UNKNOWN]
    if around.genre is not None and len(unread) == len(within):
        found = together(text, [around], "the text outside the brackets")
        return guessed(found, f"the brackets ({', '.join(pieces)}) are left out") if found else None
    return together(text, [around, *within], "the text outside and inside the brackets")


def listed(ladder: Ladder, text: str) -> Resolution | None:
    """Read a list of names: "Electro, Techno/House"."""
    for signs in _LISTS:
        parts = _parts(signs, text)
        if len(parts) > 1:
            named = _completed(ladder, parts) if signs is _SLASHES else parts
            kind = _kind(ladder, text, parts) if signs is _PATHS else None
            read = [ladder.part(part) for part in named]
            found = kind or together(text, _deepest(ladder, read, signs), f"a list of {len(parts)}")
            if found is not None:
                return found
        elif parts and parts[0] != text:
            return together(text, [ladder.part(parts[0])], f"the one name {parts[0]!r} of a list")
    return None


def _kind(ladder: Ladder, text: str, parts: list[str]) -> Resolution | None:
    """Read "Amapiano - Private School", a genre and the word before its name that makes it a kind.

    A word that is a genre of its own makes no kind: "Folk - Pop" lists two.
    """
    if len(parts) != 2 or ladder.lookup(parts[0]) is None:  # noqa: PLR2004 - a genre and the word
        return None
    word = ladder.lookup(parts[1])
    kind = ladder.genre_of(key_of(f"{parts[1]} {parts[0]}"))
    if kind is None or (word is not None and word.genre is not None and not word.debatable):
        return None
    return meaning(kind, text, f"{parts[0]!r} with {parts[1]!r} is {kind.written!r}")


def _deepest(ladder: Ladder, read: list[Resolution], signs: re.Pattern[str]) -> list[Resolution]:
    """Leave out the genres that a path only passes: "House > Tech House" is Tech House."""
    passed = {name for part in read for name in above(ladder, part.genre)} if signs is _PATHS else set()
    return [part for part in read if part.genre not in passed]


def joined(ladder: Ladder, text: str) -> Resolution | None:
    """Read names joined by a word or sign: "House & Techno"; only when each of them is known."""
    parts = [part for part in _JOINS.split(text) if key_of(part)]
    if len(parts) < 2 or len(parts) > _MOST:  # noqa: PLR2004 - a join has two sides
        return None
    read = [ladder.part(part, certain=True) for part in _completed(ladder, parts)]
    if any(part.verdict is Verdict.UNKNOWN for part in read):
        return None
    return together(text, read, f"{len(parts)} names joined")


def _completed(ladder: Ladder, parts: list[str]) -> list[str]:
    """Give earlier names the last one's last word where they lack it: "Deep / Tech House" is Deep House, Tech House."""
    *before, shared = words_of(parts[-1])
    full = []
    for part in parts[:-1] if before else ():
        entry = ladder.lookup(part)
        longer = f"{part} {shared}"
        own_name = entry is not None and entry.verdict is Verdict.CANONICAL
        full.append(part if own_name or ladder.genre_of(key_of(longer)) is None else longer)
    return [*full, parts[-1]] if before else parts


def _parts(signs: re.Pattern[str], text: str) -> list[str]:
    """Split at signs outside brackets; each name once, in order."""
    cuts = [0]
    depths = list(_depths(text))
    for match in signs.finditer(text):
        if depths[match.start()] == 0:
            cuts += [match.start(), match.end()]
    cuts.append(len(text))
    named = (text[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return _once(part for part in named if key_of(part))


def _once(parts: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for part in parts:
        seen.setdefault(key_of(part), part)
    return list(seen.values())[:_MOST]


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for char in text:
        if char in _CLOSE and depth:
            depth -= 1
        yield depth
        if char in _OPEN:
            depth += 1


def _brackets(text: str) -> tuple[str, list[str]]:
    """Return the text outside brackets, and that of each bracket; one that is never closed reaches to the end."""
    outside: list[str] = []
    inside: list[str] = []
    for char, depth in zip(text, _depths(text), strict=True):
        if char in _OPEN:
            if depth == 0:
                inside.append("")
                outside.append(" ")
        elif char in _CLOSE:
            continue
        elif depth:
            inside[-1] += char
        else:
            outside.append(char)
    return " ".join("".join(outside).split()), [group.strip() for group in inside]


def _named(ladder: Ladder, piece: str, outside: str) -> Entry | None:
    return ladder.genre_of(key_of(f"{piece} {outside}")) or ladder.genre_of(key_of(f"{outside} {piece}"))
