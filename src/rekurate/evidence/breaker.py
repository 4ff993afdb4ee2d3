"""Leave a provider alone that keeps failing, instead of making every track wait for it."""

from collections.abc import Callable
from threading import Lock

from rekurate.errors import Blocked, ProviderError
from rekurate.evidence.manners import Manners
from rekurate.model import Clock


class Breaker:
    """Counts failures in a row. After too many it is open: requests fail at once, and the provider is not asked.

    When it has rested one request is let through; if that fails too, it rests again.
    """

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self._manners = manners
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._blocks = 0
        self._until = 0.0
        self._rest = 0.0
        self._error: Callable[[str], ProviderError] = ProviderError
        self._last = ""

    @property
    def open(self) -> bool:
        """Whether the provider is left alone now."""
        with self._lock:
            return self._left() > 0

    def check(self) -> None:
        """Raise Blocked or ProviderError while the provider is left alone."""
        with self._lock:
            left = self._left()
            error = self._error
        if left > 0:
            raise error(
                f"{self._manners.shown} {'blocked' if error is Blocked else 'failed'} several requests in a row and is "
                f"left alone for {left:.0f} s more. What it has not answered stays open: call again later. Last: "
                f"{self._last}"
            )

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failures = self._blocks = 0

    def failed(self, error: ProviderError) -> None:
        """Note a failure; one too many opens the breaker."""
        manners = self._manners
        blocked = isinstance(error, Blocked)
        with self._lock:
            self._failures += 1
            self._last = str(error)
            self._blocks += blocked
            if self._blocks >= manners.blocks:
                self._leave_alone(manners.rest_blocked, Blocked)
            elif self._failures >= manners.failures:
                self._leave_alone(manners.rest, ProviderError)

    def _leave_alone(self, seconds: float, error: Callable[[str], ProviderError]) -> None:
        self._until, self._rest, self._error = self._clock() + seconds, seconds, error

    def _left(self) -> float:
        """Return the seconds it is left alone for; 0 where they are more than that: the clock was set back."""
        left = self._until - self._clock()
        return left if left <= self._rest else 0.0
