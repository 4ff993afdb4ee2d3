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

Define models at module level without `from __future__ import annotations`, with a `Field(description=...)` only where
the name does not say it: every client pays for each character of a schema.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Annotated, Any, Final, TypeVar

from mcp.types import ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page, Selection
from rekurate.server.arguments import Inputs, Number, Whole
from rekurate.server.call import Call

__all__ = [
    "DESTRUCTIVE",
    "GENRE_SCOPE",
    "MOST_ROWS",
    "NETWORK",
    "READ_ONLY",
    "STAGES",
    "WRITES_FILE",
    "Call",
    "Inputs",
    "Number",
    "PageView",
    "Question",
    "SelectionArguments",
    "ToolSpec",
    "View",
    "Whole",
    "fitting",
    "within",
]

DEFAULT_ROWS: Final = 50
"""Rows of a page by default. As full rows they take less than 40,000 characters."""
MOST_ROWS: Final = 200
MOST_CHARACTERS: Final = 38_000
"""Characters of the rows of one page: an answer of much more than 40,000 is cut by clients, or written to a file."""

_SELECTION: Final = tuple(field.name for field in fields(Selection))
GENRE_SCOPE: Final = ("has_genre", "has_unknown_genre")
"""Filters that tools which work on genres apply to a playlist too (`select_in_scope`); all others count without one."""

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


class View(BaseModel):
    """The base of every answer and of the rows in it."""

    model_config = ConfigDict(frozen=True, defer_build=True, populate_by_name=True)


class PageView(View):
    """Where this answer stands in the whole selection."""

    matched_tracks: int
    offset: int
    returned: int
    next_offset: int | None = None
    has_more: bool

    @classmethod
    def of(cls, page: Page) -> "PageView":
        """Show a page."""
        return cls(
            matched_tracks=page.matched_tracks,
            offset=page.offset,
            returned=page.returned,
            next_offset=page.next_offset,
            has_more=page.has_more,
        )


Row = TypeVar("Row", bound=View)


def fitting(rows: list[Row], page: Page) -> tuple[list[Row], PageView]:
    """Return the rows that fit into one answer, and the page they make: the next one begins at the first row cut off.

    One row is always kept, however long, so that no page is empty.
    """
    kept = within(rows, MOST_CHARACTERS, least=1) if len(rows) > 1 else rows
    if len(kept) == len(rows):
        return rows, PageView.of(page)
    return kept, PageView.of(Page.of(page.matched_tracks, page.offset, len(kept)))


def within(rows: Iterable[Row], most: int, least: int = 0) -> list[Row]:
    """Return the first rows that together take at most `most` characters of JSON, but no fewer than `least` rows.

    `rows` may be a generator: rows behind the last one needed are not made.
    """
    kept: list[Row] = []
    left = most
    for row in rows:
        left -= len(row.model_dump_json(exclude_none=True)) + 1
        if left < 0 and len(kept) >= least:
            break
        kept.append(row)
    return kept


class SelectionArguments(Inputs):
    """Which tracks, and which page of them: `track_ids` win over `playlist`, which wins over the filters."""

    track_ids: list[str] | None = Field(None, description="Exactly these; wins over playlist and filters.")
    playlist: str | None = Field(None, description="Name, path or id; wins over filters.")
    query: str | None = Field(None, description="Words in title or artist.")
    artist: str | None = None
    title: str | None = None
    album: str | None = None
    genre: str | None = None
    label: str | None = None
    key: str | None = Field(None, description="As the library writes it: Am, or 8A.")
    bpm_min: Number | None = None
    bpm_max: Number | None = None
    rating_min: Annotated[Whole, Field(ge=1, le=5)] | None = None
    has_genre: bool | None = None
    has_unknown_genre: bool | None = Field(None, description="Genre set, but neither canonical nor an alias.")
    has_label: bool | None = None
    added_after: str | None = Field(None, description="ISO date, inclusive; when it was added, not released.")
    added_before: str | None = Field(None, description="ISO date, inclusive.")
    path_prefix: str | None = None
    include_samples: bool = False
    max_tracks: Annotated[Whole, Field(ge=1, le=MOST_ROWS)] | None = Field(
        None, description=f"Rows of a page: default {DEFAULT_ROWS} (or as many as track_ids), at most {MOST_ROWS}."
    )
    offset: Annotated[Whole, Field(ge=0)] = Field(0, description="page.next_offset of the page before.")

    def selection(self) -> Selection:
        """Return the same for the use cases, without the page."""
        chosen = {name: getattr(self, name) for name in _SELECTION}
        if chosen["track_ids"] is not None:
            chosen["track_ids"] = tuple(chosen["track_ids"])
        return Selection(**chosen)

    def unused(self, *scope: str, paged: bool = True) -> list[str]:
        """Return sentences that name the given arguments which this call ignores.

        Filters are ignored beside ids and beside a playlist; the filters in `scope` count beside a playlist. With
        `paged` false the answer is about the whole selection, and the arguments of a page are ignored.
        """
        said = []
        winner = "track_ids" if self.track_ids is not None else "playlist"
        counted = {"track_ids", "include_samples"} | ({"playlist", *scope} if winner == "playlist" else set())
        idle = [name for name in _SELECTION if name not in counted and getattr(self, name) not in (None, "")]
        if idle and getattr(self, winner) is not None:
            said.append(f"Beside `{winner}` these count for nothing: {', '.join(idle)}.")
        paging = [] if paged else [name for name in ("max_tracks", "offset") if getattr(self, name)]
        if paging:
            said.append(f"All of it is covered at once, so these count for nothing: {', '.join(paging)}.")
        return said

    def rows(self, default: int = DEFAULT_ROWS) -> int:
        """Return how many rows a page has: `max_tracks`, or else one for each of `track_ids`, or else `default`."""
        if self.max_tracks is not None:
            return self.max_tracks
        return min(max(len(self.track_ids), 1), MOST_ROWS) if self.track_ids is not None else default


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
