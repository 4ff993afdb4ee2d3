"""A field's value in our units, and the same value as Rekordbox writes it in XML."""

from rekurate.model import Field, Track


def value_of(track: Track, field: Field) -> str:
    """Return the value of a field as `StagedChange.old` has it: text in our units, "" when the library has none.

    Rating "0" to "5"; year in digits, "0" when unknown; colour as 0xRRGGBB or "".
    """
    raise NotImplementedError


def same_value(field: Field, one: str, other: str) -> bool:
    """Whether two texts in our units mean the same value ("" and "0" are one year, one rating)."""
    raise NotImplementedError


def refusal(field: Field, value: str) -> str | None:
    """Return why Rekordbox's attribute cannot carry `value` and what it takes, or None when it can.

    For staging as for export: a rating outside 0 to 5, a year that is no number, an unknown colour, a character that
    XML cannot hold.
    """
    raise NotImplementedError
