"""`write_xml`: write the approved changes to a new file, once a person has said yes."""

from collections.abc import Iterator

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportReport, ExportWish, check_wish, write_xml
from rekurate.curation.staging.approve import Asking, approval_mode, approve, ask_about
from rekurate.curation.staging.unimported import unimported
from rekurate.errors import BadRequest, NotApproved
from rekurate.model import ApprovalMode, Door
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.elicitation import Yes, accept, question_about
from rekurate.server.spec import WRITES_FILE, Question, ToolSpec
from rekurate.server.views.rows import capped_or_none


class PlaylistArgument(Inputs):
    """A further playlist in the file."""

    name: str
    track_ids: list[str]


class Arguments(Inputs):
    """What to write where. No argument approves anything: a person does."""

    output_path: str | None = Field(None, description="A new file (absolute); left out: the exports folder.")
    staged_digest: str | None = Field(None, description="From preview_changes: refuses a stage changed since.")
    playlists: list[PlaylistArgument] | None = None
    keep_cues: bool = Field(
        default=False, description="Copy beat grid and cues from the XML library; default leaves them out."
    )


class ApprovalView(View):
    """How a part of the changes was approved."""

    door: str
    changes: int
    at: str


class LeftOutView(View):
    """A track that is not in the file."""

    track_id: str
    reason: str
    detail: str | None = None


class StepView(View):
    """One step of the import."""

    text: str
    certainty: str


class Answer(View):
    """The file that was written."""

    export_id: str
    path: str
    sha256: str
    bytes: int
    tracks: int
    changes: int
    approvals: list[ApprovalView]
    playlist: str
    playlists: dict[str, int] | None = None
    left_out: dict[str, int] | None = None
    left_out_tracks: list[LeftOutView] | None = None
    not_approved: int | None = None
    import_steps: list[StepView]
    import_notes: list[str] | None = None
    unverified: list[str] | None = None
    warnings: list[str] | None = None
    next: str


def ask(desk: Desk, arguments: Arguments, call: Call) -> Question | None:
    """Return the question for the person, or None when there is none: all is approved, or the client cannot ask."""
    asking = ask_about(desk, arguments.staged_digest)
    approval = approval_mode(desk, can_ask=call.can_ask)
    if asking is None or approval is ApprovalMode.CHAT:
        return None
    if approval is ApprovalMode.TERMINAL:
        _refuse_unless_some(desk, asking)
        return None
    check_wish(desk, _wish(arguments, arguments.staged_digest))
    return question_about(asking, (*_manner(arguments), *unimported(desk, desk.library.read())))


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:
    """Write the approved changes into a new Rekordbox XML with one dated playlist. Rekordbox itself is not touched.

    Asks the person first, through the client; no argument can approve. Call preview_changes, show its summary, then
    pass its `staged_digest`. If the client cannot ask, the person runs `rekurate review` in a terminal; then call
    this again. Give the person `import_steps` word for word.
    """
    digest = arguments.staged_digest
    if isinstance(call.reply, Yes):
        digest = accept(desk, call.reply, call.client)
    else:
        _without_reply(desk, digest, call)
    return _answer(write_xml(desk, _wish(arguments, digest)))


def _manner(arguments: Arguments) -> Iterator[str]:
    """Say, for the person who is asked, what else the file will hold and where it will be."""
    if arguments.keep_cues:
        yield "Beat grids and cues go into the file: an import replaces yours by those of this library."
    if arguments.playlists:
        names = ", ".join(f"{playlist.name} ({len(playlist.track_ids)} tracks)" for playlist in arguments.playlists)
        yield f"Further playlists: {names}"
    if arguments.output_path:
        yield f"The file: {arguments.output_path}"


def _wish(arguments: Arguments, digest: str | None) -> ExportWish:
    playlists = tuple((playlist.name, tuple(playlist.track_ids)) for playlist in arguments.playlists or ())
    return ExportWish(arguments.output_path, digest, playlists, arguments.keep_cues)


def _without_reply(desk: Desk, digest: str | None, call: Call) -> None:
    """Return if something may be written without an answer to a question; otherwise raise.

    That is what a person approved earlier, or anything where the user lets the client's tool prompt count as approval.
    Raises NotApproved when nothing may, BadRequest when a tool prompt would not show what it approves.
    """
    asking = ask_about(desk, digest)
    if asking is None:
        return
    approval = approval_mode(desk, can_ask=call.can_ask)
    if approval is ApprovalMode.CHAT:
        if digest is None:
            raise BadRequest(
                "REKURATE_APPROVAL=chat: the tool prompt is the approval, so it must show which changes. Call "
                "preview_changes, show the person its summary, and pass its staged_digest."
            )
        approve(desk, asking, Door.CHAT, call.client)
    elif approval is ApprovalMode.TERMINAL:
        _refuse_unless_some(desk, asking)
    else:
        raise NotApproved(
            "The person did not approve (they declined or closed the question). Nothing was written; the changes stay "
            f"staged. Ask what to change.{_or_export(asking)}"
        )


def _refuse_unless_some(desk: Desk, asking: Asking) -> None:
    """Raise NotApproved, unless a part of the stage was approved before: then that part alone is exported."""
    if asking.approved:
        return
    why = "REKURATE_APPROVAL=terminal" if desk.approval is ApprovalMode.TERMINAL else "This client cannot ask a person"
    raise NotApproved(
        f"{why}, and none of the {len(asking.changes)} staged changes is approved. Nothing was written. Let the person "
        "run `rekurate review` in a terminal, then call write_xml again."
    )


def _or_export(asking: Asking) -> str:
    if not asking.approved:
        return ""
    return f" {asking.approved} changes approved earlier can be written with `rekurate export` in a terminal."


def _answer(report: ExportReport) -> Answer:
    left_out = {reason.value: count for reason, count in report.left_out.counts.items()}
    return Answer(
        export_id=report.export_id,
        path=str(report.path),
        sha256=report.sha256,
        bytes=report.size,
        tracks=report.tracks,
        changes=report.changes,
        approvals=[ApprovalView(door=one.door, changes=one.changes, at=one.last_at) for one in report.approvals],
        playlist=report.playlist,
        playlists=dict(report.playlists) or None,
        left_out=left_out or None,
        left_out_tracks=[
            LeftOutView(track_id=left.track_id, reason=left.reason.value, detail=capped_or_none(left.detail))
            for left in report.left_out.first
        ]
        or None,
        not_approved=report.not_approved or None,
        import_steps=[StepView(text=step.text, certainty=step.certainty) for step in report.guide.steps],
        import_notes=list(report.guide.notes) or None,
        unverified=list(report.guide.unverified) or None,
        warnings=list(report.warnings) or None,
        next=f"After the import: verify_import(export_id={report.export_id!r}). To take it back: undo_export.",
    )


TOOL = ToolSpec("write_xml", "Write approved changes to XML", Arguments, Answer, run, WRITES_FILE, ask)
