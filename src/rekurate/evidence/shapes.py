"""Read JSON from outside that is not always what it says: a string where a list was, a list where an object was.

Every function takes anything and returns its type, empty where there is nothing to read; text is cut to a sane length.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

_LONGEST: Final = 500
"""Characters kept of one text: titles of whole concertos fit, abuse does not."""
_PART: Final = re.compile(r"\d{1,6}", re.ASCII)
_MOST: Final = 2000
"""Entries kept of one list."""


def text(value: Any) -> str:
    """Return text; of a number its digits, of an object its name, of a list its first entry."""
    if isinstance(value, str):
        return " ".join(value.replace("\0", " ").split())[:_LONGEST]
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, Mapping):
        return text(value.get("name"))
    return text(value[0]) if isinstance(value, list) and value else ""


def table(value: Any) -> Mapping[str, Any]:
    """Return an object; of a list its first object."""
    if isinstance(value, Mapping):
        return value
    return table(value[0]) if isinstance(value, list) and value else {}


def tables(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; a single object counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MOST] if isinstance(item, Mapping)]


def texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a list of texts or named objects; a single one counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(found for item in items[:_MOST] if (found := text(item))))


def number(value: Any) -> float:
    """Return a number, 0.0 where there is none."""
    try:
        found = float(value) if not isinstance(value, bool) else 0.0
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return found if abs(found) < 1e12 else 0.0  # noqa: PLR2004 - beyond it nothing here means anything


def year(value: Any) -> int:
    """Return the year a date, number or text begins with, 0 where there is none."""
    digits = text(value)[:4]
    found = int(digits) if digits.isascii() and digits.isdigit() else 0
    return found if 1850 <= found <= 2200 else 0  # noqa: PLR2004 - recorded music, generously


def seconds(value: Any) -> float:
    """Return the seconds of "4:32" or "1:02:03", 0.0 for "" and nonsense."""
    total = 0.0
    for part in text(value).split(":"):
        if not _PART.fullmatch(part.strip()):
            return 0.0
        total = total * 60 + int(part)
    return total
