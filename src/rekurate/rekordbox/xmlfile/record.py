"""One TRACK element as a Track: the hot loop of reading, so its tables are memos that answer at C speed."""

import re
from collections.abc import Callable, Mapping
from sys import intern
from typing import Final, Generic, TypeVar

from rekurate.model import Track
from rekurate.rekordbox.location import decode_location, kind_of
from rekurate.rekordbox.numbers import Damage, date_of, rating_of, tempo_of, whole, year_of

_COLOR: Final = re.compile(r"(?:0x|#)?([0-9a-f]{6})", re.IGNORECASE)
_MOST_BYTES: Final = 10**12
Value = TypeVar("Value")


class _Memo(dict[str, Value], Generic[Value]):
    """Text -> value: years, lengths, tempos repeat, so most look-ups never run Python code.

    What makes no sense is never kept, so that each occurrence is counted.
    """

    def __init__(self, name: str, read: Callable[[str], Value | None], nothing: Value, damage: Damage) -> None:
        super().__init__({"": nothing})
        self._name = name
        self._read = read
        self._nothing = nothing
        self._damage = damage

    def __missing__(self, text: str) -> Value:
        value = self._nothing if text.isspace() else self._read(text)
        if value is None:
            self._damage.note(self._name, text)
            return self._nothing
        self[text] = value
        return value


def _color_of(text: str) -> str | None:
    found = _COLOR.fullmatch(text)
    return f"0x{found[1].upper()}" if found else None


class RecordReader:
    """Turns the attributes of TRACK elements into Tracks; one instance a file, for its memos."""

    def __init__(self) -> None:
        self.damage = damage = Damage()
        self._tempo = _Memo("AverageBpm", tempo_of, 0.0, damage)
        self._year = _Memo("Year", year_of, 0, damage)
        self._stars = _Memo("Rating", rating_of, 0, damage)
        self._seconds = _Memo("TotalTime", whole, 0, damage)
        self._dates = _Memo("DateAdded", date_of, "", damage)
        self._colors = _Memo("Colour", _color_of, "", damage)
        self._plays = _Memo("PlayCount", whole, 0, damage)
        self._rates = _Memo("BitRate", whole, 0, damage)
        self._sizes = _Memo("Size", whole, 0, damage)
        self.misread: list[str] = []
        """Paths whose Locations have codes that are no UTF-8."""
        self._doubted = self.misread.append

    def track(self, attributes: Mapping[str, str]) -> Track:
        """Build the track; what an attribute does not say is "" or 0."""
        get = attributes.get
        location = decode_location(get("Location", ""), self._doubted)
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
            self._tempo[get("AverageBpm", "")],
            self._year[get("Year", "")],
            self._stars[get("Rating", "")],
            self._seconds[get("TotalTime", "")],
            self._dates[get("DateAdded", "")],
            self._colors[get("Colour", "")],
            self._plays[get("PlayCount", "")],
            self._rates[get("BitRate", "")],
            self._size(get("Size", "")),
            location,
            kind_of(location),
            (),
        )

    def _size(self, text: str) -> int:
        """Read a file's size: no two are alike, so remembering them would only fill memory."""
        try:
            size = int(text)
        except ValueError:
            return self._sizes[text]
        return size if 0 <= size < _MOST_BYTES else self._sizes[text]
