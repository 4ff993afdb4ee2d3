"""`get_genre_taxonomy`: the genres, or how one string is read."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page
from rekurate.curation.naming.genres import GenreEntry, genre_list
from rekurate.server.answers import MOST_CHARACTERS, View, within
from rekurate.server.arguments import Inputs, Whole
from rekurate.server.call import Call
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import capped, capped_or_none
from rekurate.taxonomy import Resolution

_BESIDE = 2_000
"""Characters that the digest and the families take beside the genres."""


class Arguments(Inputs):
    """One string, or a page of the table."""

    term: str | None = Field(None, description="A genre string: how it resolves, step by step.")
    family: str | None = Field(None, description="Only this family of genres; not beside term.")
    offset: Annotated[Whole, Field(ge=0)] = Field(0, description="page.next_offset of the page before.")


class DebatableView(View):
    """A spelling whose genre is an opinion."""

    text: str
    why: str


class GenreView(View):
    """One genre; `bpm` is [lowest, highest], left out where the genre has no tempo of its own."""

    name: str
    family: str
    parent: str | None = None
    bpm: list[float] | None = None
    depth: int | None = None
    aliases: list[str] | None = None
    debatable: list[DebatableView] | None = None

    @classmethod
    def of(cls, entry: GenreEntry) -> "GenreView":
        """Show a genre."""
        genre = entry.genre
        opinions = [alias for alias in entry.aliases if alias.debatable]
        return cls.model_construct(
            name=genre.name,
            family=genre.family,
            parent=genre.parent,
            bpm=list(genre.bpm) if genre.bpm else None,
            depth=genre.depth or None,
            aliases=[alias.text for alias in entry.aliases if not alias.debatable] or None,
            debatable=[DebatableView.model_construct(text=alias.text, why=alias.why) for alias in opinions] or None,
        )


class ReadingView(View):
    """How one string resolves."""

    term: str
    verdict: str
    genre: str | None = None
    parts: list[str] | None = None
    debatable: bool | None = None
    why: str | None = None
    steps: list[str]
    nearest: list[str] | None = None

    @classmethod
    def of(cls, found: Resolution, nearest: Iterable[str]) -> "ReadingView":
        """Show a resolution; `nearest` helps where it has no genre."""
        return cls.model_construct(
            term=capped(found.term),
            verdict=found.verdict.value,
            genre=found.genre,
            parts=list(found.parts) or None,
            debatable=found.debatable or None,
            why=capped_or_none(found.why),
            steps=[capped(step) for step in found.steps],
            nearest=list(nearest) or None,
        )


class GenrePage(View):
    """Where this answer stands in the whole table."""

    matched_genres: int
    offset: int
    returned: int
    next_offset: int | None = None
    has_more: bool


class Answer(View):
    """The table, or one reading."""

    digest: str
    reading: ReadingView | None = None
    families: dict[str, int] | None = None
    genres: list[GenreView] | None = None
    page: GenrePage | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Show the genres with family, parent, BPM range and spellings, or (with `term`) how one string is read.

    The table is long: ask for one `family`, or follow `page.next_offset`. It cannot change while the server runs.
    """
    if arguments.term is not None:
        found = desk.taxonomy.resolve(arguments.term)
        near = () if found.genre or found.parts else desk.taxonomy.nearest(arguments.term)
        return Answer.model_construct(digest=desk.taxonomy.digest, reading=ReadingView.of(found, near))
    listed = genre_list(desk, arguments.family)
    shown = (GenreView.of(entry) for entry in listed.entries[arguments.offset :])
    rows = within(shown, MOST_CHARACTERS - _BESIDE, least=1)
    page = Page.of(len(listed.entries), arguments.offset, len(rows))
    return Answer.model_construct(
        digest=listed.digest,
        families=dict(listed.families),
        genres=rows,
        page=GenrePage(
            matched_genres=page.matched_tracks,
            offset=page.offset,
            returned=page.returned,
            next_offset=page.next_offset,
            has_more=page.has_more,
        ),
    )


TOOL = ToolSpec("get_genre_taxonomy", "Show the genres", Arguments, Answer, run, READ_ONLY)
