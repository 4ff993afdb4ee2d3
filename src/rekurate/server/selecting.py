"""The arguments that all selecting tools share: which tracks, and which page of them."""

from dataclasses import fields
from typing import Annotated, Final

from pydantic import Field

from rekurate.curation.finding.selection import Selection
from rekurate.server.arguments import Inputs, Number, Whole

DEFAULT_ROWS: Final = 50
"""Rows of a page by default. As full rows they take less than 40,000 characters."""
MOST_ROWS: Final = 200
_SELECTION: Final = tuple(field.name for field in fields(Selection))
GENRE_SCOPE: Final = ("has_genre", "has_unknown_genre")
"""Filters that tools for genre work apply to a playlist too (`select_in_scope`). All others are ignored beside one."""


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
