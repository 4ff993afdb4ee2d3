"""Times as text, wherever we keep one: all in one form, so that sorting the texts sorts the times."""

from datetime import UTC, datetime


def iso(seconds: float) -> str:
    """Return `seconds` since the epoch as ISO time, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
