"""One line to stdout. Titles, paths and answers are data: no control character in them reaches the terminal."""

import sys

from rekurate.curation.staging.words import shown


def say(text: str) -> None:
    """Print one line, whole."""
    sys.stdout.write(shown(text, len(text)) + "\n")
