"""Show what is staged: counts by genre move and tier, or row by row."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rekurate.bulk import without_collection
from rekurate.curation.desk import Desk
from rekurate.curation.finding.elsewhere import elsewhere
from rekurate.curation.finding.find import Found, Page, select
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.settle import settle_exports
from rekurate.curation.staging.unimported import unimported
from rekurate.model import Field, Library, StagedChange, Track
from rekurate.rekordbox.values import same_value, value_of

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import Approval

_EVERYTHING: Final = Selection()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One staged change beside the track it is for."""

    track: Track | None
    """None when the library no longer has the track."""
    change: StagedChange
    approval: "Approval | None"
    outdated: bool
    """The change can no longer be exported: the library has another value than the one it was staged for, or another
    file has the track's id by now."""


@dataclass(frozen=True, slots=True)
class Move:
    """How many tracks go from one genre to another."""

    old: str
    new: str
    count: int
    approved: int
    by_confidence: Mapping[str, int]
    """high, medium, low; "" where a person or agent chose."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is staged. Counts are about the selection; the digest always names the whole stage."""

    staged_digest: str
    """"" when nothing is staged."""
    total_pending: int
    """Changes of the whole stage."""
    tracks: int
    changes: int
    approved: int
    outdated: int
    """Changes that can no longer be exported, see `PreviewRow.outdated`."""
    gone: int
    """Changes of tracks that the library no longer has."""
    by_field: Mapping[str, int]
    by_confidence: Mapping[str, int]
    moves: tuple[Move, ...]
    """Most tracks first."""
    rows: tuple[PreviewRow, ...]
    """Of the page."""
    page: Page
    """Counts tracks that have something staged."""
    missing_ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@without_collection()
def preview_changes(
    desk: Desk, selection: Selection = _EVERYTHING, max_tracks: int | None = None, offset: int = 0
) -> Preview:
    """Return what is staged for the selection, and one page of it row by row; by default all of it."""
    library = desk.library.read()
    notes = settle_exports(desk, library.source.library_id)
    pending = desk.store.approvals.pending(library.source.library_id)
    rows = [_row(library, change, approval) for change, approval in pending.rows]
    by_track: dict[str, list[PreviewRow]] = {}
    for row in rows:
        by_track.setdefault(row.change.track_id, []).append(row)
    chosen, missing = _chosen(desk, selection, by_track)
    shown = [row for track_id in chosen for row in by_track[track_id]]
    page_ids, page = _page(chosen, max_tracks, offset)
    return Preview(
        staged_digest=pending.digest if rows else "",
        total_pending=len(rows),
        tracks=len(chosen),
        changes=len(shown),
        approved=sum(row.approval is not None for row in shown),
        outdated=sum(row.outdated for row in shown),
        gone=sum(row.track is None for row in shown),
        by_field=_counted(row.change.field.value for row in shown),
        by_confidence=_counted(row.change.confidence for row in shown),
        moves=moves_of((row.change, row.approval) for row in shown),
        rows=tuple(row for track_id in page_ids for row in by_track[track_id]),
        page=page,
        missing_ids=missing,
        notes=(*notes, *unimported(desk, library), *elsewhere(desk, library.source)),
    )


def moves_of(rows: "Iterable[tuple[StagedChange, Approval | None]]") -> tuple[Move, ...]:
    """Count genre changes by where they come from and go to, most tracks first."""
    found: dict[tuple[str, str], tuple[Counter[str], Counter[bool]]] = {}
    for change, approval in rows:
        if change.field is Field.GENRE:
            by_confidence, approved = found.setdefault((change.old, change.new), (Counter(), Counter()))
            by_confidence[change.confidence] += 1
            approved[approval is not None] += 1
    moves = [
        Move(old, new, by_confidence.total(), approved[True], dict(by_confidence.most_common()))
        for (old, new), (by_confidence, approved) in found.items()
    ]
    return tuple(sorted(moves, key=lambda move: (-move.count, move.new, move.old)))


def _row(library: Library, change: StagedChange, approval: "Approval | None") -> PreviewRow:
    track = library.by_id.get(change.track_id)
    now = value_of(track, change.field) if track is not None else ""
    outdated = track is not None and not (
        change.is_about(track.location) and any(same_value(change.field, now, one) for one in (change.old, change.new))
    )
    return PreviewRow(track, change, approval, outdated)


def _chosen(
    desk: Desk, selection: Selection, by_track: Mapping[str, list[PreviewRow]]
) -> tuple[list[str], tuple[str, ...]]:
    """Return the staged tracks of a selection in its order, and the named ids that are neither staged nor known."""
    is_everything = selection == _EVERYTHING
    found = select(desk, Selection(include_samples=True) if is_everything else selection) if by_track else Found(())
    known = [track.id for track in found.tracks if track.id in by_track]
    if is_everything:  # also tracks that have left the library: a person has to see them to clear them
        return [*known, *sorted(by_track.keys() - set(known))], ()
    return [*known, *(track_id for track_id in found.missing_ids if track_id in by_track)], tuple(
        track_id for track_id in found.missing_ids if track_id not in by_track
    )


def _page(track_ids: list[str], max_tracks: int | None, offset: int) -> tuple[list[str], Page]:
    ids = track_ids[offset:][:max_tracks]
    return ids, Page.of(len(track_ids), offset, len(ids))


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())
