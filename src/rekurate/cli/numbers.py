"""Whole numbers that a person typed, with their bounds in the error."""

import argparse
from collections.abc import Callable


def whole(low: int, high: int | None = None) -> Callable[[str], int]:
    """Return an argparse type for whole numbers from `low` to `high`."""
    meant = f"from {low}" if high is None else f"from {low} to {high}"

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or int(text) < low or (high is not None and int(text) > high):
            raise argparse.ArgumentTypeError(f"must be a whole number {meant}, not {text!r}")
        return int(text)

    return read
