"""What the hosted model has cost so far, counted by every thread."""

from threading import Lock
from typing import Final

PRICE: Final = 0.00019
"""US dollars a run, about: as a public user of the model reports it; the invoice decides."""


class Bill:
    """Counts runs, their seconds, and runs whose fate is unknown."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._runs = 0
        self._unconfirmed = 0
        self._seconds = 0.0

    def ran(self) -> None:
        """Count a run that was created."""
        with self._lock:
            self._runs += 1

    def unconfirmed(self) -> None:
        """Count a run that may have been created: no answer came."""
        with self._lock:
            self._unconfirmed += 1

    def took(self, seconds: float | None) -> None:
        """Add the seconds a run took, as Replicate says."""
        with self._lock:
            self._seconds += seconds or 0.0

    def total(self) -> dict[str, float]:
        """Return `runs`, `unconfirmed_runs`, `predict_seconds` and `usd_about`, over all since the start."""
        with self._lock:
            return {
                "runs": self._runs,
                "unconfirmed_runs": self._unconfirmed,
                "predict_seconds": round(self._seconds, 2),
                "usd_about": round((self._runs + self._unconfirmed) * PRICE, 5),
            }
