"""One line that says how far a long command is: redrawn in a terminal, printed every few seconds elsewhere."""

import os
import time
import unicodedata
from typing import Final, TextIO

_REDRAW: Final = 0.1
_ELSEWHERE: Final = 10.0
"""Seconds between two lines when the output is no terminal."""
_WIDTH: Final = 30
_COLUMNS: Final = 80
"""Columns of a terminal that does not say how wide it is."""


class ProgressLine:
    """A bar with counts and what is happening."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._every = _REDRAW if self._live else _ELSEWHERE
        self._shown_at = float("-inf")
        self._drawn = False

    def show(self, done: int, total: int, text: str) -> None:
        """Draw, a few times a second at most; the end is always drawn."""
        now = time.monotonic()
        if now - self._shown_at < self._every and done < total:
            return
        self._shown_at = now
        filled = round(_WIDTH * done / total) if total else _WIDTH
        line = f"{'#' * filled}{'.' * (_WIDTH - filled)} {done:>5}/{total} {_plain(text)}"
        # as long as a row: a longer text wraps, and an old Windows console cannot wipe what a shorter one leaves
        self._stream.write(f"\r{_filled(line, _columns(self._stream) - 1)}" if self._live else f"{line}\n")
        self._stream.flush()
        self._drawn = self._live

    def close(self) -> None:
        """End the line."""
        if self._drawn:
            self._stream.write("\n")
            self._drawn = False


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


def _filled(text: str, columns: int) -> str:
    """Return the text cut or filled with blanks to so many columns; a Japanese letter takes two, an accent none."""
    used = 0
    for index, char in enumerate(text):
        width = 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + width > columns:
            return text[:index] + " " * (columns - used)
        used += width
    return text + " " * (columns - used)


def _plain(text: str) -> str:
    """Replace control characters, for in a title they could move the cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
