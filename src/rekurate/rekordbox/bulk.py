"""Build a hundred thousand small objects without the collector looking through them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_readers = 0
_was_enabled = False


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause cyclic garbage collection, as a context or as a decorator.

    Tracks and changes hold no cycles. It costs a seventh of a whole reading, a third of a preview of 100,000 changes.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _readers, _was_enabled  # noqa: PLW0603 - the collector is one a process, so its pause is too
    with _lock:
        if _readers == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _readers += 1


def _leave() -> None:
    global _readers  # noqa: PLW0603 - see _enter
    with _lock:
        _readers -= 1
        if _readers == 0 and _was_enabled:
            gc.enable()
