"""Name the evidence: every clue that speaks about a track, read as a vote."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp
from typing import Final

from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier
from rekurate.classify.clues import groups_of
from rekurate.classify.counting.opinions import Opinion
from rekurate.classify.reading.reader import YEARS
from rekurate.classify.weighing.pool import SURE, Pool
from rekurate.model import Track, Vote
from rekurate.model.text import cut

_OWN: Final = {
    "artist": "own_artist",
    "remixed_artist": "own_artist",
    "titled_artist": "own_artist",
    "remixer": "own_remixer",
    "album": "own_album",
    "label": "own_label",
    "playlist": "own_playlist",
    "folder": "own_folder",
    "added": "own_added_day",
    "neighbours": "own_neighbours",
    "comment": "own_comment",
    "comment_word": "own_comment_word",
    "my_tag": "own_my_tag",
    "color": "own_color",
    "title_word": "own_title_word",
    "artist_word": "own_artist_word",
    "year": "own_years",
}
_LEAST: Final = 0.15
"""Nats below which a vote is not worth a line."""
_NEARLY: Final = 0.8
"""Share of the favourite's belief from which a clue is taken to speak for the proposed genre as well."""
_LONGEST_TERM: Final = 60
_TOGETHER: Final = "taken in together"


def votes_on(proposer: Proposer, track: Track, pool: Pool, best: int) -> tuple[Vote, ...]:
    """Return the votes about a track, heaviest first; two clues on the very same tracks vote once.

    A clue votes for its favourite, or for the `best` genre (-1: none) where that is as good as its favourite.
    """
    classifier = proposer.classifier
    clues, opinions, _ = classifier.case(track)
    book = classifier.reader.book
    marks = classifier.ledger.marks
    votes: list[Vote] = []
    met: set[int] = set()
    for kind, numbers in groups_of(clues):
        spoken = [(number, opinions[number]) for number in numbers if opinions[number][0]]
        spoken = [pair for pair in spoken if not _repeats(marks.get(pair[0], 0), met)]
        if not spoken:
            continue
        scale = pool.scale[kind][min(len(spoken), len(pool.scale[kind]) - 1)]
        spec = classifier.kinds[kind]
        for number, (lifts, fall) in spoken:
            genre, belief = favourite(classifier, (lifts, fall), best)
            nats = scale * (lifts[genre] + fall)
            if nats >= _LEAST or (genre == best and nats > 0.0 and belief >= SURE):
                counts = _without(classifier, track, number)
                votes.append(
                    Vote(
                        spec.witness,
                        _OWN.get(spec.name, spec.name),
                        _term(spec.name, book.values[number]),
                        proposer.written(genre),
                        round(nats, 3),
                        _detail(counts.get(genre, 0), sum(counts.values())),
                    )
                )
    return tuple(sorted(_merged(votes), key=lambda vote: (-vote.weight, vote.source, vote.term)))


def favourite(classifier: Classifier, opinion: Opinion, best: int = -1) -> tuple[int, float]:
    """Return the genre a clue makes likeliest, and how likely: never a rare one it raises much and hardly knows.

    `best` is preferred where the clue makes it nearly as likely: of "4 of 8" both ways the tempo may have chosen.
    """
    priors = classifier.vocabulary.priors()
    lifts, fall = opinion
    beliefs = {genre: exp(nats + fall) * priors[genre] for genre, nats in lifts.items()}
    genre = max(beliefs, key=lambda genre: (beliefs[genre], -genre))
    if beliefs.get(best, 0.0) >= _NEARLY * beliefs[genre]:
        genre = best
    return genre, beliefs[genre]


def _merged(votes: Sequence[Vote]) -> Iterable[Vote]:
    """Join votes that read alike: of the two stretches of a collection that hold a track, a person need not know."""
    found: dict[tuple[str, str, str], Vote] = {}
    for vote in votes:
        key = (vote.source, vote.term, vote.genre)
        met = found.get(key)
        found[key] = replace(met, weight=round(met.weight + vote.weight, 3)) if met else vote
    return found.values()


def heaviest(votes: Sequence[Vote], genre: str | None, most: int) -> tuple[Vote, ...]:
    """Choose the votes to show: those for the genre first, then the strongest against it."""
    for_it = [vote for vote in votes if vote.genre == genre]
    against = [vote for vote in votes if vote.genre != genre]
    room = max(most - len(against[:2]), 1)
    return tuple((for_it[:room] + against)[:most])


def _repeats(mark: int, met: set[int]) -> bool:
    if mark and mark in met:
        return True
    met.add(mark)
    return False


def _without(classifier: Classifier, track: Track, number: int) -> dict[int, int]:
    """Return a clue's counts without the track itself."""
    counts = dict(classifier.ledger.tracks_with(number))
    place = classifier.places.get(track.id)
    if place is not None and classifier.truths[place] in counts:
        counts[classifier.truths[place]] -= 1
    return {genre: n for genre, n in counts.items() if n > 0}


def _term(kind: str, value: str) -> str:
    if kind == "year" and value.isdigit():
        first = int(value) * YEARS
        return f"{first}-{first + YEARS - 1}"
    if kind == "folder":
        value = value.rpartition("/")[2] or value
    if kind == "playlist":
        value = value.rpartition(" / ")[2] or value
    if kind == "neighbours":
        return _TOGETHER
    return cut(value, _LONGEST_TERM)


def _detail(agree: int, total: int) -> str:
    return f"{agree} of {total} tracks" if agree else ""
