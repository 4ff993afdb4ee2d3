"""The attributes of a TRACK: their order and how their values are escaped."""

from typing import Final

ORDER: Final = (
    *("TrackID", "Name", "Artist", "Composer", "Album", "Grouping", "Genre", "Kind", "Size", "TotalTime"),
    *("DiscNumber", "TrackNumber", "Year", "AverageBpm", "DateModified", "DateAdded", "BitRate", "SampleRate"),
    *("Comments", "PlayCount", "LastPlayed", "Rating", "Location", "Remixer", "Tonality", "Label", "Mix", "Colour"),
)
"""Rekordbox's order of a TRACK's attributes."""
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def escape(text: str) -> str:
    """Escape an attribute's value as Rekordbox does, and white space so that it survives."""
    return text.translate(_ESCAPES)
