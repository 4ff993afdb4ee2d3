"""`list_exports`: what was exported when."""

from typing import TYPE_CHECKING

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.past import list_exports
from rekurate.model import Field as ModelField
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import capped

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ExportedMove

_MOST = 50
"""Exports listed; older ones are counted."""


class Arguments(Inputs):
    """None."""


class MoveView(View):
    """What an export did to some tracks; "" is an empty field."""

    old: str
    new: str
    count: int
    field: str | None = None
    """Left out for the genre."""
    undo: bool | None = None
    """Whether it took an earlier export back."""


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
    moves: list[MoveView] | None = Field(None, description="The commonest, of the ten newest exports.")


class Answer(View):
    """Past exports, newest first."""

    exports: list[ExportView]
    older: int | None = None
    pending_changes: int
    notes: list[str] | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """List past exports of this library, newest first: file, counts, what changed. Ids: undo_export, verify_import."""
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
                moves=[_move(move) for move in past.moves] or None,
            )
            for past in history.exports[:_MOST]
        ],
        older=max(len(history.exports) - _MOST, 0) or None,
        pending_changes=history.pending,
        notes=list(history.notes) or None,
    )


def _move(move: "ExportedMove") -> MoveView:
    return MoveView(
        old=capped(move.old),
        new=capped(move.new),
        count=move.count,
        field=None if move.field is ModelField.GENRE else move.field.value,
        undo=move.undo or None,
    )


TOOL = ToolSpec("list_exports", "List exports", Arguments, Answer, run, READ_ONLY)
