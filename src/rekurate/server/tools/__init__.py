"""One file a tool; this list is their order in every client."""

from rekurate.server.spec import ToolSpec
from rekurate.server.tools import search_tracks

TOOLS: tuple[ToolSpec, ...] = (search_tracks.TOOL,)
