"""What every answer is made of: its base, its page, and rows that fit into what a client takes."""

from collections.abc import Iterable
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict

from rekurate.curation.finding.find import Page

MOST_CHARACTERS: Final = 38_000
"""Characters of the rows of one page: an answer of much more than 40,000 is cut by clients, or written to a file."""


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
