"""A polite question over HTTP and its answer: what the doors to the world are handed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. Secrets belong in `headers`, or in a body where a provider wants them; never in the address."""

    url: str
    method: str = "GET"
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    content: bytes | None = None
    expect: str = "json"
    """"json", "html" or "any": another content type is a failure, HTML instead of JSON a wall."""
    also: tuple[int, ...] = ()
    """Statuses beside 2xx, 400, 404 and 422 that are answers here."""
    once: bool = False
    """Never sent again where the first may have arrived (it costs money): `Unconfirmed` is raised instead."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer read whole, within the line's size limit."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    url: str

    @property
    def is_refusal(self) -> bool:
        """Whether the status is 400 or more: the body is no answer to what was asked."""
        return self.status >= 400  # noqa: PLR2004 - HTTP

    def json(self) -> Any:
        """Read the body as JSON; the line has checked that it is."""
        return json.loads(self.body)

    def text(self) -> str:
        """Read the body as UTF-8, damaged characters replaced."""
        return self.body.decode("utf-8", "replace")


Stop = Callable[[], bool]
"""Asked while something waits or runs: whether it should end now."""


class Line(Protocol):
    """A line to one provider: paced, retried, guarded, shared by threads and processes."""

    def send(self, ask: Ask, stop: Stop) -> Reply:
        """Send one request when its turn has come; 2xx, 400, 404 and 422 are returned, the rest is raised.

        `stop` is asked while waiting; when it says yes, `Interrupted` is raised. Raises NotConfigured (401), Blocked,
        RateLimited, ProviderError, and Unconfirmed for an `Ask` that says `once`.
        """
        ...


class Interrupted(Exception):
    """The caller's budget ran out while waiting for a turn: nothing is wrong, and nothing was lost."""
