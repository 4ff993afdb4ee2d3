"""`read_library`: the first call."""

from typing import Any

from rekurate.curation.desk import Desk
from rekurate.curation.finding.overview import GenreCount, Overview, PlaylistCount, overview
from rekurate.curation.proposing.engine import count_ahead
from rekurate.server.answers import View, within
from rekurate.server.arguments import Inputs
from rekurate.server.call import Call
from rekurate.server.spec import READ_ONLY, ToolSpec
from rekurate.server.views.rows import capped
from rekurate.taxonomy import Verdict

_MOST_WARNINGS, _MOST_ROWS = 15, 400
_GENRES, _PLAYLISTS, _LABELS = 3_500, 11_000, 2_500
"""Characters of the genres of one verdict, of the playlists and of the labels: however long the names, the answer stays
under 40,000."""


class Arguments(Inputs):
    """Nothing to choose: the settings say which library."""


class SourceView(View):
    """Which library this is, and how old."""

    kind: str
    path: str
    product: str | None = None
    modified_at: str | None = None
    age_hours: float


class GenreRow(View):
    """One genre string; `genre` is the canonical name it means, `parts` what a broad or compound one names."""

    text: str
    count: int
    genre: str | None = None
    debatable: bool | None = None
    parts: list[str] | None = None

    @classmethod
    def of(cls, row: GenreCount) -> "GenreRow":
        """Show a genre; a canonical name that is written as it should be does not repeat itself."""
        found = row.resolution
        return cls.model_construct(
            text=capped(row.text),
            count=row.count,
            genre=found.genre if found.genre != row.text else None,
            debatable=found.debatable or None,
            parts=list(found.parts) or None,
        )


class GenreGroup(View):
    """The genre strings of one verdict."""

    strings: int
    tracks: int
    top: list[GenreRow]

    @classmethod
    def of(cls, rows: tuple[GenreCount, ...]) -> "GenreGroup":
        """Show the most frequent ones."""
        shown = within([GenreRow.of(row) for row in rows[:_MOST_ROWS]], _GENRES)
        return cls.model_construct(strings=len(rows), tracks=sum(row.count for row in rows), top=shown)


class GenresView(View):
    """Every genre string of the library, by what it turns out to be."""

    canonical: GenreGroup
    alias: GenreGroup
    broad: GenreGroup
    compound: GenreGroup
    not_a_genre: GenreGroup
    unknown: GenreGroup


class PlaylistRow(View):
    """One playlist, by its path."""

    id: str
    path: str
    tracks: int | None = None
    is_folder: bool | None = None


class LabelRow(View):
    """One record label."""

    label: str
    count: int


class Answer(View):
    """The library in numbers."""

    source: SourceView
    warnings: list[str]
    left_out: dict[str, int]
    tracks: int
    streaming: int
    samples: int
    without_genre: int
    without_genre_percent: float
    without_label: int
    without_bpm: int
    genres: GenresView
    playlists: list[PlaylistRow]
    more_playlists: int | None = None
    labels: list[LabelRow]
    more_labels: int | None = None
    staged_changes: int | None = None
    locked_tracks: int | None = None


def run(desk: Desk, arguments: Arguments, call: Call) -> Answer:  # noqa: ARG001 - every tool has this signature
    """Show which library is open, how old it is, and what is in it. Call this first.

    Counts tracks without genre, and splits the genre strings into canonical, alias, broad, compound, not-a-genre and
    unknown. Lists show the most frequent; counts are of all.
    """
    answer = _view(overview(desk))
    count_ahead(desk)
    return answer


def _view(seen: Overview) -> Answer:
    playlists = within([_playlist(playlist) for playlist in seen.playlists[:_MOST_ROWS]], _PLAYLISTS)
    labels = within([LabelRow(label=capped(label), count=n) for label, n in seen.labels[:_MOST_ROWS]], _LABELS)
    groups: dict[str, Any] = {verdict.value: GenreGroup.of(seen.genres.get(verdict, ())) for verdict in Verdict}
    return Answer.model_construct(
        source=SourceView.model_construct(
            kind=seen.source.kind,
            path=str(seen.source.path),
            product=seen.source.product or None,
            modified_at=seen.source.modified_at or None,
            age_hours=round(seen.age_hours, 1),
        ),
        warnings=[capped(warning, 400) for warning in seen.warnings[:_MOST_WARNINGS]],
        left_out=dict(seen.left_out),
        tracks=seen.tracks,
        streaming=seen.streaming,
        samples=seen.samples,
        without_genre=seen.without_genre,
        without_genre_percent=round(100 * seen.without_genre / seen.tracks, 1) if seen.tracks else 0.0,
        without_label=seen.without_label,
        without_bpm=seen.without_bpm,
        genres=GenresView.model_construct(**groups),
        playlists=playlists,
        more_playlists=len(seen.playlists) - len(playlists) or None,
        labels=labels,
        more_labels=len(seen.labels) - len(labels) or None,
        staged_changes=seen.staged,
        locked_tracks=seen.locked,
    )


def _playlist(playlist: PlaylistCount) -> PlaylistRow:
    return PlaylistRow(
        id=playlist.id,
        path=capped(playlist.path),
        tracks=None if playlist.is_folder else playlist.tracks,
        is_folder=playlist.is_folder or None,
    )


TOOL = ToolSpec("read_library", "Read the library", Arguments, Answer, run, READ_ONLY)
