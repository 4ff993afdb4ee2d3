"""Time as it is written down, wherever we keep it: texts that sort as they follow each other."""

from datetime import UTC, datetime


def iso(seconds: float) -> str:
    """Return `seconds` since the epoch as ISO time, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
