"""One line to stdout. Titles, paths and answers are data: no control character in them reaches the terminal."""

import sys

from rekurate.curation.staging.words import shown


def say(text: str) -> None:
    """Print one line, whole: a line break in it is data too."""
    sys.stdout.write(shown(text, len(text)) + "\n")


def clean(text: str) -> str:
    """Return a text of ours whose line breaks are meant, such as an error's, without other control characters."""
    return "\n".join(shown(line, len(line)) for line in text.split("\n"))
