"""Time that does not make anybody wait: pauses for politeness are counted, not slept.

The same pace, back-off and breaker run as against the real providers; only the waiting itself is skipped, for the
replay has nobody to be polite to. What was skipped is what the real providers would have taken.
"""

import time
from threading import Lock

_STEP = 1e-4
"""Slept in place of any pause, so that a waiting thread lets others run."""


class SkippedTime:
    """A clock that is set forward by every pause. One a provider: they would wait side by side."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.skipped = 0.0
        """Seconds of pauses so far."""

    def clock(self) -> float:
        """Return the time, seconds since the epoch, with the skipped pauses added."""
        return time.time() + self.skipped

    def sleep(self, seconds: float) -> None:
        """Pass `seconds` without waiting for them."""
        with self._lock:
            self.skipped += max(0.0, seconds)
        time.sleep(_STEP)
