"""Whose BPM counts: Rekordbox's own, checked against what was heard; standard library only."""

from collections.abc import Mapping
from typing import Any, Final

_SAME: Final = 0.04
_WORDS: Final = ((1.0, "same"), (0.5, "half"), (2.0, "double"), *((by, "ratio") for by in (2 / 3, 0.75, 4 / 3, 1.5)))


def compare(rekordbox: float, heard: float | None) -> str:
    """Say how what was heard stands to Rekordbox's BPM.

    same, half or double (of Rekordbox's), ratio (2/3, 3/4, 4/3, 3/2), differs; only_rekordbox, only_heard or unknown
    where one or both are missing.
    """
    if not heard:
        return "only_rekordbox" if rekordbox > 0 else "unknown"
    if rekordbox <= 0:
        return "only_heard"
    for ratio, word in _WORDS:
        if abs(heard / (rekordbox * ratio) - 1) <= _SAME:
            return word
    return "differs"


def preferred(rekordbox: float, facts: Mapping[str, Any]) -> float | None:
    """Return the BPM to work with: Rekordbox's where it has one, else the one heard, else None."""
    heard = facts.get("bpm")
    return rekordbox if rekordbox > 0 else float(heard) if heard else None
