"""A small file that several processes read and change in turn.

The operating system's lock dies with the process that holds it, so a killed server never keeps the others waiting.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_FAR: Final = 1 << 30
"""Byte that Windows locks: beyond the text, so that the file stays readable."""
_TRIES: Final = 500


class LockedFile:
    """JSON in a file, changed under a lock."""

    def __init__(self, path: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._path = path
        self._sleep = sleep

    @contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """Yield the content to be changed in place and write it back; damaged content counts as empty.

        Raises OSError where the folder cannot be written.
        """
        with self.held() as handle:
            state = _read(handle)
            yield state
            _write(handle, state)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Keep everybody else from the file, and lend its handle.

        Raises OSError where the folder cannot be written, TimeoutError where others hold it for 5 s.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lock(handle)
            try:
                yield handle
            finally:
                _unlock(handle)
        finally:
            os.close(handle)

    def _lock(self, handle: int) -> None:
        for _ in range(_TRIES):
            if _try_lock(handle):
                return
            self._sleep(0.01)
        raise TimeoutError(f"{self._path} is held by another process for too long")


def _read(handle: int) -> dict[str, Any]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        state = json.loads(os.read(handle, 1 << 20).decode("utf-8"))
    except ValueError:  # empty, or cut off by a kill between two bytes
        return {}
    return state if isinstance(state, dict) else {}


def _write(handle: int, state: dict[str, Any]) -> None:
    data = json.dumps(state, separators=(",", ":")).encode()
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, data)
    os.ftruncate(handle, len(data))


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
