"""Prepare stdin, stdout and stderr: a shell may have closed them, and a console may be unable to show a character."""

import os
import sys
from pathlib import Path

from rekurate.errors import BadRequest


def open_streams() -> None:
    """Open stdin and stderr if they are closed, and let stdin and stdout replace characters they cannot handle.

    Raises BadRequest when stdout is closed, for then a command can say nothing. Not for the server, whose stdout
    carries the protocol.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as above
    if sys.stdout is None:
        raise BadRequest("Standard output is closed, so nothing could be shown. Run it with one, or send it to a file.")
    for stream in (sys.stdout, sys.stdin):  # titles have all kinds of characters; what is typed may be broken text
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def forget_output() -> None:
    """Drop output that cannot be written: Python would try it again at exit, and report the same error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
