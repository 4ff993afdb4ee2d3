"""`update_tracks`: stage what an agent or a person decided."""

from typing import Annotated

from pydantic import Field as Described

from rekurate.curation.desk import Desk
from rekurate.curation.staging.stage import Wanted, stage_changes
from rekurate.model import Field
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.spec import STAGES, ToolSpec


class Change(Inputs):
    """What one track is to have; fields left out stay as they are."""

    track_id: str
    genre: str | None = None
    label: str | None = None
    year: Annotated[Whole, Described(description="1900 to 2099; 0 clears it.")] | None = None
    album: str | None = None
    comments: str | None = None
    rating: Annotated[Whole, Described(description="0 to 5 stars.")] | None = None
    color: str | None = Described(None, description="A colour of Rekordbox by name, or 0xRRGGBB.")
    reason: str | None = Described(None, description="One line for the person who approves.")


class Arguments(Inputs):
    """The changes of one call."""

    changes: list[Change]


class Answer(View):
    """What was staged."""

    staged: int
    replaced: int | None = None
    unchanged: int | None = None
    withdrawn: int | None = None
    approvals_voided: int | None = None
    total_pending: int
    skipped: dict[str, int] | None = None
    warnings: list[str] | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Stage changes of genre, label, year, album, comments, rating or colour. Nothing is written to Rekordbox.

    One bad row refuses the whole call. A genre outside the taxonomy is allowed, with a warning and its nearest names.
    Staging another value replaces the staged one and voids its approval; staging the library's own value withdraws it.
    """
    wanted = [
        Wanted(
            change.track_id,
            {field: str(value) for field in Field if (value := getattr(change, field.value)) is not None},
            change.reason or "",
        )
        for change in arguments.changes
    ]
    report = stage_changes(desk, wanted, "agent")
    return Answer(
        staged=report.staged + report.replaced,
        replaced=report.replaced or None,
        unchanged=report.unchanged or None,
        withdrawn=report.withdrawn or None,
        approvals_voided=report.voided or None,
        total_pending=report.total_pending,
        skipped=dict(report.skipped) or None,
        warnings=list(report.warnings) or None,
    )


TOOL = ToolSpec("update_tracks", "Stage changes", Arguments, Answer, run, STAGES)
