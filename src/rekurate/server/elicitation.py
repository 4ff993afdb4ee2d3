"""The question a person answers in their client before an export, and what counts as a yes.

No default and no optional field: an empty or a pre-filled accept approves nothing. The answer is bound to what was
asked: each question makes its own form class that carries it, and the text names stage and journal line, so that the
SDK drops an answer to any other wording (see `Question`).
"""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, Field

from rekurate import model
from rekurate.curation.desk import Desk
from rekurate.curation.staging.approve import Asking, approve
from rekurate.curation.staging.words import change_shown, shown, track_name, value_shown
from rekurate.errors import NotApproved
from rekurate.server.spec import Question

_MOVES = 12
"""Genre moves listed in the question; the rest are counted."""
_LONGEST_LINE = 500
_LONGEST = 9
"""Digits of a number that a person types."""


def _typed_number(value: Any) -> Any:
    """Take a whole number as a person types it into a form, and nothing that merely stands for one.

    JSON has one kind of number: some clients send a typed 3 as 3.0, and those that have only text fields as "3". `true`
    is no sign that anybody read the number.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if len(value) <= _LONGEST else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("must be a whole number")  # noqa: TRY004 - what pydantic collects as an error
    return value


class Yes(BaseModel):
    """The form."""

    decision: Literal["approve", "reject"] = Field(
        description="approve writes these changes into a new file; reject writes nothing."
    )
    count: Annotated[int, BeforeValidator(_typed_number)] = Field(
        description="The number of changes you approve, as the question says it."
    )

    asked: ClassVar[Asking]


def question_about(asking: Asking, manner: Sequence[str] = ()) -> Question:
    """Word the question, and make the form whose answers are about nothing else.

    `manner` says, a line each, what the file will hold beside the changes: an agent chose it, and the person answers
    for it.
    """
    form = type("Yes", (Yes,), {"asked": asking, "__module__": __name__, "__doc__": Yes.__doc__})
    return Question(_text(asking, manner), form)


def accept(desk: Desk, reply: Yes, client: str) -> str:
    """Write down the approval that a person's reply is; return the digest of the stage it was about.

    Raises NotApproved for a no, for a count that is not the number asked about, and when the stage changed while the
    question was open.
    """
    if reply.decision != "approve":
        raise NotApproved("The person said no. Nothing was written; the changes stay staged. Ask what to change.")
    if reply.count != len(reply.asked.changes):
        raise NotApproved(
            f"The answer approves {reply.count} changes, but the question was about {len(reply.asked.changes)}. "
            "Nothing was written; call write_xml again and let the person read the number."
        )
    approve(desk, reply.asked, model.Door.ELICITATION, client)
    return reply.asked.digest


def _text(asking: Asking, manner: Sequence[str]) -> str:
    total = len(asking.changes)
    lines = [f"Write {total} {'change' if total == 1 else 'changes'} into a new Rekordbox XML?"]
    if asking.approved:
        lines.append(f"({asking.approved} more of the stage are approved already.)")
    lines += [
        f"  {move.count} × {value_shown(model.Field.GENRE, move.old)} → {value_shown(model.Field.GENRE, move.new)}"
        for move in asking.moves[:_MOVES]
    ]
    if len(asking.moves) > _MOVES:
        rest = sum(move.count for move in asking.moves[_MOVES:])
        lines.append(f"  {rest} in {len(asking.moves) - _MOVES} other genre moves")
    lines += [f"  {count} × {what}" for what, count in asking.other_fields.items()]
    lines.append("Some of them:" if total > len(asking.first) else "They are:")
    lines += [f"  {track_name(track, change.track_id)}: {change_shown(change)}" for track, change in asking.first]
    lines += [shown(line, _LONGEST_LINE) for line in manner]
    lines.append(
        f"To approve, choose approve and type the number {total}. Stage {asking.digest}, line {asking.moment}."
    )
    return "\n".join(lines)
