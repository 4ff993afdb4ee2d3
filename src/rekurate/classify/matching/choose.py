"""Choose the best of several rows, or say that there is none.

Pressings of one thing count once; a compilation gives way to the release the track came from. Two different rows
that fit equally well are a problem only when they would say different genres.
"""

from collections.abc import Sequence
from typing import Final

from rekurate.model import Choice, MatchResult, Outcome, Suspect

_GAP: Final = 0.05
"""Scores nearer than this do not decide between two rows."""
_DECISIVE: Final = {
    "title": 0.01, "artist": 0.01, "version": 0.01, "isrc": 0.4, "catno": 0.4, "duration": 0.4, "label": 0.4,
    "album": 0.4, "bpm": 0.4,
}  # fmt: skip
"""By how much a component has to be better to decide between two rows whose scores are near."""
_RANK: Final = {Outcome.USABLE: 2, Outcome.WEAK: 1, Outcome.NO_MATCH: 0}


def choose(suspects: Sequence[Suspect], results: Sequence[MatchResult]) -> Choice:
    """Choose among rows already judged, in the order the provider gave them."""
    if not suspects:
        return Choice(Outcome.NO_MATCH)
    order = sorted(range(len(suspects)), key=lambda index: _rank(suspects[index], results[index]), reverse=True)
    best = order[0]
    result = results[best]
    if result.outcome is Outcome.NO_MATCH:
        likeliest = max(order, key=lambda index: results[index].score)
        return Choice(Outcome.NO_MATCH, likeliest, results[likeliest])
    rivals = tuple(index for index in order[1:] if _rivals(best, index, suspects, results))
    return Choice(Outcome.AMBIGUOUS if rivals else result.outcome, best, result, rivals)


def _rank(suspect: Suspect, result: MatchResult) -> tuple[int, int, float, int, int]:
    """Sort key: how good, not a compilation, score, with words to offer, earliest."""
    year = suspect.recording.year or 9999
    return (
        _RANK[result.outcome],
        -int(suspect.compilation),
        round(result.score, 3),
        int(bool(suspect.words)),
        -year,
    )


def _rivals(best: int, other: int, suspects: Sequence[Suspect], results: Sequence[MatchResult]) -> bool:
    """Whether another row fits as well as the best one and says another genre."""
    one, two = suspects[best], suspects[other]
    if results[other].outcome is not results[best].outcome or two.compilation > one.compilation:
        return False
    if (one.group and one.group == two.group) or not one.words or not two.words or one.words & two.words:
        return False
    return results[best].score - results[other].score < _GAP and not _decided(results[best], results[other])


def _decided(best: MatchResult, other: MatchResult) -> bool:
    """Whether what both rows speak of fits the one better in something, and worse in nothing."""
    ahead = [name for name, margin in _DECISIVE.items() if _lead(best, other, name) > margin]
    behind = [name for name, margin in _DECISIVE.items() if _lead(other, best, name) > margin]
    return bool(ahead) and not behind


def _lead(one: MatchResult, other: MatchResult, name: str) -> float:
    if name not in one.components or name not in other.components:
        return 0.0
    return one.components[name] - other.components[name]
