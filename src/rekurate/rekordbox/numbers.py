"""Numbers and dates as text: read where they make sense, else counted, so that nobody takes damage for a value."""

import re
from dataclasses import dataclass
from typing import Final

from rekurate.rekordbox.values import STARS

LAST_YEAR: Final = 9999
"""Rekordbox's field has four digits."""
MOST_STARS: Final = 5
FASTEST: Final = 1000.0
"""Beats a minute; Rekordbox's own grid ends at 500."""
_LARGEST: Final = 10**12
"""No count, length or size of a track is larger."""
_LONGEST: Final = 32
"""Characters of a number."""
_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMMA: Final = re.compile(r"\d{2,3},\d{1,3}|0,0{1,3}")
"""A decimal number with a comma: no tempo has thousands, and one that is not known is 0."""
_SHOWN: Final = 20


@dataclass(slots=True)
class Damage:
    """What made no sense and was read as unknown."""

    count: int = 0
    first: str = ""

    def note(self, name: str, value: object) -> None:
        """Count one value."""
        self.count += 1
        self.first = self.first or f"{name} {str(value)[:_SHOWN]!r}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say how much there was, in at most one sentence."""
        if not self.count:
            return ()
        return (f"{self.count} numbers or dates make no sense (such as {self.first}) and were read as unknown",)


def whole(text: str) -> int | None:
    """Read a number of 0 or more, its fraction cut off; None for what is none."""
    number = decimal(text)
    return None if number is None else int(number)


def year_of(text: str) -> int | None:
    """Read a year of up to four digits."""
    year = whole(text)
    return year if year is not None and year <= LAST_YEAR else None


def rating_of(text: str) -> int | None:
    """Read Rekordbox's Rating as stars: 0 to 255 in steps of 51; other tools write 0 to 5 stars."""
    number = whole(text)
    if number is None or number > MOST_STARS * STARS:
        return None
    return number if number <= MOST_STARS else round(number / STARS)


def tempo_of(text: str) -> float | None:
    """Read beats a minute; some tools write a decimal comma."""
    number = decimal(text)
    if number is None:
        number = decimal(text.replace(",", ".")) if _COMMA.fullmatch(text) else None
    return number if number is not None and number <= FASTEST else None


def date_of(text: str) -> str | None:
    """Read a date as yyyy-mm-dd; some versions and tools write yyyy-m-d, or a time behind it."""
    found = _DATE.match(text)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):  # noqa: PLR2004 - a calendar
        return None
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def decimal(text: str) -> float | None:
    """Read a number of 0 or more; None for what is none, also for "nan" and "inf"."""
    if len(text) > _LONGEST:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < _LARGEST else None  # nan compares false
