"""Small tools and an in-memory client, for tests of the face itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp import Client
from pydantic import BaseModel, Field

from rekurate.curation.desk import Desk
from rekurate.server.answers import View
from rekurate.server.app import Server
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.register import SpecTool
from rekurate.server.spec import READ_ONLY, ToolSpec

ERAS = ("auto", "legacy")
"""The modern protocol (2026-07-28) and the newest of the older ones."""


class Change(Inputs):
    track_id: str
    year: Whole | None = None


class Plain(Inputs):
    text: str
    count: Whole = Field(1, ge=1, le=9)
    ids: list[str] | None = None
    changes: list[Change] | None = None
    share: float | None = None
    flag: bool = False


class Echo(View):
    said: str
    nothing: str | None = None
    rows: list[str]


def server_of(desk: Desk, *specs: ToolSpec) -> Server:
    return Server("test", lambda: [SpecTool.of(spec, desk) for spec in specs], version="1", log_level="WARNING")


def tool_of(run: object, arguments: type[Inputs] = Plain, **more: object) -> ToolSpec:
    return ToolSpec("echo", "Echo", arguments, more.pop("answer", Echo), run, READ_ONLY, **more)


def echo(desk: Desk, arguments: Plain, call: Call) -> Echo:
    """Say it again."""
    return Echo(said=arguments.text, rows=list(arguments.ids or ()))


@asynccontextmanager
async def client_of(server: Server, mode: str = "auto", **more: object) -> AsyncIterator[Client]:
    async with Client(server, mode=mode, **more) as client:
        yield client


async def error_of(client: Client, name: str, arguments: dict[str, object]) -> str:
    """Return the text of a call that has to fail."""
    result = await client.call_tool(name, arguments)
    assert result.is_error, result.content
    return result.content[0].text


class Decision(BaseModel):
    decision: str
    count: int
