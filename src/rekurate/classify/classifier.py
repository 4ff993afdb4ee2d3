"""One library, counted: scores a track in microseconds, and explains it on demand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Final, NamedTuple
from zlib import crc32

from rekurate.classify.clues import Clues, Column, rows_of
from rekurate.classify.counting.holdout import Case, Counted, LeaveOut, credits_in, twins_of
from rekurate.classify.counting.ledger import Ledger, Opinions
from rekurate.classify.counting.tempo import Pace, Tempo
from rekurate.classify.counting.vocabulary import Vocabulary, vocabulary_of
from rekurate.classify.kinds import Kind, kinds
from rekurate.classify.reading.neighbours import stand_by_genre
from rekurate.classify.reading.reader import TrackReader
from rekurate.classify.reading.terms import TermReader
from rekurate.classify.weighing.calibrate import Calibration, Judged, calibrate
from rekurate.classify.weighing.fit import LEAST, Example, example_of, fit
from rekurate.classify.weighing.pool import Pool, Scored, Voice
from rekurate.model import Observation, Playlist, Track
from rekurate.taxonomy import Taxonomy

_SAMPLE: Final = 800
"""Genred tracks that teach the weights and the tiers; more change nothing a person would see and cost time."""
_SAMPLE_FAMILIAR: Final = 500
"""The same for artists the user has genred before: most of these are right, so that fewer tell as much."""
_SAMPLE_LEAST: Final = 250
_SAMPLE_BURDEN: Final = 30_000
"""Tracks looked at to hold others out, after which `_SAMPLE_LEAST` will do: met where artists have a hundred each."""
_ENOUGH_TO_FIT: Final = 80
_ODD: Final = 2654435761
"""Spreads checksums of like names over all parts."""
STRANGERS: Final = 0
FAMILIAR: Final = 1


@dataclass(frozen=True, slots=True)
class Material:
    """What a classifier is made from."""

    taxonomy: Taxonomy
    tracks: Sequence[Track]
    """The whole library in Rekordbox's order: also the tracks nobody asked about teach."""
    playlists: Sequence[Playlist] = ()
    evidence: Mapping[str, Sequence[Observation]] | None = None
    """What sources said, by track id."""
    overrides: Mapping[str, str] | None = None
    """Folded word -> genre."""


@dataclass(frozen=True, slots=True)
class Regime:
    """Weights and tiers for one situation: artists the user has genred before, or strangers."""

    pool: Pool
    calibration: Calibration


class Hearing(NamedTuple):
    """What is said about one track, and by which weights it counts."""

    regime: Regime
    voices: list[Voice]
    pace: Pace

    def score(self) -> Scored | None:
        """Return the best genre; None when no clue says anything."""
        return self.regime.pool.score(self.voices, self.pace)

    def beliefs(self) -> list[tuple[float, int]]:
        """Return (probability, genre) of every genre that is spoken of, best first."""
        return self.regime.pool.beliefs(self.voices, self.pace)


class Classifier:
    """Counts a library once; everything it answers follows from the counts."""

    def __init__(self, material: Material) -> None:
        """Count every genred track under its clues, then fit weights and tiers on held-out tracks."""
        self.material = material
        self.kinds: tuple[Kind, ...] = kinds(material.taxonomy)
        self.vocabulary: Vocabulary = vocabulary_of(material.taxonomy, [track.genre for track in material.tracks])
        self.reader = TrackReader(material.taxonomy, material.playlists)
        self.terms = TermReader(material.taxonomy, self.reader.book, material.overrides or {})
        self.ledger = Ledger(self.kinds, self.reader.book, self.vocabulary)
        self.genred: list[Track] = []
        self.truths: list[int] = []
        self.genred_clues: list[Clues] = []
        self.worths: list[float] = []
        self.places: dict[str, int] = {}
        """Track id -> place in the four lists above."""
        columns = self._count()
        bpms = [track.bpm for track in self.genred]
        self.tempo = Tempo(self.vocabulary, zip(self.truths, bpms, strict=True))
        counted = Counted(self.genred_clues, columns, self.truths, self.worths, bpms, twins_of(self.genred))
        self.by_artist = LeaveOut(self.ledger, self.tempo, counted, artists=True)
        self.by_track = LeaveOut(self.ledger, self.tempo, counted, artists=False)
        self.regimes = (
            self.learn(self.sample(strangers=True), self.by_artist),
            self.learn(self.sample(strangers=False), self.by_track),
        )

    def read_all(self, tracks: Sequence[Track]) -> list[Clues]:
        """Return every clue of each track: its own fields and what sources said; never its genre."""
        return rows_of(self._read_columns(tracks), len(tracks))

    def _read_columns(self, tracks: Sequence[Track]) -> list[Column]:
        columns = self.reader.read_columns(tracks)
        if self.material.evidence:
            columns += zip_longest(*[self.terms.read(self._said(track)) for track in tracks])
        return columns

    def _said(self, track: Track) -> Sequence[Observation]:
        said = (self.material.evidence or {}).get(track.id, ())
        if said and track.genre in self.vocabulary.readings:
            # Rekordbox took its genre from the file's tag: the tag would be the genre testifying for itself.
            return [observation for observation in said if observation.source != "file_tags"]
        return said

    def hear(self, track: Track) -> Hearing:
        """Return what is said about a track, and by which weights: a track with a genre is silent about itself."""
        return self.listen(self.case(track))

    def listen(self, case: Case) -> Hearing:
        """Return what clues say, and by which weights."""
        slot = FAMILIAR if is_familiar(case.clues, case.opinions) else STRANGERS
        regime = self.regimes[slot]
        return Hearing(regime, regime.pool.hear(case.clues, case.opinions, slot), case.pace)

    def case(self, track: Track) -> Case:
        """Return a track's clues and how to ask what they say."""
        return self.cases((track,))[0]

    def cases(self, tracks: Sequence[Track]) -> list[Case]:
        """Return the clues of each track and how to ask what they say: a genred one's without its own testimony."""
        new = [track for track in tracks if track.id not in self.places]
        read = iter(self.read_all(new))
        plain, pace = self.ledger.opinions, self.tempo.pace
        return [
            Case(next(read) + (self.reader.read_current(track.genre) if track.genre else ()), plain, pace(track.bpm))
            if (place := self.places.get(track.id)) is None
            else self.by_track.case(place)
            for track in tracks
        ]

    def learn(self, places: Sequence[int], left: LeaveOut) -> Regime:
        """Fit weights and tiers on the genred tracks at `places`.

        The two halves are fitted for each other, so that no track helps to choose its own tier; then weights on both.
        """
        start = Pool(self.kinds, self.ledger, [kind.alpha for kind in self.kinds])
        if len(places) < _ENOUGH_TO_FIT:
            return Regime(start, calibrate(self.material.taxonomy, self.judge(start, places, left)))
        halves: tuple[list[int], list[int]] = ([], [])
        for at in places:
            halves[self.fold(at, 2)].append(at)
        teacher = Pool(self.kinds, self.ledger, [max(kind.alpha, LEAST) for kind in self.kinds])
        taught = [self._examples(teacher, half, left) for half in halves]
        fits = [fit(self.kinds, examples) for examples in taught]
        judged: list[Judged] = []
        for half, alphas in zip(halves, reversed(fits), strict=True):
            judged += self.judge(Pool(self.kinds, self.ledger, alphas), half, left)
        between = [(one + other) / 2 for one, other in zip(*fits, strict=True)]
        final = Pool(self.kinds, self.ledger, fit(self.kinds, taught[0] + taught[1], between))
        return Regime(final, calibrate(self.material.taxonomy, judged))

    def fold(self, at: int, folds: int) -> int:
        """Put a genred track into one of `folds` parts, all tracks of one first-named artist into the same.

        It follows from names, so that the order of a library changes nothing.
        """
        people = credits_in(self.genred_clues[at])
        name = self.reader.book.values[people[0]] if people else self.genred[at].id
        return _scattered(name) * folds >> 32

    def judge(self, pool: Pool, places: Sequence[int], left: LeaveOut) -> list[Judged]:
        """Score the genred tracks at `places`, each held out; those no clue speaks about are left out."""
        judged = []
        for at in places:
            clues, opinions, pace = left.case(at)
            scored = pool.score(pool.hear(clues, opinions), pace)
            if scored is not None:
                group = next(iter(credits_in(self.genred_clues[at])), -1 - at)
                judged.append(Judged(scored, scored.genre == self.truths[at], group))
        return judged

    def _examples(self, pool: Pool, places: Sequence[int], left: LeaveOut) -> list[Example]:
        found = (example_of(pool, left.case(at), self.truths[at]) for at in places)
        return [example for example in found if example is not None]

    def sample(self, *, strangers: bool) -> list[int]:
        """Choose the genred tracks that teach: spread evenly, always the same ones.

        For familiar artists only tracks whose artists have another genred track can teach.
        """
        chosen: list[int] = []
        left, spent = (self.by_artist if strangers else self.by_track), 0
        for at in self._turns:
            if strangers or self._has_company(at):
                chosen.append(at)
                spent += left.burden(at)
                if len(chosen) >= (_SAMPLE if strangers else _SAMPLE_FAMILIAR) or _is_dear(len(chosen), spent):
                    break
        return chosen

    @cached_property
    def _turns(self) -> Sequence[int]:
        """The genred tracks in an order that follows from their ids and from nothing they share."""
        marks = [_scattered(track.id) for track in self.genred]
        return sorted(range(len(marks)), key=marks.__getitem__)

    def _has_company(self, at: int) -> bool:
        own, total = self.worths[at], self.ledger.total
        if not any(total(number) > own for part in self.genred_clues[at] for number in part.people):
            return False  # nobody else has these credits: the same answer, without weighing a single clue
        return is_familiar(self.genred_clues[at], self.by_track.opinions(at))

    def _count(self) -> list[Column]:
        """Count the genred tracks; return what each of their fields says."""
        readings = self.vocabulary.readings
        self.genred = [track for track in self.material.tracks if track.genre in readings]
        self.truths = [readings[track.genre] for track in self.genred]
        self.worths = _worths(self.genred)
        self.vocabulary.weigh(zip(self.truths, self.worths, strict=True))
        if stand_by_genre(self.genred, self.truths):
            self.reader.neighbours.learn(self.material.tracks)
        columns = self._read_columns(self.genred)
        self.genred_clues = rows_of(columns, len(self.genred))
        self.places = {track.id: place for place, track in enumerate(self.genred)}
        self.ledger.count(columns, self.truths, self.worths)
        opinions = self.ledger.opinions
        self.reader.titles.close(lambda number: bool(opinions[number][0]))
        return columns


def _worths(tracks: Sequence[Track]) -> list[float]:
    """Return what each track is worth as evidence: n tracks of one artist and album are worth the square root of n.

    They were bought, filed and genred in one go: ten of them say little more about a label or a folder than three.
    """
    batches = [(track.artist, track.album) for track in tracks]
    sizes = Counter(batches)
    return [sizes[batch] ** -0.5 if batch[0] or batch[1] else 1.0 for batch in batches]


def _scattered(text: str) -> int:
    return crc32(text.encode(errors="replace")) * _ODD & 2**32 - 1


def _is_dear(chosen: int, spent: int) -> bool:
    return chosen >= _SAMPLE_LEAST and spent >= _SAMPLE_BURDEN


def is_familiar(clues: Clues, opinions: Opinions) -> bool:
    """Whether the user has genred another track of one of a track's artists or remixers."""
    for part in clues:
        for number in part.people:
            if opinions[number][0]:
                return True
    return False
