"""Time as the store writes it down."""

from datetime import UTC, datetime


def iso(seconds: float) -> str:
    """Return `seconds` since the epoch as ISO time, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
