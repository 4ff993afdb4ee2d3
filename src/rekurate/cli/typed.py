"""What a person typed for an option: paths and numbers, checked, with errors that say what to type instead."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rekurate.errors import BadRequest


def typed_path(path: Path) -> Path:
    """Return the absolute path.

    Raises BadRequest for "~name" where there is no such user, and for a relative path when the folder this was
    started in is gone.
    """
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise BadRequest(f"{path}: nobody here has that home folder. Write the whole path.") from error
    except OSError as error:
        raise BadRequest(f"{path}: the folder this was started in is gone. Write the whole path.") from error


def whole_number(low: int, high: int | None = None) -> Callable[[str], int]:
    """Return a type for argparse: whole numbers from `low` to `high`."""
    meant = f"from {low}" if high is None else f"from {low} to {high}"

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or int(text) < low or (high is not None and int(text) > high):
            raise argparse.ArgumentTypeError(f"must be a whole number {meant}, not {text!r}")
        return int(text)

    return read
