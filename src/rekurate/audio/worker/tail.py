"""What a worker says on stderr: the last lines are kept for the crash report, few reach the log."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import IO, Final

LOG: Final = logging.getLogger("rekurate.audio")
KEPT: Final = 40
"""Lines kept for a crash report."""
WIDTH: Final = 300
"""Characters of a line that are kept."""
LOGGED_A_MINUTE: Final = 20
"""mpg123 warns once a frame on some files: thousands of lines that help nobody."""


class Tail:
    """Drains one worker's stderr on a thread of its own, so that a chatty library never blocks on a full pipe."""

    def __init__(self, stream: IO[bytes], clock: Callable[[], float] = monotonic) -> None:
        """Start draining `stream` until its other side closes."""
        self._stream = stream
        self._clock = clock
        self._lines: deque[str] = deque(maxlen=KEPT)
        self._minute = -1
        self._logged = 0
        self._thread = threading.Thread(target=self._drain, name="rekurate-audio-stderr", daemon=True)
        self._thread.start()

    def text(self, wait: float = 1.0) -> str:
        """Return the last lines, waiting up to `wait` seconds for a dead worker's last words."""
        self._thread.join(wait)
        return "\n".join(self._lines)

    def _drain(self) -> None:
        with self._stream:
            while raw := self._stream.readline(65536):
                line = raw.decode("utf-8", "replace").rstrip()[:WIDTH]
                if line:
                    self._lines.append(line)
                    self._log(line)

    def _log(self, line: str) -> None:
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute, self._logged = minute, 0
        if self._logged < LOGGED_A_MINUTE:
            self._logged += 1
            LOG.debug("worker: %s", line)
