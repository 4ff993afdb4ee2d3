"""The three streams of a command, made fit to use: a shell may close them, and a console may lack characters."""

import os
import sys
from pathlib import Path

from rekurate.errors import BadRequest


def open_streams() -> None:
    """Make stdin and stderr usable where they are closed; let stdout replace what it cannot show, stdin what it gets.

    Raises BadRequest where stdout is closed: a command without it says nothing. Never called for the server, whose
    stdout is the protocol.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as above
    if sys.stdout is None:
        raise BadRequest("Standard output is closed, so nothing could be shown. Run it with one, or send it to a file.")
    for stream in (sys.stdout, sys.stdin):  # a console may lack a character of a title; half an é may be typed
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def forget_output() -> None:
    """Send what is still unwritten nowhere: Python would complain about it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
