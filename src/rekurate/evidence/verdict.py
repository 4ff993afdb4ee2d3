"""What an HTTP answer means: data, a wall, a request to wait, a failure that may pass, or one that stays.

A wall is a page that keeps programs out (a challenge, a captcha, a block) where data was asked for.
"""

import email.utils
import json
import re
from http import HTTPStatus
from typing import Final

from rekurate.errors import Blocked, NotConfigured, ProviderError, RateLimited
from rekurate.evidence.manners import Manners
from rekurate.model import Ask, Reply

RETURNED: Final = frozenset({400, 404, 422})
"""Statuses that are answers: the caller knows what "not found" or "wrong field" means there."""
_TRANSIENT: Final = frozenset({408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_WALL_STATUSES: Final = frozenset({403, 429, 503})
_SECONDS: Final = re.compile(r"\d{1,9}(?:\.\d*)?", re.ASCII)
_LARGEST_WALL: Final = 20_000
"""Bytes: a page with data is larger, and what makes a page a wall stands in as many."""
_WALL_WORDS: Final = (b"just a moment", b"challenge-platform", b"cf-turnstile", b"captcha", b"attention required")


class Passing(ProviderError):
    """A failure that may pass: asked again with a growing pause."""


class Unsent(Passing):
    """No connection came about: the request has not arrived, so that even one that costs money may be sent again."""


class Silent(Passing):
    """No answer in time: what was asked may have arrived."""


def check(reply: Reply, ask: Ask, manners: Manners, now: float) -> Reply:
    """Return the reply if it is an answer.

    Raises what it means otherwise: Blocked, RateLimited, NotConfigured, Passing where asking again may help, else
    ProviderError.
    """
    if _is_wall(reply, ask):
        raise Blocked(
            f"{manners.shown} answered with a wall instead of data (HTTP {reply.status}). It is no miss: nothing was "
            "concluded from it. Try again in some hours, or go on without it."
        )
    wait = retry_after(reply, now)
    too_fast = reply.status == HTTPStatus.TOO_MANY_REQUESTS or _found(reply, manners.slow_pattern) is not None
    if wait is None and too_fast:
        wait = number_in(reply, manners.wait_pattern)
    if too_fast or (reply.status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None):
        seconds = manners.wait_unsaid if wait is None else wait
        raise RateLimited(f"{manners.shown} asks to wait {seconds:.0f} s.", seconds)
    if reply.status in ask.also:
        return reply
    if reply.status in _TRANSIENT:
        raise Passing(f"{manners.shown} failed (HTTP {reply.status}). Try again later.")
    if reply.status == HTTPStatus.UNAUTHORIZED:
        raise NotConfigured(f"{manners.shown} refused the sign-in (HTTP 401): {wrong_key(manners)}")
    if not 200 <= reply.status < 300 and reply.status not in RETURNED:  # noqa: PLR2004 - HTTP
        raise ProviderError(
            f"{manners.shown} refused the request (HTTP {reply.status}). Try again later, or go on without it."
        )
    _check_content(reply, ask, manners)
    return reply


def wrong_key(manners: Manners) -> str:
    """Say that the key or token is wrong, and what to set."""
    remedy = f" Set {manners.key_setting} to a valid one." if manners.key_setting else ""
    return f"the key or token is wrong or has expired.{remedy}"


def retry_after(reply: Reply, now: float) -> float | None:
    """Read `Retry-After`, in seconds or as a date; None when it is missing or unreadable."""
    text = reply.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


def number_in(reply: Reply, pattern: str) -> float | None:
    """Read the number that a pattern's first group finds in a body's first 4 kB; None where there is none."""
    found = _found(reply, pattern)
    return float(found[1]) if found else None


def _found(reply: Reply, pattern: str) -> re.Match[str] | None:
    return re.search(pattern, reply.body[:4096].decode("utf-8", "replace")) if pattern else None


def _is_wall(reply: Reply, ask: Ask) -> bool:
    """Whether a challenge or a block page stands in the way."""
    if reply.headers.get("cf-mitigated"):
        return True
    if "html" not in reply.headers.get("content-type", ""):
        return False
    if ask.expect == "json":
        return reply.status in {HTTPStatus.OK, HTTPStatus.FORBIDDEN} or _says_wall(reply)
    return reply.status == HTTPStatus.FORBIDDEN or _says_wall(reply)


def _says_wall(reply: Reply) -> bool:
    start = reply.body[:_LARGEST_WALL].lower()
    may_be = reply.status in _WALL_STATUSES or len(reply.body) < _LARGEST_WALL
    return may_be and any(word in start for word in _WALL_WORDS)


def _check_content(reply: Reply, ask: Ask, manners: Manners) -> None:
    if ask.expect != "json":
        return
    try:
        json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        kind = reply.headers.get("content-type", "no type")
        raise Passing(f"{manners.shown} answered with {kind} that is no whole JSON ({error}).") from error
