"""Staged changes as small as a test needs them."""

from rekurate.model import Field, StagedChange

LIBRARY = "library-1"


def genre(track_id: str, new: str = "Techno", old: str = "", **overrides: str) -> StagedChange:
    """Make a staged genre."""
    return StagedChange(track_id, Field.GENRE, old, new, **overrides)
