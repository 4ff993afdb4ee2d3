"""Whether the process that made a file has ended, and left it behind."""

import os
import sys
import time
from pathlib import Path
from typing import Final

from rekurate.places import changed_ns

_IN_USE: Final = 600.0
"""Seconds: no copy is read, and no export written, for longer."""


def is_left_behind(path: Path, process: int) -> bool:
    """Whether a process of this id, which made `path`, runs no more.

    On Windows, where signal 0 would end the process, what has not changed for ten minutes is taken for left behind.
    """
    if process == os.getpid():
        return False
    if sys.platform == "win32":
        return time.time() - changed_ns(path) / 1e9 > _IN_USE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
