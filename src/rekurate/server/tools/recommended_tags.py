"""`recommended_tags`: what a model would tag one track with."""

from typing import Annotated

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.tags import recommended_tags
from rekurate.server.answers import View
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.spec import STAGES, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none

_SECONDS = 40.0
"""Time to listen to one file, loading the model included."""


class Arguments(Inputs):
    """The track, and how many tags."""

    track_id: str
    limit: Annotated[Whole, Field(ge=1, le=50)] = 5


class TagView(View):
    """One tag."""

    tag: str
    score: float


class Answer(View):
    """Tags of one track, best first."""

    track_id: str
    available: bool
    tags: list[TagView]
    already: list[str] | None = None
    age_days: float | None = None
    note: str | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:
    """Recommend tags for one track from a model's predictions, such as `ambient electronic` with a score of 0 to 1.

    Uses what is kept; listens to the file once where a model can run on this computer, and keeps the answer. Tags the
    track already has (genre, My Tags) are in `already`. `available` is false, with what to do, where no model can
    answer.
    """
    found = recommended_tags(desk, arguments.track_id, arguments.limit, call.budget(_SECONDS))
    age = found.evidence.age_days if found.evidence else None
    return Answer(
        track_id=found.track.id,
        available=found.available,
        tags=[TagView(tag=capped(tag.text), score=round(tag.score, 3)) for tag in found.tags],
        already=list(found.already) or None,
        age_days=None if age is None else round(age, 1),
        note=capped_or_none(found.why, 600),
    )


TOOL = ToolSpec("recommended_tags", "Recommend tags", Arguments, Answer, run, STAGES)
