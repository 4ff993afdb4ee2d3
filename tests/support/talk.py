"""An agent at the real server: real pipes, a fresh home, and every answer held against the contract on its way."""

import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters
from tests.support.approval import Person, Reader
from tests.support.crates import make_crates
from tests.support.rekordbox_xml import library, record
from tests.support.stdio import server_environment

from rekurate.model import Track

MOST_CHARACTERS = 40_000


class Talk:
    """Calls tools by name; `person` remembers what was asked."""

    def __init__(self, client: Client, person: Person | None) -> None:
        self.client = client
        self.person = person

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool that has to work."""
        result = await self.client.call_tool(tool, arguments)
        text = result.content[0].text
        assert not result.is_error, text
        assert len(text) <= MOST_CHARACTERS
        assert json.loads(text) == result.structured_content
        return result.structured_content

    async def refused(self, tool: str, **arguments: Any) -> str:
        """Call a tool that has to refuse; return its sentence."""
        result = await self.client.call_tool(tool, arguments)
        assert result.is_error, result.content[0].text
        return result.content[0].text

    async def pages(self, tool: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        """Walk every page of a tool."""
        offset: int | None = 0
        while offset is not None:
            answer = await self(tool, **arguments, offset=offset)
            yield answer
            page = answer["page"]
            assert page["has_more"] == ("next_offset" in page)
            assert page.get("next_offset", sys.maxsize) > offset
            offset = page.get("next_offset")


@asynccontextmanager
async def talking(folder: Path, era: str = "auto", *, asked: bool = True, **settings: str) -> AsyncIterator[Talk]:
    """Start `python -m rekurate` at home in `folder`; with `asked`, a person approves what the client asks."""
    person = Reader() if asked else None
    async with Client(_server(folder, settings), mode=era, elicitation_callback=person) as client:
        yield Talk(client, person)


def _server(folder: Path, settings: Mapping[str, str]) -> StdioServerParameters:
    folder.mkdir(exist_ok=True)
    environment = server_environment(folder, MUSICBRAINZ_BASE_URL="http://127.0.0.1:9", **settings)
    return StdioServerParameters(command=sys.executable, args=["-m", "rekurate"], env=environment, cwd=folder)


def crates_xml(path: Path) -> Path:
    """Write 240 genred tracks (40 of them in another spelling), 60 ungenred ones, and their playlists."""
    crates = make_crates(240, noise=0.1, ungenred=60)
    spelt = [track._replace(genre="D'n'B") for track in crates.tracks[:40]]
    rows = [_record(track) for track in (*spelt, *crates.tracks[40:])]
    lists = {playlist.name: playlist.track_ids for playlist in crates.playlists}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(library(rows, lists).encode())
    return path


def _record(track: Track) -> str:
    return record(
        TrackID=track.id,
        Name=track.title,
        Artist=track.artist,
        Genre=track.genre,
        Label=track.label,
        AverageBpm=f"{track.bpm:.2f}",
        Location=f"file://localhost{track.location.replace(' ', '%20')}",
    )
