"""Hand the undecided tracks out by artist, in batches a reviewing subagent can hold."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from rekurate.classify.answering.quick import Quick
from rekurate.curation.finding.find import Page
from rekurate.curation.proposing.proposals import ArtistRows, Batch, Dispatch, ProposalRequest, Row
from rekurate.errors import BadRequest
from rekurate.model import Confidence, Track, fold

_ALONE: Final = 10
"""Tracks from which an artist is a batch."""
_FULL: Final = 40
"""Tracks at which a batch of small artists is closed; an artist below `_ALONE` cannot take it past 50."""
_MOST: Final = 50
"""Tracks of the largest batch: what a nameless artist or a huge one has more of goes on in the next batch."""
_DEFAULT_ROWS: Final = 50
_UNDECIDED: Final = frozenset({Confidence.LOW, Confidence.INSUFFICIENT})

_Group = tuple[str, tuple[Track, ...]]


class Undecided(NamedTuple):
    """What there is to hand out, before the decided are taken out of it."""

    tracks: Sequence[Track]
    answers: Sequence[Quick]
    locked: frozenset[str]
    """Ids of those that keep their place and are not handed out."""


def dispatch_of(
    rows: Callable[[Sequence[Track]], Sequence[Row]], request: ProposalRequest, given: Undecided
) -> tuple[Dispatch, Page]:
    """Return the low and insufficient tracks by artist, most tracks first, and the page of them that is shown.

    With `dispatch_batch` exactly that batch is shown. Raises BadRequest when there is no such batch.
    """
    undecided = [
        (track, answer)
        for track, answer in zip(given.tracks, given.answers, strict=True)
        if answer.confidence in _UNDECIDED
    ]
    places = _batches(_by_artist(track for track, _ in undecided))
    batches = [_open(batch, given.locked) for batch in places]
    undecided = [(track, answer) for track, answer in undecided if track.id not in given.locked]
    groups = _by_artist(track for track, _ in undecided)
    number = request.dispatch_batch
    if number is None:
        chosen, page = _page(groups, request)
    elif 1 <= number <= len(batches):
        chosen = batches[number - 1]
        count = sum(len(members) for _, members in chosen)
        page = Page.of(count, 0, count)
    else:
        raise BadRequest(f"There is no dispatch batch {number}: {_range(len(batches))}.")
    shown = iter(rows([track for _, members in chosen for track in members]))
    dispatch = Dispatch(
        total_tracks=len(undecided),
        total_artists=len(groups),
        tracks_without_suggestion=sum(1 for _, answer in undecided if answer.genre is None),
        batches=tuple(
            Batch(at, sum(len(members) for _, members in batch), tuple(name for name, _ in batch))
            for at, batch in enumerate(batches, 1)
        ),
        artists=tuple(ArtistRows(name, tuple(islice(shown, len(members)))) for name, members in chosen),
    )
    return dispatch, page


def _open(groups: Sequence[_Group], locked: frozenset[str]) -> list[_Group]:
    """Leave out the locked tracks of a batch; one that has no others stays, empty, and the next keep their numbers."""
    left = [(name, tuple([track for track in members if track.id not in locked])) for name, members in groups]
    return [(name, members) for name, members in left if members]


def _by_artist(tracks: Iterable[Track]) -> list[_Group]:
    groups: dict[str, list[Track]] = {}
    for track in tracks:
        groups.setdefault(fold(track.artist), []).append(track)
    order = sorted(groups, key=lambda name: (-len(groups[name]), name))
    return [(groups[name][0].artist.strip() or "(no artist)", tuple(groups[name])) for name in order]


def _batches(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Artists with ten tracks or more alone, the rest packed together."""
    batches: list[list[_Group]] = []
    packed: list[_Group] = []
    size = 0
    for name, members in groups:
        if len(members) >= _ALONE:
            batches += [[(name, members[at : at + _MOST])] for at in range(0, len(members), _MOST)]
            continue
        packed.append((name, members))
        size += len(members)
        if size >= _FULL:
            batches.append(packed)
            packed, size = [], 0
    return [*batches, packed] if packed else batches


def _page(groups: Sequence[_Group], request: ProposalRequest) -> tuple[list[_Group], Page]:
    """Cut a page of tracks out of the groups; an artist may go on on the next page.

    A call for all pages gets the batches and no tracks: thousands would be explained, and fit no answer.
    """
    most = request.max_tracks or _DEFAULT_ROWS
    total = sum(len(members) for _, members in groups)
    if request.all_pages:
        return [], Page(total, 0, 0, None)
    shown: list[_Group] = []
    skip, room = request.offset, most
    for name, members in groups:
        cut = members[skip : skip + room]
        skip = max(skip - len(members), 0)
        if cut:
            shown.append((name, cut))
            room -= len(cut)
        if room == 0:
            break
    return shown, Page.of(total, request.offset, most - room)


def _range(count: int) -> str:
    if count == 0:
        return "nothing is low or insufficient in this selection"
    return f"there {'is 1' if count == 1 else f'are {count}'}, counted from 1"
