"""Pool what the clues of a track say into belief over genres: a weighted sum of log-odds, damped where clues repeat.

score(g) = log prior(g) - tempo's penalty + sum over kinds of alpha(kind) * n^-damping * sum over its n clues of lift(g)
"""

from collections.abc import Collection, Sequence
from math import exp, log
from typing import Final, NamedTuple

from rekurate.classify.clues import Clues, Groups
from rekurate.classify.counting.opinions import Opinion, Opinions, strongest
from rekurate.classify.counting.tempo import Pace
from rekurate.classify.kinds import AUDIO, RELEASES

Voice = tuple[int, dict[int, float], float, int]
"""What the clues of one kind in one part say, weighed: (kind, lift of each genre, fall of the others, mark).

Equal marks above 0 are the very same tracks, which are heard once; 0 or below is no mark.
"""

_MOST_VALUES: Final = 40
"""Clues of one kind in one part that are told apart by their number: more are damped no further."""
_FAR: Final = -9.0
"""Log belief below which a genre is not worth counting."""
_GUESS: Final = 0.1
"""Share of belief below which not even a guess is named."""
AGREES: Final = 0.25
"""Nats by which a witness must raise a genre to count as agreeing with it."""
SURE: Final = 0.8
"""Share of its own belief from which a witness agrees although it raises the genre by less: it was common already."""


class Agreement(NamedTuple):
    """How the witnesses stand to a genre, or to several that are proposed as one: part of `Scored`."""

    agreeing: int
    opposing: int
    nats: float
    voices: int
    audio_only: bool
    proven: bool


class Scored(NamedTuple):
    """The fast answer about one track; a named tuple, for one is made for every track of a library."""

    genre: int
    probability: float
    """Of the best genre, over all genres, before calibration."""
    runner: int
    """The second best; -1 when there is none."""
    runner_probability: float
    agreeing: int
    """Witnesses that raise the best genre."""
    opposing: int
    """Witnesses that speak and lower it."""
    nats: float
    """By how much the witnesses together raise the best genre over the prior."""
    voices: int
    """Kinds of clue that raise the best genre, of whatever witness."""
    audio_only: bool
    """Whether the only witness that agrees is the sound."""
    proven: bool
    """Whether a source agrees that names a release which was matched to the track."""
    novel: float
    """How surely the user does not use the best genre (0 to 1): 0 for one they use, or who has shown no genres yet."""


class Pool:
    """Weighs what clues say, with one set of weights, and adds it up to a belief in each genre."""

    def __init__(self, opinions: Opinions, alphas: Sequence[float]) -> None:
        """Tabulate alpha * n^-damping for each kind and number of clues."""
        self.alphas = tuple(alphas)
        ledger = opinions.ledger
        self._opinions = opinions
        self._ledger = ledger
        self._marks = ledger.marks
        self._priors = ledger.vocabulary.priors()
        kinds = ledger.kinds
        names = sorted({kind.witness for kind in kinds})
        self.witness = [names.index(kind.witness) for kind in kinds]
        self._audio = names.index(AUDIO)
        self._releases = frozenset(names.index(name) for name in RELEASES)
        damping = [[0.0, *(n**-kind.damping for n in range(1, _MOST_VALUES + 1))] for kind in kinds]
        self.scale = [[alpha * damp for damp in row] for alpha, row in zip(alphas, damping, strict=True)]

    def voices(self, groups: Groups, opinions: Opinions) -> list[Voice]:
        """Weigh what the clues of one part say; the same tracks are heard once a kind."""
        marks = self._marks
        voices: list[Voice] = []
        for kind, numbers in groups:
            if len(numbers) == 1:
                number = numbers[0]
                opinion = opinions[number]
                if opinion[0]:
                    voices.append(self._alone(kind, opinion, marks.get(number) or -1 - number))
                continue
            heard: dict[int, Opinion] = {}
            for number in numbers:
                opinion = opinions[number]
                if opinion[0]:
                    heard.setdefault(marks.get(number) or -1 - number, opinion)
            if len(heard) == 1:
                mark, opinion = heard.popitem()
                voices.append(self._alone(kind, opinion, mark))
            elif heard:
                voices.append(self._together(kind, heard.values()))
        return voices

    def _alone(self, kind: int, opinion: Opinion, mark: int) -> Voice:
        scale = self.scale[kind][1]
        return kind, {genre: scale * nats for genre, nats in opinion[0].items()}, scale * opinion[1], mark

    def _together(self, kind: int, opinions: Collection[Opinion]) -> Voice:
        """Add up what several clues of one kind say, damped."""
        scale = self.scale[kind][min(len(opinions), _MOST_VALUES)]
        total: dict[int, float] = {}
        fall = 0.0
        for lifts, falls in opinions:
            fall += falls
            for genre, nats in lifts.items():
                total[genre] = total.get(genre, 0.0) + scale * nats
        return kind, strongest(total, self._priors), scale * fall, 0

    def hear(self, clues: Clues, opinions: Opinions, slot: int = -1) -> list[Voice]:
        """Return every voice about a track, none of them twice.

        With a `slot`, the place of this pool's regime, a part keeps what it said for other tracks that share it.
        """
        heard: list[Voice] = []
        met: set[int] = set()
        ledger, whole = self._ledger, self._opinions
        plain = opinions is whole
        for part in clues:
            if slot >= 0 and (plain or ledger.is_steady(part)):
                voices = part.voices[slot]
                if voices is None:
                    voices = part.voices[slot] = self.voices(part.groups, whole)
            else:
                voices = self.voices(part.groups, opinions)
            for voice in voices:
                mark = voice[3]
                if mark <= 0:
                    heard.append(voice)
                elif mark not in met:
                    met.add(mark)
                    heard.append(voice)
        return heard

    def score(self, heard: Sequence[Voice], pace: Pace) -> Scored | None:
        """Return the best genre with what calibration needs; None when neither clues nor the tempo suggest one."""
        total = total_of(heard)
        base, chances, mass = pace.beliefs()
        _add_guess(total, pace, chances, mass)
        best = runner = -1
        high = second = -1e9
        for genre, lift in total.items():
            score = base[genre] + lift
            if score > _FAR:
                mass += exp(score) - chances[genre]
                if score > high:
                    best, high, runner, second = genre, score, best, high
                elif score > second:
                    runner, second = genre, score
        if best < 0:
            return None
        other = exp(second) / mass if runner >= 0 else 0.0
        novel = pace.novelty(best)
        return Scored(best, exp(high) / mass, runner, other, *self.agreement(heard, (best,)), novel)

    def agreement(self, heard: Sequence[Voice], genres: Sequence[int]) -> Agreement:
        """Count who is for one genre and who against, or for several that are proposed as one.

        A witness raises several as far as its favourite of them, measured against the prior of that one.
        """
        one = genres[0] if len(genres) == 1 else -1
        agreeing = opposing = voices = 0
        enough = log(SURE) - log(sum([self._priors[genre] for genre in genres]))
        support: dict[int, float] = {}
        for kind, lifts, fall, _ in heard:
            raised = fall + (lifts.get(one, 0.0) if one >= 0 else max([lifts.get(genre, 0.0) for genre in genres]))
            witness = self.witness[kind]
            support[witness] = support.get(witness, 0.0) + raised
            if raised >= AGREES:
                voices += 1
        for raised in support.values():
            if raised >= AGREES or enough <= raised > 0.0:
                agreeing += 1
            elif raised < 0.0:
                opposing += 1
        proven = any(support.get(witness, 0.0) >= AGREES for witness in self._releases)
        alone = agreeing == 1 and support.get(self._audio, 0.0) >= AGREES
        return Agreement(agreeing, opposing, sum(support.values()), voices, alone, proven)

    def support(self, heard: Sequence[Voice], genre: int) -> dict[int, float]:
        """Return how far each witness that speaks raises (or lowers) a genre, in nats against the prior."""
        support: dict[int, float] = {}
        for kind, lifts, fall, _ in heard:
            witness = self.witness[kind]
            support[witness] = support.get(witness, 0.0) + lifts.get(genre, 0.0) + fall
        return support

    def beliefs(self, heard: Sequence[Voice], pace: Pace) -> list[tuple[float, int]]:
        """Return (probability, genre) of every genre that some voice speaks of, best first."""
        total = total_of(heard)
        base, chances, mass = pace.beliefs()
        _add_guess(total, pace, chances, mass)
        mass += sum(exp(base[genre] + lift) - chances[genre] for genre, lift in total.items())
        ranked = [(exp(base[genre] + lift) / mass, genre) for genre, lift in total.items()]
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def _add_guess(total: dict[int, float], pace: Pace, chances: Sequence[float], mass: float) -> None:
    """Add the commonest genre that the tempo does not refute and no voice names, to the lift of those that one does.

    A genre no clue names may still be likelier than a rare one that a weak clue names; the tempo lends it nothing.
    Where nothing speaks it is a guess, if a likely one; without a tempo not even that.
    """
    if total or pace.is_known:
        for genre in pace.leaders():
            if genre not in total and (total or chances[genre] >= _GUESS * mass):
                total[genre] = pace.loss(genre)
                break


def total_of(heard: Sequence[Voice]) -> dict[int, float]:
    """Return the weighted lift of every genre that some voice knows about."""
    total = dict(heard[0][1]) if heard else {}
    get = total.get
    for _, lifts, _, _ in heard[1:]:
        for genre, nats in lifts.items():
            total[genre] = get(genre, 0.0) + nats
    return total


def logit(chance: float) -> float:
    """Return the log-odds of a probability, bounded to +-9."""
    bounded = min(max(chance, 1.2e-4), 1.0 - 1.2e-4)
    return log(bounded / (1.0 - bounded))
