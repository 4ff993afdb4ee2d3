"""`write_xml`: the approved changes, in a new file, after a person's yes."""

from collections import Counter

from pydantic import Field

from rekurate.curation.approve import CHAT, TERMINAL, Asking, approve, ask_about
from rekurate.curation.desk import Desk
from rekurate.curation.export import ExportReport, ExportWish, write_xml
from rekurate.errors import BadRequest, NotApproved
from rekurate.server.elicitation import accept, question_about
from rekurate.server.spec import WRITES_FILE, Call, Inputs, Question, ToolSpec, View
from rekurate.server.views import capped

_LEFT_OUT = 20
"""Left out tracks named; all of them are counted by reason."""


class PlaylistArgument(Inputs):
    """A further playlist in the file."""

    name: str
    track_ids: list[str]


class Arguments(Inputs):
    """What to write where. No argument approves anything: a person does."""

    output_path: str | None = Field(None, description="A new file (absolute); left out: the exports folder.")
    staged_digest: str | None = Field(None, description="From preview_changes: refuses a stage changed since.")
    playlists: list[PlaylistArgument] | None = None
    keep_cues: bool = Field(False, description="Copy beat grid and cues from the XML library; default leaves them out.")


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
    """Return the question for the person, or None when there is nothing to ask or another door is to be used."""
    asking = ask_about(desk, arguments.staged_digest)
    if asking is None:
        return None
    if desk.approval == CHAT:
        return None
    if desk.approval == TERMINAL or not call.can_ask:
        if not asking.approved:
            raise NotApproved(_other_doors(asking, desk))
        return None  # what was approved in the terminal is exported, the rest stays staged
    return question_about(asking)


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:
    """Write the approved changes into a new Rekordbox XML with one dated playlist. Rekordbox itself is not touched.

    Asks the person first, through the client; no argument can approve. Call preview_changes, show its summary, then
    pass its `staged_digest`. If the client cannot ask, the person runs `rekurate review` in a terminal; then call
    this again. Give the person `import_steps` word for word.
    """
    accept(desk, call)
    if call.reply is None:
        _pass_without_reply(desk, arguments, call)
    wish = ExportWish(
        arguments.output_path,
        arguments.staged_digest if call.reply is None else _asked_digest(call),
        {playlist.name: tuple(playlist.track_ids) for playlist in arguments.playlists or ()},
        arguments.keep_cues,
    )
    return _answer(write_xml(desk, wish))
