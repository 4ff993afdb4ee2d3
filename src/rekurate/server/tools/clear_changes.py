"""`clear_changes`: take changes off the stage."""

from pydantic import Field as Described

from rekurate.curation.desk import Desk
from rekurate.curation.staging.clear import clear_changes
from rekurate.model import Field
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import DESTRUCTIVE, ToolSpec
from rekurate.server.views.rows import more_ids, some_ids


class Arguments(Inputs):
    """What to clear; both left out means everything."""

    track_ids: list[str] | None = Described(None, description="Left out: every track.")
    fields: list[Field] | None = Described(None, description="Left out: every field.")


class Answer(View):
    """What left the stage."""

    cleared: int
    approvals_voided: int | None = None
    remaining: int
    nothing_staged: list[str] | None = None
    more_nothing_staged: int | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Take staged changes off the stage, of some tracks or fields, or all of them. Their approvals go with them.

    The journal remembers what was staged; nothing of the library changes. `nothing_staged` lists ids without any.
    """
    track_ids = None if arguments.track_ids is None else tuple(arguments.track_ids)
    fields = None if arguments.fields is None else tuple(arguments.fields)
    done = clear_changes(desk, track_ids, fields)
    return Answer(
        cleared=done.cleared,
        approvals_voided=done.voided or None,
        remaining=done.remaining,
        nothing_staged=some_ids(done.nothing_staged),
        more_nothing_staged=more_ids(done.nothing_staged),
    )


TOOL = ToolSpec("clear_changes", "Clear staged changes", Arguments, Answer, run, DESTRUCTIVE)
