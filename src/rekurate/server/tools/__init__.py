"""One file a tool; this list is their order in every client."""

from rekurate.server.spec import ToolSpec
from rekurate.server.tools import get_track, read_library, resolve_tracks_data, search_tracks

TOOLS: tuple[ToolSpec, ...] = (
    search_tracks.TOOL,
    get_track.TOOL,
    read_library.TOOL,
    resolve_tracks_data.TOOL,
)
