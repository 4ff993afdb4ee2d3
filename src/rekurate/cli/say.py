"""Print to stdout. Titles and paths come from outside: none of their control characters may reach a terminal."""

import sys

from rekurate.curation.staging.words import shown


def say(text: str) -> None:
    """Print one line. A line break inside it is taken for part of a title, and shown as a blank."""
    sys.stdout.write(shown(text, len(text)) + "\n")


def say_lines(text: str, end: str = "\n") -> None:
    """Print a text whose line breaks are our own, then `end`, at once."""
    sys.stdout.write(clean(text) + end)
    sys.stdout.flush()


def clean(text: str) -> str:
    """Return a text whose line breaks are our own, such as an error's, without other control characters."""
    return "\n".join(shown(line, len(line)) for line in text.split("\n"))
