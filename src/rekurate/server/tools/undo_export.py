"""`undo_export`: stage the inverse of an export."""

from collections import Counter

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.undo import Undo, undo_export
from rekurate.server.answers import View, within
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import STAGES, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none

_KEPT, _KEPT_CHARACTERS = 30, 20_000
"""How many changes that were not undone are named, and in how many characters. All of them are counted by reason."""


class Arguments(Inputs):
    """Which export."""

    export_id: str | None = Field(None, description="From list_exports; left out: the last.")


class KeptView(View):
    """An exported change that stays."""

    track_id: str
    title: str | None = None
    artist: str | None = None
    field: str
    exported: str
    now: str
    reason: str


class Answer(View):
    """What was staged."""

    export_id: str
    staged: int
    kept: dict[str, int] | None = None
    kept_changes: list[KeptView] | None = None
    total_pending: int
    warnings: list[str] | None = None
    next: str


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Stage the exact inverse of one export: each field back to what it was before. Nothing is written yet.

    Fields the person has changed since or that have another value staged, locked tracks and tracks that are gone stay
    as they are (`kept`). The inverse is approved and exported like any change: preview_changes, then write_xml.
    """
    undo = undo_export(desk, arguments.export_id)
    return Answer(
        export_id=undo.record.id,
        staged=undo.staged,
        kept=dict(Counter(kept.reason for kept in undo.kept)) or None,
        kept_changes=_kept(undo) or None,
        total_pending=undo.total_pending,
        warnings=[_STALE] if undo.stale_library else None,
        next=_next(undo),
    )


_STALE = (
    "The library on disk was saved before this export, so it cannot show whether the export was imported. Export a "
    "fresh XML from Rekordbox (or close Rekordbox) to be sure."
)


def _next(undo: Undo) -> str:
    if not undo.staged:
        return "Nothing was staged: see `kept` for why. clear_changes drops another value that is staged."
    others = undo.total_pending - undo.staged
    beside = f" The stage holds {others} other changes, and a yes covers them too: tell the person." if others else ""
    return f"preview_changes shows the inverse; write_xml exports it after the person's yes.{beside}"


def _kept(undo: Undo) -> list[KeptView]:
    rows = (
        KeptView(
            track_id=kept.past.change.track_id,
            title=capped_or_none(kept.past.named.title),
            artist=capped_or_none(kept.past.named.artist),
            field=kept.past.change.field.value,
            exported=capped(kept.past.change.new),
            now=capped(kept.now),
            reason=kept.reason,
        )
        for kept in undo.kept[:_KEPT]
    )
    return within(rows, _KEPT_CHARACTERS)


TOOL = ToolSpec("undo_export", "Undo an export", Arguments, Answer, run, STAGES)
