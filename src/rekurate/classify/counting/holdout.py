"""Leave a track, or all tracks of its artists, out of the counts: a track never testifies for itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rekurate.classify.clues import Clues, Column, groups_of
from rekurate.classify.counting.opinions import Opinions, OpinionsLessOne, OpinionsWithout
from rekurate.classify.counting.tempo import Pace, Tempo, bin_of
from rekurate.classify.kinds import KIND_OF
from rekurate.model import Track

_ALBUM: Final = KIND_OF["album"]
_PLAIN: Final = " (original mix)"
"""What shops append to a title that says nothing."""
_MOST_KEPT: Final = 2048
"""Opinions, and paces, without some tracks that are remembered at one time."""
_MOST_COUNTS: Final = 600_000
"""Counts of left-out tracks that are remembered at one time: some 200 MB."""


class Case(NamedTuple):
    """What is known of one track: its clues, and what these and its tempo say without those that must not testify."""

    clues: Clues
    opinions: Opinions
    pace: Pace


@dataclass(frozen=True, slots=True)
class Counted:
    """The user's genred tracks, as they were counted: a track has the same place in each of these lists."""

    tracks: Sequence[Track]
    clues: Sequence[Clues]
    columns: Sequence[Column]
    """The same clues, field by field."""
    genres: Sequence[int]
    worths: Sequence[float]
    """What each is worth as evidence (0 to 1)."""
    bpms: Sequence[float]
    twins: Mapping[int, Sequence[int]]
    """The tracks of one recording, each by its place: those that stand alone are not in it."""


class LeaveOut:
    """Asks the genred tracks about one of them as if its genre were not known; copies of a recording are one track."""

    def __init__(self, whole: Opinions, tempo: Tempo, counted: Counted, *, artists: bool) -> None:
        """Index the tracks by credit. With `artists`, whoever shares a credit with a track stays silent about it."""
        self._whole = whole
        self._tempo = tempo
        self._clues = counted.clues
        self._columns = counted.columns
        self._genres = counted.genres
        self._worths = counted.worths
        self._bpms = counted.bpms
        self._twins = counted.twins
        self._artists = artists
        self._tracks_of: Mapping[int, list[int]] | None = None
        self._opinions: dict[tuple[int, ...], OpinionsWithout] = {}
        self._counts = 0
        self._less: dict[tuple[int, float], OpinionsLessOne] = {}
        """Opinions without one track: the same for all tracks of one genre that are worth the same."""
        self._paces: dict[tuple[int, int], Pace] = {}
        """The same for its tempo: by (genre, bin), or by (-1 - track, 0) where its artists are silent too."""

    def case(self, at: int) -> Case:
        """Return track `at` as if its genre were not known."""
        return Case(self._clues[at], self.opinions(at), self.pace(at))

    def pace(self, at: int) -> Pace:
        """Return what the tempo of track `at` says, without those that may not testify."""
        bpm, genre = self._bpms[at], self._genres[at]
        alone = not self._artists and at not in self._twins
        key = (genre, bin_of(bpm)) if alone else (-1 - at, 0)
        known = self._paces.get(key)
        if known is None:
            if len(self._paces) >= _MOST_KEPT:
                self._paces.clear()
            silent = [(self._genres[one], self._bpms[one]) for one in self.silenced(at)]
            known = self._paces[key] = self._tempo.without(bpm, silent)
        return known

    def opinions(self, at: int) -> Opinions:
        """Return what clues say about track `at`, with those that may not testify left out."""
        key = credits_in(self._clues[at]) if self._artists else ()
        key += tuple([-1 - twin for twin in self._twins.get(at, ())])  # below all clue numbers
        if not key:
            return self._less_one(self._genres[at], self._worths[at])
        known = self._opinions.get(key)
        if known is None:
            counts = self._count(self.silenced(at))
            self._counts += len(counts)
            if self._counts > _MOST_COUNTS:  # memory stays flat on libraries of any size
                self._opinions.clear()
                self._counts = len(counts)
            known = self._opinions[key] = OpinionsWithout(self._whole, counts)
        return known

    def _less_one(self, genre: int, worth: float) -> OpinionsLessOne:
        known = self._less.get((genre, worth))
        if known is None:
            known = self._less[genre, worth] = OpinionsLessOne(self._whole, genre, worth)
        elif len(known) > _MOST_KEPT:
            known.clear()
        return known

    def silenced(self, at: int) -> set[int]:
        """Return the tracks that may not testify about track `at`: itself, and those that share a credit with it."""
        return {at}.union(*self._company(at))

    def burden(self, at: int) -> int:
        """Return how many tracks must be looked at to hold track `at` out, at most."""
        return 1 + sum(map(len, self._company(at)))

    def _company(self, at: int) -> Sequence[Sequence[int]]:
        """Return its copies, and the tracks of each of its credits."""
        twins = self._twins.get(at, ())
        if not self._artists:
            return [twins]
        if self._tracks_of is None:
            self._tracks_of = _by_credit(self._columns, self._clues)
        return [twins, *(self._tracks_of[number] for number in credits_in(self._clues[at]))]

    def _count(self, silenced: set[int]) -> Mapping[int, Mapping[int, float]]:
        counts: dict[int, dict[int, float]] = {}
        for at in silenced:
            genre, worth = self._genres[at], self._worths[at]
            for part in self._clues[at]:
                for _, numbers in part.groups:
                    for number in numbers:
                        row = counts.get(number)
                        if row is None:
                            counts[number] = {genre: worth}
                        else:
                            row[genre] = row.get(genre, 0.0) + worth
        return counts


def credits_in(clues: Clues) -> tuple[int, ...]:
    """Return the clue numbers of a track's credits; where it names nobody, its album's (a group by itself), or ()."""
    people: tuple[int, ...] = ()
    for part in clues:
        people += part.people
    return people or tuple([number for kind, numbers in groups_of(clues) if kind == _ALBUM for number in numbers])


def _by_credit(columns: Sequence[Column], tracks: Sequence[Clues]) -> Mapping[int, list[int]]:
    """Return the tracks of each credit, as `credits_in` names them, field by field."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    nameless = set(range(len(tracks)))
    for column in columns:
        if not any(part.people for part in set(column) if part is not None):
            continue
        for place, part in enumerate(column):
            if part is not None and part.people:
                nameless.discard(place)
                for number in part.people:
                    found[number].append(place)
    for place in nameless:
        for number in credits_in(tracks[place]):
            found[number].append(place)
    return found


def twins_of(tracks: Sequence[Track]) -> dict[int, Sequence[int]]:
    """Return the places of each recording that is there more than once, by each of its places.

    Of nobody's track the album tells which it is.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for place, track in enumerate(tracks):
        who = track.artist.lower() or track.album.lower()
        found.setdefault((who, track.title.lower().removesuffix(_PLAIN)), []).append(place)
    return {place: places for key, places in found.items() if len(places) > 1 and all(key) for place in places}
