"""Times as text, wherever we keep one: all in one form, so that sorting the texts sorts the times."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def iso(seconds: float) -> str:
    """Return `seconds` since the epoch as ISO time, UTC, to the second."""
    # Not `fromtimestamp`: on Windows it refuses times before the epoch, which files can have.
    return (_EPOCH + timedelta(seconds=seconds)).isoformat(timespec="seconds")
