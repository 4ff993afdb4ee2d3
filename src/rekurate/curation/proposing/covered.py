"""The tracks that one call proposes for: those of its page, or of the whole selection, that can be staged."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Found, Page, page_of
from rekurate.curation.proposing.proposals import ProposalRequest
from rekurate.model import Track, TrackKind


@dataclass(frozen=True, slots=True)
class Covered:
    """What one call covers."""

    page: Page
    tracks: tuple[Track, ...]
    """Without locked and streaming ones."""
    places: Sequence[int]
    """Position of each track on the page."""
    locked: frozenset[str]
    """Ids of the locked tracks among those covered: nothing is proposed against them."""
    streaming: int
    """How many of the others are streaming tracks: Rekordbox imports no changes for them."""


def covered_by(desk: Desk, request: ProposalRequest, found: Found) -> Covered:
    """Cut the page first, and leave locked and streaming tracks out of it then.

    Were they left out first, locking a track between two pages would move the next page forward, and some tracks would
    never be shown. A call that covers everything at once has no such pages.
    """
    is_whole = request.all_pages or request.format == "dispatch"
    locked = desk.store.journal.locked(desk.library_id)
    tracks, page = (found.tracks, None) if is_whole else page_of(found, request.max_tracks, request.offset)
    held = frozenset([track.id for track in tracks if track.id in locked])
    places = [
        place for place, track in enumerate(tracks) if track.kind is not TrackKind.STREAMING and track.id not in locked
    ]
    left = tuple([tracks[place] for place in places])
    streaming = len(tracks) - len(held) - len(left)
    if page is None:
        return Covered(Page.of(len(left), 0, len(left)), left, range(len(left)), held, streaming)
    return Covered(page, left, places, held, streaming)
