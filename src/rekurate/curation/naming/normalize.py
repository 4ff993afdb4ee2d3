"""Unify the genre strings of a library: say what each means, and stage the one name for undisputed spellings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rekurate.curation.desk import Desk
from rekurate.curation.finding.overview import GenreCount
from rekurate.curation.staging.stage import StageReport, Wanted, stage_changes
from rekurate.errors import BadRequest
from rekurate.model import Field, Library, Track, TrackKind
from rekurate.taxonomy import Verdict

ORDER = (Verdict.ALIAS, Verdict.UNKNOWN, Verdict.COMPOUND, Verdict.BROAD, Verdict.NOT_A_GENRE)
"""Order of the suggestions: first what can be staged at once, then what a person has to decide, then what is merely
vague, and last what is no genre at all."""


@dataclass(frozen=True, slots=True)
class Normalizations:
    """The genre strings that are not canonical names."""

    totals: Mapping[Verdict, tuple[int, int]]
    """Verdict -> (strings, tracks), canonical ones included. Strings that are rarer than asked count nowhere."""
    rows: tuple[GenreCount, ...]
    """Sorted by `ORDER`; aliases that can be staged come before debatable ones; then most tracks first."""
    stageable_tracks: int
    """Tracks with an alias that is not debatable."""
    staged: StageReport | None = None
    """None when nothing was asked to be staged."""
    left_alone: Mapping[str, int] = field(default_factory=dict)
    """Tracks with a stageable alias that were not staged, by reason."""


def normalizations(desk: Desk, *, min_count: int = 1, stage_aliases: bool = False) -> Normalizations:
    """Sort the genre strings that stand on at least `min_count` tracks; samples do not count.

    `stage_aliases` stages the canonical name for every track with an alias that is not debatable, proposed by
    "normalization". A track for which another genre is staged already keeps that, and locked and streaming tracks
    are left alone. Raises BadRequest for a count below 1.
    """
    if min_count < 1:
        raise BadRequest(f"`min_count` must be 1 or more, not {min_count}.")
    library = desk.library.read()
    tracks = [track for track in library.tracks if track.kind is not TrackKind.SAMPLER and track.genre.strip()]
    counts = Counter(track.genre for track in tracks)
    rows = [
        GenreCount(text, count, desk.taxonomy.resolve(text)) for text, count in counts.items() if count >= min_count
    ]
    targets = {row.text: row.resolution.genre or "" for row in rows if stageable(row)}
    affected = [track for track in tracks if track.genre in targets]
    staged, left_alone = _stage(desk, library, affected, targets) if stage_aliases else (None, {})
    listed = sorted((row for row in rows if row.resolution.verdict in ORDER), key=_place)
    return Normalizations(_totals(rows), tuple(listed), len(affected), staged, left_alone)


def stageable(row: GenreCount) -> bool:
    """Whether a string is just another spelling of a genre, and nobody would dispute which."""
    found = row.resolution
    return found.verdict is Verdict.ALIAS and not found.debatable and found.genre not in (None, row.text)


def _place(row: GenreCount) -> tuple[int, bool, int, str]:
    return ORDER.index(row.resolution.verdict), row.resolution.debatable, -row.count, row.text


def _totals(rows: Sequence[GenreCount]) -> Mapping[Verdict, tuple[int, int]]:
    strings = Counter(row.resolution.verdict for row in rows)
    tracks: Counter[Verdict] = Counter()
    for row in rows:
        tracks[row.resolution.verdict] += row.count
    return {verdict: (strings[verdict], tracks[verdict]) for verdict in Verdict}


def _stage(
    desk: Desk, library: Library, tracks: Sequence[Track], targets: Mapping[str, str]
) -> tuple[StageReport | None, Mapping[str, int]]:
    changes = desk.store.journal.staged(library.source.library_id)
    waiting = {change.track_id: change.new for change in changes if change.field is Field.GENRE}
    free = [track for track in tracks if waiting.get(track.id) in (None, targets[track.genre])]
    left_alone = Counter({"another_genre_staged": len(tracks) - len(free)})
    report = None
    if free:
        wanted = [Wanted(track.id, {Field.GENRE: targets[track.genre]}, "another spelling") for track in free]
        report = stage_changes(desk, wanted, "normalization", lenient=True)
        left_alone.update(report.skipped)
    return report, {reason: count for reason, count in left_alone.items() if count}
