"""What a person is asked before an export, as data, and their yes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rekurate.bulk import without_collection
from rekurate.curation.desk import Desk
from rekurate.curation.staging.preview import Move, moves_of
from rekurate.curation.staging.settle import settle_exports
from rekurate.curation.staging.words import becomes
from rekurate.errors import BadRequest, NotApproved
from rekurate.model import ApprovalMode, Door, Field, Library, StagedChange, Track

if TYPE_CHECKING:  # the store brings SQLite along, which a server needs at its first call only
    from rekurate.store import ApprovalCounts, Clearing, Hashes, Standing

_EXAMPLES: Final = 10
"""Changes that a question shows one by one."""


def approval_mode(desk: Desk, *, can_ask: bool) -> ApprovalMode:
    """Return how a person can approve in this client: as the settings say, but in the terminal if it cannot ask."""
    return ApprovalMode.TERMINAL if desk.approval is ApprovalMode.CLIENT and not can_ask else desk.approval


@dataclass(frozen=True, slots=True)
class Asking:
    """One question about exactly these changes."""

    library_id: str
    digest: str
    """Of the whole stage."""
    moment: int
    """Number of the journal's last line. An answer to an earlier question about an equal stage differs in it."""
    changes: "Hashes"
    """Of the changes that nobody has approved yet. Only hashes are held: a person may take an hour to answer."""
    approved: int
    """Changes of the stage that are approved already."""
    moves: tuple[Move, ...]
    other_fields: Mapping[str, int]
    """Counts of changes of other fields than the genre, by what happens to the field ("new label", "year emptied")."""
    first: tuple[tuple[Track | None, StagedChange], ...]
    """A few changes as examples, those that an agent or a person chose first; None for a track that is gone."""


@without_collection()
def ask_about(desk: Desk, staged_digest: str | None = None) -> Asking | None:
    """Return what a person has to be asked before the stage can be exported, or None when all of it is approved.

    Raises BadRequest when nothing is staged, or when the stage is not the one that `staged_digest` names.
    """
    library = desk.library.read()
    library_id = library.source.library_id
    settled = settle_exports(desk, library_id)
    with desk.store.approvals.walk(library_id) as (standing, stage):
        check_stage(standing, staged_digest, settled)
        if not standing.unapproved:
            return None
        glance = _Glance()
        waiting = (one.change for one in stage if one.approval is None)
        moves = moves_of((change, None) for change in glance.over(waiting))
    return Asking(
        library_id=library_id,
        digest=standing.digest,
        moment=standing.moment,
        changes=standing.unapproved,
        approved=standing.approved,
        moves=moves,
        other_fields=dict(glance.other_fields.most_common()),
        first=tuple((_meant(library, change), change) for change in glance.first()),
    )


class _Glance:
    """Collects counts and a few examples from changes as they are walked over, so that none has to be held.

    Examples that an agent or a person chose come first: no classifier has measured how often those are right.
    """

    def __init__(self) -> None:
        self._chosen: list[StagedChange] = []
        self._proposed: list[StagedChange] = []
        self.other_fields: Counter[str] = Counter()

    def over(self, changes: Iterable[StagedChange]) -> Iterator[StagedChange]:
        """Yield the changes unchanged, and count each."""
        for change in changes:
            if change.field is not Field.GENRE:
                self.other_fields[becomes(change)] += 1
            seen = self._proposed if change.confidence else self._chosen
            if len(seen) < _EXAMPLES:
                seen.append(change)
            yield change

    def first(self) -> list[StagedChange]:
        """Return the examples to show."""
        return [*self._chosen, *self._proposed][:_EXAMPLES]


def _meant(library: Library, change: StagedChange) -> Track | None:
    """Return the track a change is meant for; None when it is gone, or when another file has its id by now."""
    track = library.by_id.get(change.track_id)
    return track if track is not None and change.is_about(track.location) else None


def check_stage(standing: "Standing", staged_digest: str | None, settled: Sequence[str]) -> None:
    """Raise BadRequest, with the next call, when nothing is staged, or another stage than `staged_digest` (if given).

    `settled` are the notes of `settle_exports`: they may be why the stage is not what the caller expects.
    """
    why = " ".join(settled)
    if not standing.total:
        raise BadRequest(
            f"Nothing is staged, so there is nothing to write. {why} Stage changes first: update_tracks, or "
            "classify_tracks with auto_stage; list_exports shows what was exported.".replace("  ", " ")
        )
    if staged_digest is not None and staged_digest != standing.digest:
        raise BadRequest(
            f"staged_digest {staged_digest[:40]!r} is not that of the {standing.total} changes staged now. {why} "
            "Call preview_changes, look at what is staged, and pass its staged_digest. Nothing was written.".replace(
                "  ", " "
            )
        )


@without_collection()
def approve_changes(desk: Desk, changes: Sequence[StagedChange], door: Door, client: str) -> "ApprovalCounts":
    """Write down a person's yes to exactly these changes; one cleared or replaced meanwhile is not approved."""
    library_id = desk.library_id
    return desk.store.approvals.approve(library_id, [change.hash for change in changes], door, client)


def reject_changes(desk: Desk, changes: Sequence[StagedChange], door: Door) -> "Clearing":
    """Take exactly these changes off the stage, because a person said no to them."""
    library_id = desk.library_id
    return desk.store.journal.withdraw(library_id, [change.hash for change in changes], door, "rejected by a person")


@without_collection()
def approve(desk: Desk, asking: Asking, door: Door, client: str) -> "ApprovalCounts":
    """Write down a person's yes to exactly what they were asked about.

    Raises NotApproved when the stage is another one by now: the yes was to something else.
    """
    if desk.store.approvals.standing(asking.library_id).digest != asking.digest:
        raise NotApproved(
            "The staged changes were changed while the question was open, so the answer does not count. Nothing was "
            "written. Call preview_changes to see them as they are now, then write_xml again."
        )
    return desk.store.approvals.approve(asking.library_id, asking.changes, door, client)
