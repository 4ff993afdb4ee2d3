"""The one polite transport: paced, retried with jitter, bounded in time and size, never led to another host.

The only module that knows the HTTP client. Clock, sleep and chance are injected, so that tests own time. Secrets
travel in headers; addresses, headers and bodies are never logged.
"""

import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from rekurate import __version__
from rekurate.errors import NotConfigured, ProviderError, RateLimited, Unconfirmed
from rekurate.evidence.breaker import Breaker
from rekurate.evidence.hosts import Hosts
from rekurate.evidence.manners import Manners
from rekurate.evidence.schedule import Schedule, counted
from rekurate.evidence.verdict import Passing, Silent, Unsent, check, number_in, wrong_key
from rekurate.model import Ask, Clock, Interrupted, Reply, Stop

if TYPE_CHECKING:
    import httpx2

_log: Final = logging.getLogger(__name__)
_SLICE: Final = 0.25
"""Longest sleep in one piece: how late a cancellation is heard, in seconds."""
_NO_CONTACT: Final = "one DJ's own copy of Rekurate, asking about their own library; no contact was set"
_MOMENT: Final = 5.0
"""Seconds: a wait up to which is no news to the caller."""
_NO_WAY: Final = "Correct HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE: no connection can be made so, nor with SOCKS"
_DIRECT: Final = dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]"))
"""This computer is asked without a proxy: the one of the settings of Windows or macOS is meant for every address."""
_HOPS: Final = 3
_CONNECT: Final = 6.0
"""Seconds to connect: who answers at all does so in one."""
_DEAD: Final = (Unsent, Silent)
"""Failures in which nobody answered at all."""


@dataclass(frozen=True, slots=True)
class Time:
    """Time and chance, as tests may replace them."""

    clock: Clock = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Web:
    """Makes lines to providers; they share one connection pool."""

    contact: str = ""
    """E-mail or address of the user, sent in the User-Agent."""
    folder: Path | None = None
    """Where schedules are shared with other processes; None keeps them in memory."""
    time: Time = field(default_factory=Time)
    _pool: list["httpx2.Client"] = field(default_factory=list)
    _lock: Any = field(default_factory=Lock)

    @property
    def user_agent(self) -> str:
        """Name the program, its version, and whom to write to."""
        contact = self.contact.strip().encode("ascii", "ignore").decode()
        return f"Rekurate/{__version__} (+{contact})" if contact else f"Rekurate/{__version__} ({_NO_CONTACT})"

    def line(self, manners: Manners, base_url: str) -> "PoliteLine":
        """Return the line to one provider."""
        return PoliteLine(self, manners, base_url)

    def client(self) -> "httpx2.Client":
        """Return the connection pool, made on first use. Raises ProviderError where the environment prevents it."""
        import httpx2  # noqa: PLC0415 - loaded on first use: the server starts without it

        with self._lock:
            try:
                if not self._pool:
                    named = {"User-Agent": self.user_agent}
                    self._pool.append(httpx2.Client(follow_redirects=False, headers=named, mounts=_DIRECT))
            except (ImportError, OSError, ValueError) as error:  # whose text may show a proxy's password
                raise ProviderError(f"{_NO_WAY} ({type(error).__name__}).") from None
            return self._pool[0]

    def close(self) -> None:
        """Close the connections; a later request opens new ones."""
        with self._lock:
            while self._pool:
                self._pool.pop().close()


class PoliteLine:
    """The line to one provider; safe to use from any thread."""

    def __init__(self, web: Web, manners: Manners, base_url: str) -> None:
        self._web = web
        self._time = web.time
        self._hosts = Hosts(manners, base_url.rstrip("/") + "/")
        self.manners = manners
        self._schedule = Schedule(manners, web.time.clock, web.folder)
        self._breaker = Breaker(manners, web.time.clock)
        self._counting = Lock()
        self._left: int | None = None
        self.spent = 0
        """Requests sent so far by this process."""

    @property
    def left(self) -> int | None:
        """What the provider last said is left of its limit, where it says so."""
        return self._left

    @property
    def seconds_each(self) -> float:
        """How far apart requests are sent, at the limit known now."""
        return self._schedule.seconds_each

    def check_held(self) -> None:
        """Raise RateLimited while the provider wants everybody to wait, if for longer than requests are apart."""
        left = self._schedule.held_until() - self._time.clock()
        if left > max(_MOMENT, 2 * self.seconds_each):
            raise RateLimited(f"{self.manners.shown} asks to wait {left:.0f} s more.", left)

    def send(self, ask: Ask, stop: Stop) -> Reply:
        """Send one request when its turn has come; see `rekurate.model.Line`."""
        ask = replace(ask, url=self._hosts.address(ask.url))
        self._breaker.check()
        self._take_turn(stop)
        self._breaker.check()  # what others were answered meanwhile may be a wall
        try:
            reply = self._tried(ask, stop)
        except ProviderError as error:
            if not isinstance(error, (RateLimited, NotConfigured)) and not isinstance(error.__cause__, _DEAD):
                self._breaker.failed(error)
            raise
        self._breaker.succeeded()
        return reply

    def _tried(self, ask: Ask, stop: Stop) -> Reply:
        last: ProviderError = ProviderError("not asked")
        tried = 0
        while tried < self.manners.attempts and not (tried and self._breaker.open):
            if tried:
                self._take_turn(stop)
            tried += 1
            try:
                return self._followed(ask, stop)
            except RateLimited as error:
                self._schedule.hold(error.retry_after)
                last = error
            except Passing as error:
                last = error
                self._passing(error, ask, tried, stop)
        if isinstance(last, RateLimited):
            raise last
        raise ProviderError(f"{last} Asked {tried} times." if tried > 1 else str(last)) from last

    def _passing(self, error: Passing, ask: Ask, tried: int, stop: Stop) -> None:
        """Wait before the next try, if there may be one; a line on which nobody answers is soon left alone."""
        if ask.once and not isinstance(error, Unsent):
            raise Unconfirmed(f"{error} It may have been carried out, so it is not sent again.") from error
        if isinstance(error, _DEAD):
            self._breaker.failed(error)
        if tried < self.manners.attempts and not self._breaker.open:
            self._wait(self._time.clock() + (0.5 + self._time.chance() / 2) * min(16.0, 2.0 ** (tried - 1)), stop)

    def _take_turn(self, stop: Stop) -> None:
        """Wait for a slot; where the provider says to wait longer than is sensible, say so instead."""
        while True:
            left = self._schedule.held_until() - self._time.clock()
            if left > self.manners.patience:
                raise RateLimited(f"{self.manners.shown} asks to be left alone for {left:.0f} s more.", left)
            slot = self._schedule.reserve()
            try:
                self._wait(slot, stop)
            except Interrupted:
                self._schedule.give_back(slot)
                raise
            if self._schedule.held_until() <= self._time.clock():
                return

    def _wait(self, until: float, stop: Stop) -> None:
        left = until - self._time.clock()
        while True:
            if stop():
                raise Interrupted
            if left <= 0:
                return
            piece = min(_SLICE, left)
            self._time.sleep(piece)
            left = min(left - piece, until - self._time.clock())  # a clock that is set back makes no wait longer

    def _followed(self, ask: Ask, stop: Stop) -> Reply:
        """Send, following redirects that stay with the provider."""
        for _ in range(_HOPS):
            reply = self._once(ask)
            self._schedule.learn(reply.headers)
            left = counted(reply.headers.get(self.manners.remaining_header, ""))
            self._left = self._left if left is None else left
            if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
                lowered = number_in(reply, self.manners.limit_pattern)
                if lowered is not None:
                    self._schedule.restrict(lowered)
            target = reply.headers.get("location", "")
            if not (300 <= reply.status < 400 and target):  # noqa: PLR2004 - HTTP
                return check(reply, ask, self.manners, self._time.clock())
            ask = replace(ask, url=self._hosts.address(target, reply.url), params={})
            self._take_turn(stop)
        raise ProviderError(f"{self.manners.shown} redirects in circles.")

    def _once(self, ask: Ask) -> Reply:
        import httpx2  # noqa: PLC0415 - loaded on first use: the server starts without it

        client, started = self._web.client(), self._time.clock()
        with self._counting:
            self.spent += 1
        ask = replace(ask, headers=self._hosts.headers(ask.url, ask.headers))
        try:
            with client.stream(ask.method, ask.url, timeout=self._patience(), **_content(ask)) as answer:
                body = self._read(answer, started)
                headers = {name.lower(): value for name, value in answer.headers.items()}
                reply = Reply(answer.status_code, headers, body, ask.url)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            raise Unsent(f"{self.manners.shown} cannot be reached ({type(error).__name__}).") from error
        except httpx2.TimeoutException as error:
            raise Silent(f"{self.manners.shown} did not answer within {self.manners.timeout:.0f} s.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise Passing(f"{self.manners.shown} sent no whole answer ({type(error).__name__}).") from error
        except UnicodeEncodeError as error:  # whose text may be the header itself
            if error.object in ask.headers.values():
                raise NotConfigured(f"{self.manners.shown}: {wrong_key(self.manners)}") from None
            raise ProviderError(f"{self.manners.shown} cannot be asked for damaged text.") from None
        _log.debug(
            "%s: HTTP %d, %d bytes, %.2f s", self.manners.name, reply.status, len(body), self._time.clock() - started
        )
        return reply

    def _patience(self) -> "httpx2.Timeout":
        import httpx2  # noqa: PLC0415 - as above

        return httpx2.Timeout(self.manners.timeout, connect=min(self.manners.timeout, _CONNECT))

    def _read(self, answer: "httpx2.Response", started: float) -> bytes:
        """Read a body piece by piece, within the size and time it may have."""
        parts: list[bytes] = []
        size = 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > self.manners.max_bytes:
                raise ProviderError(f"{self.manners.shown} answered with more than {self.manners.max_bytes} bytes.")
            if self._time.clock() - started > self.manners.deadline:
                raise Passing(f"{self.manners.shown} took more than {self.manners.deadline:.0f} s for one answer.")
            parts.append(part)
        return b"".join(parts)


def _content(ask: Ask) -> Mapping[str, Any]:
    """Return what the client is given beside the address."""
    given: dict[str, Any] = {"headers": dict(ask.headers)}
    if ask.params:
        given["params"] = dict(ask.params)
    bodies = {"json": ask.json, "data": ask.form, "content": ask.content}
    return given | {name: value for name, value in bodies.items() if value is not None}
