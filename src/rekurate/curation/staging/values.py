"""Read the value that somebody wants a field to have: what would be staged for it, or why it is refused."""

import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Final

from rekurate.model import Field, Track, fold
from rekurate.model.text import cut
from rekurate.rekordbox.values import COLORS, XML_COMMENT, refusal
from rekurate.taxonomy import Taxonomy, Verdict

_SHOWN: Final = 60
"""Characters of a value that a message repeats."""
_MOST_COMMENTS: Final = 10_000
"""Characters from which on a comment must be a mistake."""
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099
_COLOR_NAMES: Final = {
    name: color
    for names, color in zip(
        ("pink rose", "red", "orange", "yellow lemon", "green", "aqua turquoise", "blue", "purple violet"),
        COLORS,
        strict=True,
    )
    for name in names.split()
}
_FORBIDDEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories no attribute of Rekordbox's XML holds: controls, lone surrogates, line and paragraph ends."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it would be staged, with warnings; or the reason it cannot be."""

    value: str = ""
    warnings: tuple[str, ...] = ()
    refusal: str = ""


def read_value(field: Field, given: str, track: Track, taxonomy: Taxonomy, own: Container[str] = ()) -> Reading:
    """Read `given` as a value of `field` in our units, as `StagedChange.new` holds it.

    `own` are the genres the user writes on purpose: no warning is given about one of them.
    """
    character = next((char for char in given if unicodedata.category(char) in _FORBIDDEN), None)
    if character is not None:
        return Reading(refusal=f"{_short(given)} holds the control character U+{ord(character):04X}; leave it out")
    reading = _READERS[field](given)
    if reading.refusal:
        return reading
    reason = refusal(field, reading.value)
    if reason:
        return Reading(refusal=f"{_short(given)} is refused: {reason}")
    if field is Field.GENRE and reading.value in own:
        return reading
    return Reading(reading.value, (*reading.warnings, *_remarks(field, reading.value, track, taxonomy)))


def _text(given: str) -> Reading:
    trimmed = given.strip()
    if trimmed != given:
        return Reading(trimmed, (f"{_short(given)} was trimmed to {_short(trimmed)}",))
    return Reading(given)


def _comments(given: str) -> Reading:
    if len(given) > _MOST_COMMENTS:
        return Reading(refusal=f"a comment of {len(given)} characters is too long; at most {_MOST_COMMENTS}")
    if len(given) > XML_COMMENT:
        return Reading(given, (f"Rekordbox may keep only the first {XML_COMMENT} of {len(given)} characters",))
    return Reading(given)


def _year(given: str) -> Reading:
    if given.strip() in ("", "0"):
        return Reading("0")
    if given.isascii() and given.isdecimal() and _FIRST_YEAR <= int(given[:5]) <= _LAST_YEAR:
        return Reading(given)
    return Reading(refusal=f"{_short(given)} is no year: {_FIRST_YEAR} to {_LAST_YEAR}, or 0 to clear it")


def _rating(given: str) -> Reading:
    return (
        Reading(given) if given in tuple("012345") else Reading(refusal=f"{_short(given)} is no rating: 0 to 5 stars")
    )


def _color(given: str) -> Reading:
    wanted = given.strip().casefold()
    code = "0x" + wanted.removeprefix("#").removeprefix("0x").upper()
    color = _COLOR_NAMES.get(wanted) or next((one for one in COLORS if one == code), None)
    if color is None:
        return Reading(
            refusal=f"{_short(given)} is no colour of Rekordbox: {', '.join(_COLOR_NAMES)}, or their 0xRRGGBB"
        )
    return Reading(color)


_READERS: Final[dict[Field, Callable[[str], Reading]]] = {
    Field.GENRE: _text,
    Field.LABEL: _text,
    Field.ALBUM: _text,
    Field.COMMENTS: _comments,
    Field.YEAR: _year,
    Field.RATING: _rating,
    Field.COLOR: _color,
}


def _remarks(field: Field, value: str, track: Track, taxonomy: Taxonomy) -> Iterator[str]:
    if field is Field.GENRE and value:
        yield from _about_genre(value, taxonomy)
    if field is Field.COMMENTS:
        block = _my_tag_block(track.comments)
        if block and block not in value:
            yield f"the new comment drops the My Tag block {_short(block)} that Rekordbox writes"


def _about_genre(value: str, taxonomy: Taxonomy) -> Iterator[str]:
    found = taxonomy.resolve(value)
    if found.genre == value:
        return
    if found.verdict is Verdict.CANONICAL:
        yield f"genre {_short(value)} is written {found.genre!r} in the taxonomy; staged as given"
    elif found.verdict is Verdict.ALIAS:
        yield f"genre {_short(value)} is another name of {found.genre!r}; staged as given"
    else:
        near = ", ".join(repr(name) for name in taxonomy.nearest(value) if fold(name) != fold(value))
        yield f"genre {_short(value)} is not in the taxonomy; staged as given" + (f" (nearest: {near})" if near else "")


def _my_tag_block(comments: str) -> str:
    start = comments.find("/*")
    end = comments.find("*/", start + 2)
    return comments[start : end + 2] if 0 <= start < end else ""


def _short(text: str) -> str:
    return repr(cut(text, _SHOWN))
