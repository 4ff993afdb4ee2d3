"""Let those who ask about one recording at the same time, in any process, create and pay for one run between them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

from rekurate.audio.hosted.replicate import KEPT
from rekurate.model import Clock, EvidenceCache, Stop

_NOTES: Final = "replicate"
_LOOK: Final = 0.25
"""Seconds between two looks at another's claim."""
_STALE: Final = 75.0
"""Seconds after which a claim that nobody renews is that of a process which was killed: a create may take 60."""
_RENEWED: Final = 5.0
"""Seconds after which we renew our own claim."""

Note = Mapping[str, Any]


class Claims:
    """What is noted of a recording while it is asked about: a claim, then the run; afterwards nothing."""

    def __init__(self, notes: EvidenceCache, clock: Clock, pause: Callable[[float, Stop], None]) -> None:
        """Keep the parts; `pause` waits some seconds and raises Interrupted when it is told to stop."""
        self._notes = notes
        self._clock = clock
        self._pause = pause

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
                self._exchange(subject, mine, self._claim(mark, mine))
            return stop()

        try:
            yield run, going_on
        finally:
            self._exchange(subject, mine, {})

    def note(self, subject: str, mark: Note, run: Note) -> None:
        """Note a run, or with {} that there is none to go back to."""
        self._notes.keep_document(_NOTES, subject, {**run, **mark} if run else {})

    def _settled(self, subject: str, mark: Note, mine: str, stop: Stop) -> Note:
        while True:
            there = self._notes.document(_NOTES, subject)
            kept = there if there and mark.items() <= there.items() else {}
            age = abs(self._clock() - float(kept.get("at", 0.0)))  # a clock that was set back keeps no claim alive
            if kept.get("get") and age <= KEPT:
                return kept
            is_free = not kept.get("claim") or age > _STALE
            if is_free and self._notes.exchange_document(_NOTES, subject, there, self._claim(mark, mine)):
                return {}
            self._pause(_LOOK, stop)

    def _claim(self, mark: Note, mine: str) -> Note:
        return {"claim": mine, "at": self._clock(), **mark}

    def _exchange(self, subject: str, mine: str, note: Note) -> None:
        """Note something else in place of our own claim, where that still stands."""
        there = self._notes.document(_NOTES, subject)
        if there and there.get("claim") == mine:
            self._notes.exchange_document(_NOTES, subject, there, note)
