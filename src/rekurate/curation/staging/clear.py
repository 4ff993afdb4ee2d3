"""Take changes off the stage, and lock tracks so that nothing is staged for them."""

from dataclasses import dataclass

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select
from rekurate.curation.finding.selection import Selection
from rekurate.errors import BadRequest
from rekurate.model import Field


@dataclass(frozen=True, slots=True)
class Cleared:
    """What left the stage."""

    cleared: int
    voided: int
    """Approvals that were lost with the changes."""
    remaining: int
    nothing_staged: tuple[str, ...] = ()
    """The given ids that had nothing staged, also those the library does not have."""


@dataclass(frozen=True, slots=True)
class Locking:
    """What one call locked or unlocked."""

    changed: int
    """Tracks that were locked, or unlocked, by this call."""
    total_locked: int
    cleared: int
    """Staged changes that locking took off the stage."""
    missing_ids: tuple[str, ...] = ()


def clear_changes(
    desk: Desk, track_ids: tuple[str, ...] | None = None, fields: tuple[Field, ...] | None = None
) -> Cleared:
    """Take staged changes of these tracks and fields off the stage; None means all.

    Raises BadRequest for an empty list, which would clear nothing: to clear everything the list is left out.
    """
    if track_ids is not None and not track_ids:
        raise BadRequest("`track_ids` is empty, so nothing was cleared. Leave it out to clear every track.")
    if fields is not None and not fields:
        raise BadRequest("`fields` is empty, so nothing was cleared. Leave it out to clear every field.")
    library_id = desk.library_id
    wanted = None if track_ids is None else tuple(dict.fromkeys(track_id.strip() for track_id in track_ids))
    there = {change.track_id for change in desk.store.journal.staged(library_id, wanted)}
    done = desk.store.journal.clear(library_id, wanted, fields, "clear_changes")
    idle = tuple(track_id for track_id in wanted or () if track_id not in there)
    return Cleared(done.cleared, done.voided, done.remaining, idle)


def lock_tracks(desk: Desk, selection: Selection, *, locked: bool) -> Locking:
    """Lock the tracks of a selection, or unlock them. What is staged for a track leaves the stage when it is locked.

    Raises BadRequest when the selection names no track ids and no playlist.
    """
    if selection.track_ids is None and selection.playlist is None:
        raise BadRequest("Name the tracks: `track_ids`, or a `playlist`. Nothing was locked or unlocked.")
    found = select(desk, selection)
    source, journal = desk.library.read().source, desk.store.journal
    library_id = source.library_id
    desk.store.libraries.remember(library_id, str(source.path))
    ids = tuple(track.id for track in found.tracks)
    before = journal.locked(library_id)
    cleared = journal.lock(library_id, ids, "lock_tracks").cleared if locked else 0
    if not locked:
        # Ids that the library no longer has can be unlocked too: the lock is kept in our store.
        journal.unlock(library_id, (*ids, *found.missing_ids), "lock_tracks")
    now = journal.locked(library_id)
    missing = tuple(track_id for track_id in found.missing_ids if track_id not in before)
    return Locking(len(before ^ now), len(now), cleared, missing)
