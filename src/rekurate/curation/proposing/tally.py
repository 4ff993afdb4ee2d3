"""Count proposals by genre, for the summary a person reads first."""

from collections import Counter
from collections.abc import Sequence

from rekurate.classify.answering.quick import Quick
from rekurate.curation.proposing.proposals import Conflict, GenreTally
from rekurate.model import Action, Confidence, Track
from rekurate.model.text import cut
from rekurate.taxonomy import Taxonomy

_TOP_ARTISTS = 5
_NAME_LENGTH = 40


def tallies(tracks: Sequence[Track], answers: Sequence[Quick]) -> tuple[GenreTally, ...]:
    """Return how often each genre is proposed, most first; confirmed and undecided tracks propose none."""
    confidences: dict[str, Counter[Confidence]] = {}
    artists: dict[str, Counter[str]] = {}
    for track, answer in zip(tracks, answers, strict=True):
        if answer.genre is not None and answer.action is not Action.CONFIRM:
            confidences.setdefault(answer.genre, Counter())[answer.confidence] += 1
            artists.setdefault(answer.genre, Counter())[track.artist.strip() or "(no artist)"] += 1
    found = [
        GenreTally(
            genre,
            counts.total(),
            {tier.value: counts[tier] for tier in Confidence if counts[tier]},
            tuple(f"{cut(name, _NAME_LENGTH)} ({n})" for name, n in _most(artists[genre])),
        )
        for genre, counts in confidences.items()
    ]
    return tuple(sorted(found, key=lambda tally: (-tally.count, tally.genre)))


def conflicts(taxonomy: Taxonomy, answers: Sequence[Quick]) -> tuple[Conflict, ...]:
    """Return which genres are contradicted by which, most frequent first."""
    counts = Counter(
        (answer.current, answer.genre)
        for answer in answers
        if answer.action is Action.CONFLICT and answer.current and answer.genre
    )
    found = [Conflict(old, new, n, _related(taxonomy, old, new)) for (old, new), n in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.current, one.proposed)))


def _related(taxonomy: Taxonomy, old: str, new: str) -> bool:
    ours, theirs = taxonomy.resolve(old).genre, taxonomy.resolve(new).genre
    if ours is None or theirs is None:
        return False
    return taxonomy.genres[ours].family == taxonomy.genres[theirs].family


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOP_ARTISTS]
