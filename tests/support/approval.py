"""A server with the staging tools over a small library, and the people and machines that may answer its question."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import mcp.types as t
import pytest
from mcp import Client
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.tool import server_of
from tests.support.writing import FakeWriter

from rekurate.curation.desk import Desk
from rekurate.model import ApprovalMode
from rekurate.server.app import Server
from rekurate.server.tools import (
    clear_changes,
    list_exports,
    lock_tracks,
    preview_changes,
    undo_export,
    update_tracks,
    verify_import,
    write_xml,
)

SPECS = (
    update_tracks,
    preview_changes,
    clear_changes,
    lock_tracks,
    write_xml,
    list_exports,
    undo_export,
    verify_import,
)
Person = Callable[[object, t.ElicitRequestParams], Awaitable[t.ElicitResult]]


class Booth:
    """A desk with three ungenred tracks, two of them staged, behind a server."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, approval: str = "client") -> None:
        tracks = (make_track(id=one, title=f"Title {one}") for one in ("1", "2", "3"))
        self.desk: Desk = make_desk(make_library(*tracks), folder, approval=ApprovalMode(approval))
        self.writer = FakeWriter(self.desk.library)
        monkeypatch.setattr("rekurate.rekordbox.export.write_export", self.writer)
        self.server: Server = server_of(self.desk, *(module.TOOL for module in SPECS))
        self.library_id = self.desk.library.read().source.library_id

    def written(self) -> list[tuple[str, str, str]]:
        """Return what has been written so far: track, value, door."""
        requests = self.writer.requests
        return [(one.change.track_id, one.change.new, one.door) for request in requests for one in request.changes]

    def files(self) -> list[str]:
        """Return the names of the files in the exports folder."""
        return sorted(path.name for path in self.desk.exports.glob("*"))

    def approved(self) -> int:
        """Return how many staged changes are approved."""
        rows = self.desk.store.approvals.pending(self.library_id).rows
        return sum(approval is not None for _, approval in rows)


async def stage(client: Client, **genres: str) -> str:
    """Stage genres by track (`t1="Techno"`) with the tool; return the digest of the stage."""
    changes = [{"track_id": name.removeprefix("t"), "genre": genre} for name, genre in genres.items()]
    result = await client.call_tool("update_tracks", {"changes": changes})
    assert not result.is_error, result.content
    return await digest(client)


async def digest(client: Client) -> str:
    """Return the digest of the stage, as the preview tells it."""
    result = await client.call_tool("preview_changes", {})
    return result.structured_content["staged_digest"]


def answering(action: str = "accept", **content: object) -> Person:
    """Make a person who always answers the same."""

    async def person(context: object, params: t.ElicitRequestParams) -> t.ElicitResult:
        return t.ElicitResult(action=action, content=content or None)

    return person


class Reader:
    """A person who reads the question, types the number in it, and remembers what was asked."""

    def __init__(self, while_reading: Callable[[], object] = lambda: None) -> None:
        self.questions: list[str] = []
        self._while_reading = while_reading

    async def __call__(self, _context: object, params: t.ElicitRequestParams) -> t.ElicitResult:
        self.questions.append(params.message)
        count = int(re.search(r"type the number (\d+)", params.message)[1])
        self._while_reading()
        return t.ElicitResult(action="accept", content={"decision": "approve", "count": count})
