"""`preview_changes`: what is staged, and the digest that names it."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.staging.approve import approval_mode
from rekurate.curation.staging.preview import Move, Preview, PreviewRow, preview_changes
from rekurate.model import ApprovalMode
from rekurate.server.answers import PageView, View, fitting, within
from rekurate.server.call import Call
from rekurate.server.selecting import SelectionArguments
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none, more_ids, some_ids

_MOVES = 60
"""Genre moves listed; the rest are counted."""
_MOVE_CHARACTERS = 24_000
"""Characters of the moves listed: if genre names are very long, fewer moves are."""
_HOW_APPROVED: Final = {
    ApprovalMode.CLIENT: ": it asks them.",
    ApprovalMode.TERMINAL: ", once they have run `rekurate review` in a terminal.",
    ApprovalMode.CHAT: ": your tool prompt is their approval.",
}


class Arguments(SelectionArguments):
    """A selection of the staged tracks; by default all."""

    format: Literal["summary", "full"] = "summary"


class MoveView(View):
    """How many tracks go from one genre to another."""

    old: str
    new: str
    count: int
    approved: int | None = None
    by_confidence: dict[str, int] | None = None


class ChangeView(View):
    """One staged change."""

    field: str
    old: str
    new: str
    proposer: str
    confidence: str | None = None
    reason: str | None = None
    approved_by: str | None = None
    outdated: bool | None = None


class TrackView(View):
    """One track with what is staged for it."""

    track_id: str
    title: str | None = None
    artist: str | None = None
    gone: bool | None = None
    changes: list[ChangeView]


class Answer(View):
    """What is staged for the selection; digest and total_pending are about the whole stage."""

    staged_digest: str | None = None
    total_pending: int
    tracks: int
    changes: int
    approved: int
    outdated: int | None = None
    gone: int | None = None
    by_field: dict[str, int] | None = None
    by_confidence: dict[str, int] | None = Field(
        None, description="`chosen` has no tier: an agent's or the user's word, an alias, or an undo."
    )
    moves: list[MoveView] | None = None
    more_moves: int | None = None
    rows: list[TrackView] | None = None
    page: PageView
    missing_ids: list[str] | None = None
    more_missing_ids: int | None = None
    notes: list[str] | None = None
    next: str


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:
    """Show what is staged: counts by genre move and tier (summary), or old → new with who proposed it and why (full).

    A summary covers the whole selection; full rows come in pages: `page.next_offset` goes on.
    Show the person the summary, then pass its `staged_digest` to write_xml. `approved` counts what a person has
    approved already; `outdated` and `gone` changes cannot be exported any more.
    """
    preview = preview_changes(desk, arguments.selection(), arguments.rows(), arguments.offset)
    full = arguments.format == "full"
    approval = approval_mode(desk, can_ask=call.can_ask)
    rows, page = fitting(_tracks(preview), preview.page) if full else (None, _covered(preview))
    moves = None if full else within([_move(move) for move in preview.moves[:_MOVES]], _MOVE_CHARACTERS)
    return Answer(
        staged_digest=_digest(preview, approval),
        total_pending=preview.total_pending,
        tracks=preview.tracks,
        changes=preview.changes,
        approved=preview.approved,
        outdated=preview.outdated or None,
        gone=preview.gone or None,
        by_field=dict(preview.by_field) or None,
        by_confidence=_tiers(preview.by_confidence),
        moves=moves or None,
        more_moves=None if moves is None else len(preview.moves) - len(moves) or None,
        rows=rows,
        page=page,
        missing_ids=some_ids(preview.missing_ids),
        more_missing_ids=more_ids(preview.missing_ids),
        notes=[*preview.notes, *arguments.unused(paged=full)] or None,
        next=_next(preview, approval),
    )


def _covered(preview: Preview) -> PageView:
    """Return the page of a summary. It counts everything, so there is no next one."""
    return PageView(matched_tracks=preview.tracks, offset=0, returned=preview.tracks, has_more=False)


def _tiers(counts: Mapping[str, int]) -> dict[str, int] | None:
    return {tier or "chosen": count for tier, count in counts.items()} or None


def _move(move: Move) -> MoveView:
    return MoveView(
        old=capped(move.old),
        new=capped(move.new),
        count=move.count,
        approved=move.approved or None,
        by_confidence=_tiers(move.by_confidence),
    )


def _tracks(preview: Preview) -> list[TrackView]:
    by_track: dict[str, list[PreviewRow]] = {}
    for row in preview.rows:
        by_track.setdefault(row.change.track_id, []).append(row)
    return [
        TrackView(
            track_id=track_id,
            title=capped_or_none(rows[0].track.title) if rows[0].track else None,
            artist=capped_or_none(rows[0].track.artist) if rows[0].track else None,
            gone=None if rows[0].track else True,
            changes=[_change(row) for row in rows],
        )
        for track_id, rows in by_track.items()
    ]


def _change(row: PreviewRow) -> ChangeView:
    return ChangeView(
        field=row.change.field.value,
        old=capped(row.change.old),
        new=capped(row.change.new),
        proposer=row.change.proposer,
        confidence=row.change.confidence or None,
        reason=capped_or_none(row.change.reason),
        approved_by=row.approval.door if row.approval else None,
        outdated=row.outdated or None,
    )


def _digest(preview: Preview, approval: ApprovalMode) -> str | None:
    """Return the digest of the whole stage.

    Where the client's tool prompt counts as approval, it is held back unless the whole stage is shown: the person must
    not approve changes that no preview has shown them.
    """
    is_partly_shown = preview.changes < preview.total_pending
    return None if approval is ApprovalMode.CHAT and is_partly_shown else preview.staged_digest or None


def _next(preview: Preview, approval: ApprovalMode) -> str:
    if not preview.total_pending:
        return "Nothing is staged: update_tracks, or classify_tracks with auto_stage."
    if preview.changes < preview.total_pending:
        return (
            f"This shows {preview.changes} of {preview.total_pending} staged changes, and a yes covers all of them: "
            "call preview_changes without a selection and show that, before write_xml."
        )
    lost = preview.outdated + preview.gone
    if lost:
        return (
            f"{lost} of {preview.total_pending} staged changes cannot be exported any more: format=full marks them "
            "outdated or gone. clear_changes with their track_ids, or stage them anew; then preview again, so that the "
            "person is asked about nothing else."
        )
    if preview.approved == preview.total_pending:
        return f'All of it is approved: write_xml(staged_digest="{preview.staged_digest}").'
    return f'Show the person, then write_xml(staged_digest="{preview.staged_digest}"){_HOW_APPROVED[approval]}'


TOOL = ToolSpec("preview_changes", "Preview staged changes", Arguments, Answer, run, READ_ONLY)
