"""A clock on which waiting takes no time: pauses are counted, not slept.

The code that keeps to a provider's limits runs as it does with the real providers; only the waiting is skipped, for
the replayed ones have no limits. The skipped time is what the real providers would have taken.
"""

import time
from threading import Lock

_STEP = 1e-4
"""Slept in place of any pause, so that a waiting thread lets others run."""


class SkippedTime:
    """A clock that is set forward by every pause; one for each provider, for the real ones are waited for at once."""

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
