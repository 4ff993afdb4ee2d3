"""Show tracks and staged values to a person, safely: titles and tags come from outside and must not change layout."""

import unicodedata
from typing import Final

from rekurate.model import Field, StagedChange, Track
from rekurate.model.text import cut

_LONGEST: Final = 60
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that cannot be seen: control characters, direction marks, line ends. In a question
they could make it read differently from what is asked."""
_NONE: Final = "(none)"
_NOTHING: Final = ("", "0")
"""How an empty field is written: "" for text, "0" for a year or a rating."""


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return text without unseen characters and no longer than `longest`, with an ellipsis where it was cut."""
    seen = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text[: 4 * longest])
    return cut(seen, longest)


def track_name(track: Track | None, track_id: str) -> str:
    """Name a track as a person does: artist and title, or its id when the library no longer has it."""
    if track is None:
        return f"track {shown(track_id)}, not in the library any more"
    return " - ".join(shown(part) for part in (track.artist, track.title) if part) or f"track {shown(track_id)}"


def value_shown(field: Field, value: str) -> str:
    """Show a value in words: stars for a rating, "(none)" for nothing, in quotes where it begins or ends blank."""
    if field is Field.RATING:
        return f"{value or '0'} stars"
    empty = value in ("", "0") if field is Field.YEAR else not value
    text = _NONE if empty else shown(value)
    return text if text == text.strip() else f'"{text}"'


def change_shown(change: StagedChange) -> str:
    """Show one change: "House → Techno", or with its field where that is not the genre."""
    move = f"{value_shown(change.field, change.old)} → {value_shown(change.field, change.new)}"
    return move if change.field is Field.GENRE else f"{change.field}: {move}"


def becomes(change: StagedChange) -> str:
    """Say whether a change fills a field ("new label"), replaces its value or empties it.

    For summaries: that something of the person's own is replaced or lost is seen before the single values are.
    """
    if change.new in _NOTHING:
        return f"{change.field} emptied"
    return f"new {change.field}" if change.old in _NOTHING else f"{change.field} replaced"
