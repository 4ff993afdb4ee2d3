"""What a tool is: a name, its arguments, its answer, one function, and hints about what it does.

One file a tool in `server/tools/`:

    class Arguments(SelectionArguments):      # or Inputs, for a tool that selects nothing
        format: Literal["full", "compact"] = "compact"

    class Answer(View):                       # None fields are dropped from the answer
        tracks: list[Row]
        page: PageView

    def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:
        \"\"\"One sentence on what it does, then what an agent must know. This is the tool's description.\"\"\"

    TOOL = ToolSpec("name", "Title", Arguments, Answer, run, READ_ONLY)

`Inputs` is in `server/arguments.py`, `SelectionArguments` in `server/selecting.py`, `View` in `server/answers.py`.

Define models at module level without `from __future__ import annotations`, with a `Field(description=...)` only where
the name does not say it: every client pays for each character of a schema.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from mcp.types import ToolAnnotations
from pydantic import BaseModel

from rekurate.curation.desk import Desk
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call

READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""Only reads."""
STAGES: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""Writes our own stage or cache, which can be undone. Never touches Rekordbox's files nor the network."""
DESTRUCTIVE: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False
)
"""Drops some of the user's work: staged changes."""
NETWORK: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=True
)
"""Asks sources over the network and keeps their answers."""
WRITES_FILE: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)
"""Writes a new file for the user, and never over an old one."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to answer before a tool may run."""

    text: str
    form: type[BaseModel]
    """All fields are plain values, required and without a default: an empty or pre-filled form must not count."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One tool of the contract."""

    name: str
    title: str
    arguments: type[Inputs]
    answer: type[BaseModel]
    run: Callable[[Desk, Any, Call], BaseModel]
    """Runs on a worker thread; its docstring is the description. RekurateErrors become readable tool errors."""
    hints: ToolAnnotations
    ask: Callable[[Desk, Any, Call], Question | None] | None = None
    """Called before `run`, on a worker thread, possibly more than once for one call. Returns the question that a person
    has to answer in the client, or None when nothing needs to be asked; an answer they accept reaches `run` as
    `Call.reply`. Raises NotApproved when a question is needed and `Call.can_ask` is false."""
