"""One library, counted: scores a track in microseconds, and explains it on demand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, NamedTuple

from rekurate.classify.clues import Clues, Column, rows_of
from rekurate.classify.counting.holdout import Case, Counted, twins_of
from rekurate.classify.counting.ledger import Ledger
from rekurate.classify.counting.opinions import Opinions
from rekurate.classify.counting.tempo import Pace, Tempo
from rekurate.classify.counting.vocabulary import Vocabulary, vocabulary_of
from rekurate.classify.kinds import Kind, kinds
from rekurate.classify.reading.neighbours import stand_by_genre
from rekurate.classify.reading.reader import TrackReader
from rekurate.classify.reading.terms import TermReader
from rekurate.classify.weighing.pool import Scored, Voice
from rekurate.classify.weighing.teaching import Regime, Teacher, is_familiar
from rekurate.model import Observation, Playlist, Track
from rekurate.taxonomy import Taxonomy

STRANGERS: Final = 0
FAMILIAR: Final = 1
"""Places of the two regimes: for artists the user has not genred before, and for those they have."""


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
        self.opinions = Opinions(self.ledger)
        counted = self._count()
        self.genred: Sequence[Track] = counted.tracks
        self.truths: Sequence[int] = counted.genres
        """The genre of each genred track, by its number."""
        self.places = {track.id: place for place, track in enumerate(self.genred)}
        """Track id -> place in these two."""
        self.tempo = Tempo(self.vocabulary, zip(self.truths, counted.bpms, strict=True))
        self.teacher = Teacher(self.opinions, self.tempo, counted)
        self.regimes = (self.teacher.for_strangers(), self.teacher.for_familiar())
        """By `STRANGERS` and `FAMILIAR`."""

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
        plain, pace = self.opinions, self.tempo.pace
        return [
            Case(next(read) + (self.reader.read_current(track.genre) if track.genre else ()), plain, pace(track.bpm))
            if (place := self.places.get(track.id)) is None
            else self.teacher.by_track.case(place)
            for track in tracks
        ]

    def _count(self) -> Counted:
        """Count the genred tracks under their clues."""
        readings = self.vocabulary.readings
        genred = [track for track in self.material.tracks if track.genre in readings]
        truths = [readings[track.genre] for track in genred]
        worths = _worths(genred)
        self.vocabulary.weigh(zip(truths, worths, strict=True))
        if stand_by_genre(genred, truths):
            self.reader.neighbours.learn(self.material.tracks)
        columns = self._read_columns(genred)
        clues = rows_of(columns, len(genred))
        self.ledger.count(columns, truths, worths)
        self.reader.titles.close(lambda number: bool(self.opinions[number][0]))
        bpms = [track.bpm for track in genred]
        return Counted(genred, clues, columns, truths, worths, bpms, twins_of(genred))


def _worths(tracks: Sequence[Track]) -> list[float]:
    """Return what each track is worth as evidence: n tracks of one artist and album are worth the square root of n.

    They were bought, filed and genred in one go: ten of them say little more about a label or a folder than three.
    """
    batches = [(track.artist, track.album) for track in tracks]
    sizes = Counter(batches)
    return [sizes[batch] ** -0.5 if batch[0] or batch[1] else 1.0 for batch in batches]
