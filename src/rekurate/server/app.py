"""Build the MCP server from a desk."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from mcp.server import MCPServer
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.types import Tool

import rekurate
from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError
from rekurate.server.completions import completer
from rekurate.server.prompts import build_prompts, prompt_text
from rekurate.server.register import SpecTool
from rekurate.server.resources import build_resources
from rekurate.server.tools import TOOLS

_LOG = logging.getLogger("rekurate")


class Server(MCPServer[None]):
    """The SDK's server, with schemas made when a client first lists the tools."""

    async def list_tools(self) -> list[Tool]:
        """List the tools in the order of the contract."""
        for tool in self._tool_manager.list_tools():
            if isinstance(tool, SpecTool):
                tool.describe()
        return await super().list_tools()


def build_server(desk: Desk) -> Server:
    """Return the server over `desk`; nothing of the desk is opened before it has answered a first message."""
    with _plain_log():
        server = Server(
            "rekurate",
            title="Rekurate",
            version=rekurate.__version__,
            instructions=prompt_text("instructions"),
            tools=[SpecTool.of(spec, desk) for spec in TOOLS],
            resources=build_resources(desk),
            log_level="WARNING",
            middleware=[_WarmUp(desk)],
        )
    for prompt in build_prompts():
        server.add_prompt(prompt)
    server.completion()(completer(desk))  # type: ignore[no-untyped-call] # the SDK leaves this decorator untyped
    return server


class _WarmUp:
    """Compiles the genre tables right after the first answer: the start does not wait, and no later edit gets in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._begun = False

    async def __call__(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        try:
            return await call_next(ctx)
        finally:
            if not self._begun:
                self._begun = True
                Thread(target=self._compile, name="warm-up", daemon=True).start()

    def _compile(self) -> None:
        try:
            self._desk.taxonomy.resolve("")
        except RekurateError as error:  # every tool that needs the tables says so too; this is for the client's log
            _LOG.error("%s", error)


@contextmanager
def _plain_log() -> Iterator[None]:
    """Keep the SDK from dressing the log with rich: 60 ms of every start, for boxes in a client's log file."""
    hidden = "rich.console" not in sys.modules
    if hidden:
        sys.modules["rich.console"] = None  # type: ignore[assignment] # documented: makes its import fail
    try:
        yield
    finally:
        if hidden:
            del sys.modules["rich.console"]
