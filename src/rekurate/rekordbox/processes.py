"""Whether a process that left something behind still runs."""

import os
import sys


def is_running(process: int) -> bool:
    """Whether a process of this id runs.

    On Windows signal 0 would end the process; there "no" is a safe answer, since files in use cannot be deleted.
    """
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
