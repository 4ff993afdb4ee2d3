"""What a client can show or attach without calling a tool: the taxonomy, the staged changes, the review prompt."""

import json
from collections.abc import Callable

from mcp.server.mcpserver.exceptions import ResourceError
from mcp.server.mcpserver.resources import FunctionResource, Resource

from rekurate.curation.desk import Desk
from rekurate.curation.staging.words import shown
from rekurate.errors import RekurateError
from rekurate.model import StagedChange, Track
from rekurate.server.prompts import review_guide
from rekurate.server.text import encodable
from rekurate.server.views.rows import capped

_MOST_ROWS = 1000
"""Staged changes in one resource: more would make an attachment of megabytes."""


def build_resources(desk: Desk) -> list[Resource]:
    """Return the resources; each is read when a client asks for it."""
    return [
        FunctionResource(
            uri="rekurate://taxonomy",
            name="taxonomy",
            title="Genre taxonomy",
            description="Every genre with family, parent, BPM range and depth.",
            mime_type="application/json",
            fn=_readable(lambda: _taxonomy(desk)),
        ),
        FunctionResource(
            uri="rekurate://staged",
            name="staged",
            title="Staged changes",
            description="What would be exported if a person approved it: old value, new value, who proposed it, why.",
            mime_type="application/json",
            fn=_readable(lambda: _staged_json(desk)),
        ),
        FunctionResource(
            uri="rekurate://staged.md",
            name="staged_table",
            title="Staged changes, as a table",
            description="The staged changes as a Markdown table for a person.",
            mime_type="text/markdown",
            fn=_readable(lambda: _staged_table(desk)),
        ),
        FunctionResource(
            uri="rekurate://prompts/review_tracks",
            name="review_tracks",
            title="How to review a batch",
            description="The review_tracks prompt, for agents that cannot fetch prompts; {batch} is the number.",
            mime_type="text/markdown",
            fn=review_guide,
        ),
    ]


def _readable(read: Callable[[], str]) -> Callable[[], str]:
    def resource() -> str:
        try:
            return encodable(read())
        except RekurateError as error:
            raise ResourceError(encodable(str(error))) from error

    return resource


def _taxonomy(desk: Desk) -> str:
    genres = [
        {
            "name": genre.name,
            "family": genre.family,
            "parent": genre.parent,
            "bpm": genre.bpm,
            "depth": genre.depth or None,
        }
        for genre in desk.taxonomy.genres.values()
    ]
    rows = [{key: value for key, value in genre.items() if value is not None} for genre in genres]
    return _compact({"digest": desk.taxonomy.digest, "genres": rows})


def _staged(desk: Desk) -> list[tuple[Track | None, StagedChange]]:
    library = desk.library.read()
    changes = desk.store.journal.staged(library.source.library_id)
    return [(library.by_id.get(change.track_id), change) for change in changes]


def _staged_json(desk: Desk) -> str:
    rows = _staged(desk)
    changes = [
        {
            "track_id": change.track_id,
            "artist": capped(track.artist) if track else "",
            "title": capped(track.title) if track else "",
            "field": change.field.value,
            "old": capped(change.old),
            "new": capped(change.new),
            "proposer": change.proposer,
            "confidence": change.confidence,
            "reason": capped(change.reason),
        }
        for track, change in rows[:_MOST_ROWS]
    ]
    return _compact({"staged": len(rows), "shown": len(changes), "changes": changes})


def _staged_table(desk: Desk) -> str:
    rows = _staged(desk)
    if not rows:
        return "Nothing is staged.\n"
    lines = [f"{len(rows)} staged changes.", "", "| Artist | Title | Field | Old | New | Why |", "|-|-|-|-|-|-|"]
    for track, change in rows[:_MOST_ROWS]:
        artist, title = (track.artist, track.title) if track else ("", f"(gone: {change.track_id})")
        why = " ".join(part for part in (change.confidence, change.reason or change.proposer) if part)
        cells = (artist, title, change.field.value, change.old, change.new, why)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    if len(rows) > _MOST_ROWS:
        lines += ["", f"{len(rows) - _MOST_ROWS} more: `preview_changes` pages through them."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Escape a value, so that a title with Markdown in it stays inside its cell."""
    flat = " ".join(shown(text, 200).split())
    return "".join(f"\\{char}" if char in "\\|`*_[]<>" else char for char in flat)


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
