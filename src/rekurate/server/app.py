"""Build the MCP server from a desk."""

from mcp.server import MCPServer
from mcp.types import Tool

import rekurate
from rekurate.curation.desk import Desk
from rekurate.resources import data_folder
from rekurate.server.register import SpecTool
from rekurate.server.tools import TOOLS


class Server(MCPServer[None]):
    """The SDK's server, with schemas made when a client first lists the tools."""

    async def list_tools(self) -> list[Tool]:
        """List the tools in the order of the contract."""
        for tool in self._tool_manager.list_tools():
            if isinstance(tool, SpecTool):
                tool.describe()
        return await super().list_tools()


def build_server(desk: Desk) -> Server:
    """Return the server over `desk`; nothing of the desk is opened before a tool needs it."""
    return Server(
        "rekurate",
        title="Rekurate",
        version=rekurate.__version__,
        instructions=(data_folder("prompts") / "instructions.md").read_text(encoding="utf-8"),
        tools=[SpecTool.of(spec, desk) for spec in TOOLS],
        log_level="WARNING",
    )
