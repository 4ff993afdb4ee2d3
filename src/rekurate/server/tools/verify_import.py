"""`verify_import`: whether an export arrived."""

from pathlib import Path

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.past import Verified, verify_import
from rekurate.server.answers import View, within
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none

_ROW_CHARACTERS = 30_000
"""Characters of the tracks that did not arrive; the rest are counted."""
_EXAMPLE_CHARACTERS = 2_000
"""The same when none arrived: then a few examples are enough."""
_WHAT_TO_DO = {
    "not_applied": "In Rekordbox, select these tracks in the dated playlist of the XML tree and import them, a second "
    "time where that was done.",
    "changed_elsewhere": "The library has a third value: decide which is right; nothing was overwritten.",
    "gone": "These tracks are not in the library any more.",
    "duplicated": "The import made second entries: in Rekordbox, keep those with your cues and delete the others.",
}
_FILE_IS_GONE = (
    "The exported file {path} cannot be found any more: put it back and import it, or stage its changes again "
    "(classify_tracks with auto_stage, and update_tracks with what the rows call `exported`)."
)


class Arguments(Inputs):
    """Which export, and where to look."""

    export_id: str | None = Field(None, description="From list_exports; left out: the last.")
    library_path: str | None = Field(None, description="Another database or XML to compare with.")


class RowView(View):
    """One track that did not arrive as exported."""

    track_id: str
    title: str | None = None
    artist: str | None = None
    status: str
    exported: dict[str, str]
    now: dict[str, str] | None = None
    other_ids: list[str] | None = None


class Answer(View):
    """What became of an export."""

    export_id: str
    library: str
    saved_at: str
    tracks: int
    counts: dict[str, int]
    what_to_do: dict[str, str] | None = None
    rows: list[RowView] | None = None
    more_rows: int | None = None
    warnings: list[str] | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Say for each exported track whether it arrived: applied, not_applied, changed_elsewhere, gone or duplicated.

    Compares with the library as it is on disk now (from an XML library: export a fresh XML from Rekordbox first).
    `rows` names the tracks that did not arrive (a few, where none did), `what_to_do` the next step for each kind.
    """
    path = None if arguments.library_path is None else Path(arguments.library_path)
    return _answer(verify_import(desk, arguments.export_id, path))


def _answer(verified: Verified) -> Answer:
    result = verified.verification
    counts = {arrival.value: count for arrival, count in result.counts.items() if count}
    rows = (
        RowView(
            track_id=row.track.track_id,
            title=capped_or_none(row.track.title),
            artist=capped_or_none(row.track.artist),
            status=row.arrival.value,
            exported={change.field.value: capped(change.new) for change in row.track.changes},
            now={field: capped(value) for field, value in row.now.items()} or None,
            other_ids=list(row.other_ids) or None,
        )
        for row in result.odd
    )
    nothing_arrived = counts == {"not_applied": result.tracks}
    shown = within(rows, _EXAMPLE_CHARACTERS if nothing_arrived else _ROW_CHARACTERS, least=1)
    return Answer(
        export_id=verified.record.id,
        library=str(verified.source.path),
        saved_at=verified.source.modified_at,
        tracks=result.tracks,
        counts=counts,
        what_to_do=_what_to_do(verified, counts) or None,
        rows=shown or None,
        more_rows=result.missing - len(shown) or None,
        warnings=list(result.warnings) or None,
    )


def _what_to_do(verified: Verified, counts: dict[str, int]) -> dict[str, str]:
    steps = {word: _WHAT_TO_DO[word] for word in counts if word in _WHAT_TO_DO}
    if "not_applied" in steps and not verified.file_exists:
        steps["not_applied"] = _FILE_IS_GONE.format(path=verified.record.path)
    return steps


TOOL = ToolSpec("verify_import", "Verify an import", Arguments, Answer, run, READ_ONLY)
