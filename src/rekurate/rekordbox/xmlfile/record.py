"""One TRACK element as a Track: the hot loop of reading, so its tables are memos that answer at C speed."""

import re
from collections.abc import Mapping
from sys import intern
from typing import Final

from rekurate.model import Track
from rekurate.rekordbox.location import decode_location, kind_of
from rekurate.rekordbox.values import decimal, rating_of, whole

_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COLOR: Final = re.compile(r"(?:0x|#)?([0-9a-f]{6})", re.IGNORECASE)


class _Whole(dict[str, int]):
    """Text -> number: years, lengths and counts repeat, so most look-ups never run Python code."""

    def __missing__(self, text: str) -> int:
        self[text] = number = whole(text)
        return number


class _Stars(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = stars = rating_of(text)
        return stars


class _Dates(dict[str, str]):
    """Rekordbox writes yyyy-mm-dd; some versions and tools write yyyy-m-d."""

    def __missing__(self, text: str) -> str:
        found = _DATE.match(text)
        self[text] = date = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
        return date


class _Colors(dict[str, str]):
    def __missing__(self, text: str) -> str:
        found = _COLOR.fullmatch(text)
        self[text] = color = f"0x{found[1].upper()}" if found else ""
        return color


class RecordReader:
    """Turns the attributes of TRACK elements into Tracks; one instance a file, for its memos."""

    def __init__(self) -> None:
        self._whole = _Whole()
        self._stars = _Stars()
        self._dates = _Dates()
        self._colors = _Colors()
        self.misread = 0
        """Locations with codes that are no UTF-8."""

    def track(self, attributes: Mapping[str, str]) -> Track:
        """Build the track; what an attribute does not say is "" or 0."""
        get = attributes.get
        number = self._whole
        location = decode_location(get("Location", ""), self._doubt)
        return Track(
            get("TrackID", ""),
            get("Name", ""),
            intern(get("Artist", "")),
            get("Remixer", ""),
            get("Album", ""),
            intern(get("Genre", "")),
            intern(get("Label", "")),
            get("Tonality", ""),
            get("Comments", ""),
            decimal(get("AverageBpm")),
            number[get("Year", "")],
            self._stars[get("Rating", "")],
            number[get("TotalTime", "")],
            self._dates[get("DateAdded", "")],
            self._colors[get("Colour", "")],
            number[get("PlayCount", "")],
            number[get("BitRate", "")],
            whole(get("Size")),
            location,
            kind_of(location),
            (),
        )

    def _doubt(self) -> None:
        self.misread += 1
