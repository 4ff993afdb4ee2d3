"""`list_exports`: what was exported when."""

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.past import list_exports
from rekurate.server.spec import READ_ONLY, Call, Inputs, ToolSpec, View

_MOST = 50
"""Exports listed; older ones are counted."""


class Arguments(Inputs):
    """None."""


class ExportView(View):
    """One past export."""

    export_id: str
    at: str
    path: str
    file_exists: bool
    sha256: str
    tracks: int
    changes: int
    playlist: str


class Answer(View):
    """Past exports, newest first."""

    exports: list[ExportView]
    older: int | None = None
    pending_changes: int
    notes: list[str] | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """List past exports of this library, newest first, with file and counts. Ids are for undo_export, verify_import."""
    history = list_exports(desk)
    return Answer(
        exports=[
            ExportView(
                export_id=past.record.id,
                at=past.record.finished_at,
                path=str(past.record.path),
                file_exists=past.file_exists,
                sha256=past.record.sha256,
                tracks=past.record.tracks,
                changes=past.record.changes,
                playlist=past.record.playlist,
            )
            for past in history.exports[:_MOST]
        ],
        older=max(len(history.exports) - _MOST, 0) or None,
        pending_changes=history.pending,
        notes=list(history.notes) or None,
    )


TOOL = ToolSpec("list_exports", "List exports", Arguments, Answer, run, READ_ONLY)
