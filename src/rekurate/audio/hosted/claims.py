"""Two who ask about one recording at once, in whatever process, create and pay for one run between them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final
from uuid import uuid4

from rekurate.model import Clock, EvidenceCache, Stop

_NOTES: Final = "replicate"
_SETTLE: Final = 0.1
"""Seconds between a claim and the look whether it stands: of two processes that claim at once, the later one has it."""
_STALE: Final = 20.0
"""Seconds after which a claim that nobody renews is that of a process which was killed."""
_RENEWED: Final = 5.0

Note = Mapping[str, Any]


class Claims:
    """What is noted of each recording: a claim, then the run, then nothing any more."""

    def __init__(self, notes: EvidenceCache, clock: Clock, pause: Callable[[float, Stop], None]) -> None:
        """Keep the parts; `pause` waits some seconds and raises Interrupted when it is told to stop."""
        self._notes = notes
        self._clock = clock
        self._pause = pause
        self._lock = Lock()

    @contextmanager
    def claimed(self, subject: str, mark: Note, stop: Stop) -> Iterator[tuple[Note, Stop]]:
        """Wait while another is about to create a run; then give the run there is, or {} to who may create one.

        `mark` names sound and model: what is noted of others does not count. The second value is `stop`, which keeps
        the claim alive while it is asked. Raises Interrupted.
        """
        mine = uuid4().hex
        run, renewed = self._settled(subject, mark, mine, stop), self._clock()

        def going_on() -> bool:
            nonlocal renewed
            if self._clock() - renewed > _RENEWED:
                renewed = self._clock()
                with self._lock:
                    if self._kept(subject, mark).get("claim") == mine:
                        self._claim(subject, mark, mine)
            return stop()

        try:
            yield run, going_on
        finally:
            with self._lock:
                if self._kept(subject, mark).get("claim") == mine:
                    self.note(subject, mark, {})

    def note(self, subject: str, mark: Note, run: Note) -> None:
        """Note a run, or with {} that there is none to go back to."""
        self._notes.keep_document(_NOTES, subject, {**run, **mark} if run else {})

    def _settled(self, subject: str, mark: Note, mine: str, stop: Stop) -> Note:
        while True:
            with self._lock:
                kept = self._kept(subject, mark)
                if kept.get("get"):
                    return kept
                if kept.get("claim") == mine:
                    return {}
                if not kept or self._clock() - float(kept.get("at", 0.0)) > _STALE:
                    self._claim(subject, mark, mine)
            self._pause(_SETTLE, stop)

    def _claim(self, subject: str, mark: Note, mine: str) -> None:
        self.note(subject, mark, {"claim": mine, "at": self._clock()})

    def _kept(self, subject: str, mark: Note) -> Note:
        kept = self._notes.document(_NOTES, subject) or {}
        return kept if mark.items() <= kept.items() else {}
