"""Build the MCP server from a desk."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Any

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import ToolManager
from mcp.types import CallToolResult, GetPromptResult, InputRequiredResult, Tool

import rekurate
from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError
from rekurate.server.completions import completer
from rekurate.server.prompts import build_prompts, check_prompt_call, prompt_text
from rekurate.server.register import SpecTool
from rekurate.server.resources import build_resources
from rekurate.server.text import encodable

_LOG = logging.getLogger("rekurate")
_SHOWN = 60
"""Characters of an unknown name that an error repeats."""


class Server(MCPServer[None]):
    """The SDK's server, whose tools are imported and described when they are first needed."""

    def __init__(self, name: str, load: Callable[[], Sequence[SpecTool]], **more: Any) -> None:
        """Keep `load`; everything else is the SDK's."""
        super().__init__(name, **more)
        self._load = load
        self._loading = Lock()
        self._loaded = False

    def prepare(self) -> None:
        """Import the tools and generate their schemas, once; other threads wait until that is done."""
        with self._loading:
            if not self._loaded:
                tools = list(self._load())
                for tool in tools:
                    tool.describe()
                self._tool_manager = ToolManager(tools=[*tools])
                self._loaded = True

    async def list_tools(self) -> list[Tool]:
        """List the tools in the order of the contract."""
        await self._prepared()
        return await super().list_tools()

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises ToolError, with the names there are, for an unknown one."""
        await self._prepared()
        if self._tool_manager.get_tool(name) is None:
            names = [tool.name for tool in self._tool_manager.list_tools()]
            raise ToolError(f"There is no tool {encodable(name[:_SHOWN])!r}. The tools are: {', '.join(names)}.")
        return await super().call_tool(name, arguments, context)

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Context[None, Any] | None = None
    ) -> GetPromptResult | InputRequiredResult:
        """Render a prompt. A wrong call is refused here in words; the SDK would report it as a crash of the server."""
        check_prompt_call(self._prompt_manager.list_prompts(), name, arguments or {})
        return await super().get_prompt(name, arguments, context)

    async def _prepared(self) -> None:
        if not self._loaded:
            await anyio.to_thread.run_sync(self.prepare)


def build_server(desk: Desk) -> Server:
    """Return the server over `desk`. Nothing of the desk is opened before the first message has been answered."""

    def load() -> list[SpecTool]:
        from rekurate.server.tools import TOOLS  # noqa: PLC0415 - twenty tools bring a hundred modules along

        return [SpecTool.of(spec, desk) for spec in TOOLS]

    warm_up = _WarmUp(desk)
    with _plain_log():
        server = Server(
            "rekurate",
            load,
            title="Rekurate",
            version=rekurate.__version__,
            instructions=prompt_text("instructions"),
            resources=build_resources(desk),
            log_level="WARNING",
            middleware=[warm_up],
        )
    warm_up.server = server
    for prompt in build_prompts():
        server.add_prompt(prompt)
    server.completion()(completer(desk))  # type: ignore[no-untyped-call] # the SDK leaves this decorator untyped
    return server


class _WarmUp:
    """Middleware that loads the tools and compiles the genre tables right after the first message is answered.

    So the client's start does not wait for them, and the first call of a tool rarely does. And the tables are fixed
    from then on, as the contract promises: no later edit of the files is seen.
    """

    def __init__(self, desk: Desk) -> None:
        self.server: Server | None = None
        self._desk = desk
        self._begun = False

    async def __call__(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        try:
            return await call_next(ctx)
        finally:
            if not self._begun:
                self._begun = True
                Thread(target=self._work, name="warm-up", daemon=True).start()

    def _work(self) -> None:
        if self.server is not None:
            self.server.prepare()
        try:
            self._desk.taxonomy.resolve("")
        except RekurateError as error:  # every tool that needs the tables says so too; this is for the client's log
            _LOG.error("%s", error)


@contextmanager
def _plain_log() -> Iterator[None]:
    """Keep the SDK from importing rich to format the log: it takes 60 ms of every start, and nobody sees the boxes."""
    hidden = "rich.console" not in sys.modules
    if hidden:
        sys.modules["rich.console"] = None  # type: ignore[assignment] # documented: makes its import fail
    try:
        yield
    finally:
        if hidden:
            del sys.modules["rich.console"]
