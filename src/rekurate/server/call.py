"""One call of a tool: which client calls, how much time is left, and whether the answer is still wanted."""

import asyncio
import concurrent.futures
from contextlib import suppress
from typing import Any

import anyio.from_thread
from mcp.server.mcpserver import Context
from pydantic import BaseModel

from rekurate.model import Clock

_PROGRESS_EVERY = 0.25
"""Seconds between two progress messages: clients redraw no faster, and each message costs a trip through the event
loop."""

_CANCELLED = (asyncio.CancelledError, concurrent.futures.CancelledError)


class Call:
    """What a tool's `run` may know about the call it serves."""

    def __init__(self, context: Context[Any, Any], clock: Clock, reply: BaseModel | None = None) -> None:
        self._context = context
        self._clock = clock
        self.reply = reply
        """The person's answer to the tool's question (see `ToolSpec.ask`), or None when none was asked or given."""

    @property
    def client(self) -> str:
        """Name of the client as it calls itself, such as "claude-code"; "" when it does not say."""
        try:
            parameters = self._context.session.client_params
        except ValueError:  # called without a session, as tests do
            return ""
        return parameters.client_info.name if parameters else ""

    @property
    def can_ask(self) -> bool:
        """Whether the client says that it can show a person a form."""
        try:
            capabilities = self._context.client_capabilities
        except ValueError:
            return False
        elicitation = capabilities.elicitation if capabilities else None
        return elicitation is not None and (elicitation.form is not None or elicitation.url is None)

    def budget(self, seconds: float) -> "CallBudget":
        """Return a budget of `seconds` from now that also ends when the caller cancels or leaves."""
        return CallBudget(self._context, self._clock, seconds)


class CallBudget:
    """Tells the work, between two pieces of it, whether to go on: implements `Budget` for a worker thread.

    A cancelled call does not raise: the work ends after the piece it is at, so that what is done stays done.
    """

    def __init__(self, context: Context[Any, Any], clock: Clock, seconds: float) -> None:
        self._context = context
        self._clock = clock
        self._ends = clock() + seconds
        self._told = float("-inf")
        self._cancelled = False

    def spent(self) -> bool:
        """Whether to stop now: time is up, the caller cancelled, or the client is gone."""
        return self.cancelled or self._clock() >= self._ends

    @property
    def cancelled(self) -> bool:
        """Whether the caller no longer wants the answer."""
        if not self._cancelled:
            try:
                anyio.from_thread.check_cancelled()
            except _CANCELLED:
                self._cancelled = True
            except RuntimeError:  # not on one of the server's worker threads: nobody can cancel
                return False
        return self._cancelled

    def progress(self, done: int, total: int, text: str) -> None:
        """Send the client a progress message, four times a second at most; the last one is always sent."""
        now = self._clock()
        if self.cancelled or (now - self._told < _PROGRESS_EVERY and done < total):
            return
        self._told = now
        with suppress(RuntimeError, ValueError, *_CANCELLED):  # a client that left must not end the work half-way
            anyio.from_thread.run(self._context.report_progress, done, total, text)
