"""One line that says how far a long command is: redrawn in a terminal, now and then elsewhere."""

import time
from typing import Final, TextIO

_REDRAW: Final = 0.1
_ELSEWHERE: Final = 10.0
"""Seconds between two lines where nobody watches a terminal."""
_WIDTH: Final = 30


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
        self._stream.write(f"\r\x1b[K{line[:110]}" if self._live else f"{line}\n")
        self._stream.flush()
        self._drawn = self._live

    def close(self) -> None:
        """End the line."""
        if self._drawn:
            self._stream.write("\n")
            self._drawn = False


def _plain(text: str) -> str:
    """Keep a title's control characters from moving the cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
