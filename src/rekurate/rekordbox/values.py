"""A field's value in our units, and the same value as Rekordbox writes it in XML."""

from typing import Final

from rekurate.model import Field, Track
from rekurate.rekordbox.characters import unwritable

STARS: Final = 51
"""Rekordbox writes 0 to 5 stars as 0, 51, 102, 153, 204, 255."""
COLORS: Final = ("0xFF007F", "0xFF0000", "0xFFA500", "0xFFFF00", "0x00FF00", "0x25FDE9", "0x0000FF", "0x660099")
"""Pink, red, orange, yellow, green, aqua, blue, purple: `djmdColor.ID` 1 to 8, with the values of Rekordbox's XML."""
LONGEST_TEXT: Final = 255
"""Characters of genre, label and album: `VARCHAR(255)` in the database."""
XML_COMMENT: Final = 256
"""Characters of a comment that Rekordbox writes into its XML."""

_NUMBERS: Final = frozenset({Field.YEAR, Field.RATING})


def value_of(track: Track, field: Field) -> str:
    """Return the value of a field as `StagedChange.old` has it: text in our units, "" when the library has none.

    Rating "0" to "5"; year in digits, "0" when unknown; colour as 0xRRGGBB or "".
    """
    return str(getattr(track, field.value))


def same_value(field: Field, one: str, other: str) -> bool:
    """Whether two texts in our units mean the same value ("" and "0" are one year, one rating)."""
    if field in _NUMBERS:
        return (one or "0") == (other or "0")
    if field is Field.COLOR:
        return one.casefold() == other.casefold()
    return one == other


def arrived(field: Field, written: str, now: str) -> bool:
    """Whether the library's value is what an export wrote: the same, or a comment that Rekordbox cut in its XML."""
    is_cut = field is Field.COMMENTS and len(now) >= XML_COMMENT and written.startswith(now)
    return is_cut or same_value(field, now, written)


def refusal(field: Field, value: str) -> str | None:
    """Return why Rekordbox's attribute cannot carry `value` and what it takes, or None when it can.

    For staging as for export: a rating outside 0 to 5, a year that is no number, an unknown colour, a character that
    XML cannot hold.
    """
    if field is Field.RATING:
        return None if value in {"0", "1", "2", "3", "4", "5"} else "a rating is 0 to 5 stars"
    if field is Field.YEAR:
        plain = value.isascii() and value.isdigit() and len(value) <= len("2026")
        return None if plain else 'a year has up to four digits ("0" for none)'
    if field is Field.COLOR:
        known = value.casefold() in {color.casefold() for color in COLORS}
        return None if known else f"Rekordbox has eight colours: {', '.join(COLORS)}"
    return _text_refusal(field, value)


def _text_refusal(field: Field, value: str) -> str | None:
    found = unwritable(value)
    if found:
        return f"XML cannot hold the character U+{ord(found):04X}"
    if field is not Field.COMMENTS and len(value) > LONGEST_TEXT:
        return f"Rekordbox keeps at most {LONGEST_TEXT} characters of a {field.value}"
    return None


def xml_text(field: Field, value: str) -> str:
    """Write a value of ours as the text of Rekordbox's attribute (unescaped)."""
    if field is Field.RATING:
        return str(int(value or "0") * STARS)
    if field is Field.COLOR:
        return "0x" + value[2:].upper()
    return value or "0" if field is Field.YEAR else value
