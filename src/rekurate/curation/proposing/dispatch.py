"""Hand the undecided tracks out by artist, in batches of a size that a reviewing subagent can work through."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from rekurate.classify.answering.quick import Quick
from rekurate.curation.finding.find import Page
from rekurate.curation.proposing.proposals import ArtistRows, Batch, Dispatch, ProposalRequest, Row
from rekurate.errors import BadRequest
from rekurate.model import Confidence, Track, fold

_ALONE: Final = 10
"""Tracks from which on an artist is a batch."""
_FULL: Final = 40
"""Tracks at which a batch of small artists is closed. An artist below `_ALONE` cannot take it past 50."""
_MOST: Final = 50
"""Tracks of the largest batch. An artist with more (or the tracks without an artist) goes on in the next batch."""
_UNDECIDED: Final = frozenset({Confidence.LOW, Confidence.INSUFFICIENT})


class _Group(NamedTuple):
    """The undecided tracks of one artist, or as many of them as fit into one batch or page."""

    artist: str
    tracks: tuple[Track, ...]


def dispatch_of(
    answered: Iterable[tuple[Track, Quick]],
    locked: Collection[str],
    request: ProposalRequest,
    explained: Callable[[Sequence[Track]], Sequence[Row]],
) -> tuple[Dispatch, Page]:
    """Return the low and insufficient tracks by artist, most tracks first, and the page of them that is shown.

    `answered` are the tracks of the selection, also the locked ones. A track whose id is in `locked` is not handed
    out, but it keeps its place in its batch: otherwise locking a track while reviewers work would renumber the
    batches. `explained` makes the rows of the tracks that are shown. With `dispatch_batch` exactly that batch is
    shown. Raises BadRequest when there is no such batch.
    """
    undecided = [(track, answer) for track, answer in answered if answer.confidence in _UNDECIDED]
    batches = [_unlocked(batch, locked) for batch in _batches(_by_artist(track for track, _ in undecided))]
    handed_out = [(track, answer) for track, answer in undecided if track.id not in locked]
    artists = _by_artist(track for track, _ in handed_out)
    if request.dispatch_batch is None:
        shown, page = _page(artists, request)
    else:
        shown, page = _batch(batches, request.dispatch_batch)
    rows = iter(explained([track for group in shown for track in group.tracks]))
    dispatch = Dispatch(
        total_tracks=len(handed_out),
        total_artists=len(artists),
        tracks_without_suggestion=sum(1 for _, answer in handed_out if answer.genre is None),
        batches=tuple(
            Batch(number, _count(batch), tuple(group.artist for group in batch))
            for number, batch in enumerate(batches, 1)
        ),
        artists=tuple(ArtistRows(group.artist, tuple(islice(rows, len(group.tracks)))) for group in shown),
    )
    return dispatch, page


def _by_artist(tracks: Iterable[Track]) -> list[_Group]:
    """Group tracks by artist, most tracks first."""
    groups: dict[str, list[Track]] = {}
    for track in tracks:
        groups.setdefault(fold(track.artist), []).append(track)
    order = sorted(groups, key=lambda name: (-len(groups[name]), name))
    return [_Group(groups[name][0].artist.strip() or "(no artist)", tuple(groups[name])) for name in order]


def _batches(artists: Iterable[_Group]) -> list[list[_Group]]:
    """Give an artist with ten tracks or more batches of their own, and pack the others together."""
    batches: list[list[_Group]] = []
    packed: list[_Group] = []
    for artist, tracks in artists:
        if len(tracks) >= _ALONE:
            batches += [[_Group(artist, tracks[at : at + _MOST])] for at in range(0, len(tracks), _MOST)]
            continue
        packed.append(_Group(artist, tracks))
        if _count(packed) >= _FULL:
            batches.append(packed)
            packed = []
    return [*batches, packed] if packed else batches


def _unlocked(batch: Iterable[_Group], locked: Collection[str]) -> list[_Group]:
    """Leave the locked tracks out of a batch. It may be empty then, and stays: the next ones keep their numbers."""
    left = [_Group(artist, tuple([one for one in tracks if one.id not in locked])) for artist, tracks in batch]
    return [group for group in left if group.tracks]


def _batch(batches: Sequence[list[_Group]], number: int) -> tuple[list[_Group], Page]:
    if not 1 <= number <= len(batches):
        raise BadRequest(f"There is no dispatch batch {number}: {_range(len(batches))}.")
    batch = batches[number - 1]
    return batch, Page.of(_count(batch), 0, _count(batch))


def _page(artists: Sequence[_Group], request: ProposalRequest) -> tuple[list[_Group], Page]:
    """Cut a page of tracks out of the groups; an artist may go on on the next page.

    A call for all pages gets the batches and no tracks: thousands would have to be explained, and fit no answer.
    """
    total = _count(artists)
    if request.all_pages:
        return [], Page(total, 0, 0, None)
    shown: list[_Group] = []
    skip, room = request.offset, request.max_tracks
    for artist, tracks in artists:
        cut = tracks[skip : skip + room]
        skip = max(skip - len(tracks), 0)
        if cut:
            shown.append(_Group(artist, cut))
            room -= len(cut)
        if room == 0:
            break
    return shown, Page.of(total, request.offset, _count(shown))


def _count(groups: Iterable[_Group]) -> int:
    return sum(len(group.tracks) for group in groups)


def _range(count: int) -> str:
    if count == 0:
        return "nothing is low or insufficient in this selection"
    return f"there {'is 1' if count == 1 else f'are {count}'}, counted from 1"
