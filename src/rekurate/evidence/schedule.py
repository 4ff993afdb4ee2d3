"""When the next request may go out: one schedule a provider, shared by threads and processes.

Requests are spread evenly instead of sent in bursts: with 3 % room a moving minute never holds more than is allowed,
whatever the network does to their spacing, and 97 % of the allowed rate is kept up.
"""

import contextlib
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

from rekurate.evidence.locked_file import LockedFile
from rekurate.evidence.manners import Manners
from rekurate.model import Clock

_log: Final = logging.getLogger(__name__)
_WINDOW: Final = 60.0
"""Seconds over which providers count."""
_ROOM: Final = 1.03
"""Room left between requests: 3 % more than the limit asks for."""
_MOMENT: Final = 1e-3
"""Seconds by which two times may differ and be one slot: they are kept as text."""
_LONGEST_HOLD: Final = 3600.0
"""Seconds: a provider that asks for more is asked again after an hour."""
_DIGITS: Final = 9
"""Of a count in a header; a longer one counts nothing."""
_AHEAD: Final = 64
"""Slots that may lie ahead of now; more means that the clock was set back, and the schedule starts anew."""


class Schedule:
    """The schedule of one provider."""

    def __init__(self, manners: Manners, clock: Clock, folder: Path | None) -> None:
        """Keep the schedule in `folder`, or in memory where that is None or cannot be written."""
        self._manners = manners
        self._clock = clock
        self._lock = Lock()
        self._memory: dict[str, Any] = {}
        self._file = None if folder is None else LockedFile(folder / f"{manners.name}.json")

    def reserve(self) -> float:
        """Take the next free slot; return its time, now or later."""
        with self._state() as state:
            now = self._clock()
            interval = self._interval(state)
            planned = float(state.get("next", 0.0))
            if planned - now > _AHEAD * interval:
                planned = now
            slot = max(now, planned, self._held(state, now))
            returned = sorted(at for at in _numbers(state.get("free")) if at > now)
            if returned and self._held(state, now) <= returned[0] < slot:
                slot = returned.pop(0)
            else:
                state["next"] = slot + interval
            state["free"] = returned
            state["sent"] = [at for at in _numbers(state.get("sent")) if now - _WINDOW < at <= now + _WINDOW] + [slot]
            return slot

    def give_back(self, slot: float) -> None:
        """Return a slot that was not used: the next one asking takes it, though others have later ones."""
        with self._state() as state:
            state["sent"] = [at for at in _numbers(state.get("sent")) if at != slot]
            free = sorted({*_numbers(state.get("free")), slot})
            while free and abs(float(state.get("next", 0.0)) - free[-1] - self._interval(state)) < _MOMENT:
                state["next"] = free.pop()
            state["free"] = free

    def held_until(self) -> float:
        """Return when the provider may be asked again after it said to wait; a past time when it did not."""
        with self._state() as state:
            return self._held(state, self._clock())

    def hold(self, seconds: float) -> None:
        """Stop everybody for `seconds`: the provider said so."""
        with self._state() as state:
            _hold(state, self._clock() + min(seconds, _LONGEST_HOLD))

    def learn(self, headers: Mapping[str, str]) -> None:
        """Adopt the provider's own count: its limit, and what others on this address used up."""
        limit = counted(headers.get(self._manners.limit_header, ""))
        remaining = counted(headers.get(self._manners.remaining_header, ""))
        if not limit:
            self._learn_rest(headers, remaining)
            return
        with self._state() as state:
            now = self._clock()
            state["limit"] = limit
            if remaining is None:
                return
            ours = sum(now - _WINDOW < at <= now for at in _numbers(state.get("sent")))
            others = limit - remaining - ours - 1  # the count lags behind by a request
            state["others"] = [max(0, others), now]
            if remaining <= 0:
                _hold(state, now + 2 * self._interval(state))

    @property
    def seconds_each(self) -> float:
        """How long one request takes of the schedule, at the limit known now."""
        with self._state() as state:
            return self._interval(state)

    def restrict(self, per_minute: float) -> None:
        """Keep to a lower limit that an error told, until the provider's own count shows that it is gone."""
        with self._state() as state:
            state["limit"] = max(1.0, per_minute)

    def _learn_rest(self, headers: Mapping[str, str], remaining: int | None) -> None:
        """Adopt a count that comes without its limit: what is left, and when it starts anew."""
        if remaining is None:
            return
        reset = counted(headers.get(self._manners.reset_header, ""))
        with self._state() as state:
            if remaining > float(state.get("limit") or remaining):
                del state["limit"]
            if remaining <= 0 and reset:
                _hold(state, self._clock() + min(reset, _LONGEST_HOLD))

    def _interval(self, state: Mapping[str, Any]) -> float:
        allowed = float(state.get("limit") or self._manners.per_minute)
        count, seen = state.get("others") or (0, 0.0)
        if self._clock() - float(seen) < _WINDOW:
            allowed = max(1.0, allowed - float(count))
        return _WINDOW / allowed * _ROOM

    @staticmethod
    def _held(state: Mapping[str, Any], now: float) -> float:
        held = float(state.get("held", 0.0))
        return held if held - now <= _LONGEST_HOLD else now

    @contextlib.contextmanager
    def _state(self) -> Iterator[dict[str, Any]]:
        """Lend the schedule to be changed in place: the file's, or the memory's once the file cannot be used."""
        with self._lock:
            state, written = self._memory, contextlib.ExitStack()
            if self._file is not None:
                try:
                    state = written.enter_context(self._file.changing())
                except OSError as error:
                    self._alone(error)
            try:
                yield state
            finally:
                try:
                    written.close()
                except OSError as error:  # a full disk
                    self._memory = state
                    self._alone(error)

    def _alone(self, error: OSError) -> None:
        _log.warning("The schedule of %s is not shared with other servers: %s", self._manners.shown, error)
        self._file = None


def _hold(state: dict[str, Any], until: float) -> None:
    """Let nobody ask before `until`; a later time that is kept already stays."""
    state["held"] = max(float(state.get("held", 0.0)), until)


def counted(text: str) -> int | None:
    """Read a header that counts; None where it does not."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS else None


def _numbers(value: Any) -> list[float]:
    return [float(item) for item in value] if isinstance(value, list) else []
