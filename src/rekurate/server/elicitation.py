"""The question that a person answers in their client before an export, and what counts as a yes.

The form has no default and no optional field, so that an empty or a pre-filled form approves nothing.

An answer holds only for the question it was given to. Each question makes a form class of its own that carries what
was asked. And its text names the stage and the journal line, so it differs from every earlier one: the SDK drops an
answer to a question that is worded differently.
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
    """Accept a whole number as a person types it into a form.

    Some clients send a typed 3 as 3.0, and clients that have only text fields send "3". `true` is refused, although
    Python takes it for 1: it is no sign that anybody has read the number.
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
    """What the question was about; set by the class that each question makes."""


def question_about(asking: Asking, manner: Sequence[str] = ()) -> Question:
    """Return the question about these changes, with a form of its own.

    `manner` are lines about what else the file will hold, and where it will be. An agent has chosen that, so the
    person has to see it before they say yes.
    """
    form = type("Yes", (Yes,), {"asked": asking, "__module__": __name__, "__doc__": Yes.__doc__})
    return Question(_text(asking, manner), form)


def accept(desk: Desk, reply: Yes, client: str) -> str:
    """Write down a person's approval; return the digest of the stage it was about.

    Raises NotApproved for a no, for a number other than that of the question, and when the stage changed while the
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
