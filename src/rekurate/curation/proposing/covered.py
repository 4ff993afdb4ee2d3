"""The tracks one call works on: its page, or the whole selection, without those nothing can be staged for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Found, Page, page_of
from rekurate.curation.proposing.proposals import ProposalRequest
from rekurate.model import Track, TrackKind

_DEFAULT_ROWS: Final = 50
_MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Covered:
    """What one call covers."""

    page: Page
    tracks: tuple[Track, ...]
    places: Sequence[int]
    """Position of each track on the page."""
    dispatched: tuple[Track, ...]
    """The same with the locked ones: a track that is locked while reviewers work must not renumber their batches."""
    locked: int
    streaming: int
    """Streaming tracks that are not locked: Rekordbox imports no changes for them."""


def covered_by(desk: Desk, request: ProposalRequest, found: Found) -> Covered:
    """Cut the page, then leave out locked and streaming tracks.

    In this order, as pages of what is left would move when tracks are locked between two of them: the tracks that
    fill the gaps would never be shown. A call that covers everything at once has no such pages.
    """
    whole = request.all_pages or request.format == "dispatch"
    locked = desk.store.journal.locked(desk.library.read().source.library_id)
    tracks, page = (found.tracks, None) if whole else page_of(found, _rows(request), request.offset)
    held = sum(1 for track in tracks if track.id in locked)
    places = [
        place for place, track in enumerate(tracks) if track.kind is not TrackKind.STREAMING and track.id not in locked
    ]
    left = tuple([tracks[place] for place in places])
    streaming = len(tracks) - held - len(left)
    if page is None:
        dispatched = tuple([track for track in tracks if track.kind is not TrackKind.STREAMING])
        whole_page = Page.of(len(left), 0, len(left))
        return Covered(whole_page, left, range(len(left)), dispatched, held, streaming)
    return Covered(page, left, places, left, held, streaming)


def _rows(request: ProposalRequest) -> int:
    if request.max_tracks is not None:
        return max(request.max_tracks, 1)
    ids = request.selection.track_ids
    return min(len(ids), _MOST_ROWS) if ids else _DEFAULT_ROWS
