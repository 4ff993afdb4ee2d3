"""How a provider's row fits a track: components that both sides speak of, gates that forbid, reasons that are shown.

What one side does not say is neutral. Weights follow the practice of taggers that match whole albums (title and artist
three each, length two, year one, label and catalogue number a half) with the version split off the title, because it is
what tells a remix from its original.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from rekurate.classify.matching.compared import Compared, Reading, lay_side_by_side
from rekurate.classify.matching.doubts import doubts
from rekurate.classify.matching.text import plain
from rekurate.classify.matching.versions import Fit
from rekurate.model import MatchResult, Outcome

USABLE_SCORE: Final = 0.80
"""Score from which a row is the recording, where nothing keeps it weak."""
WEAK_SCORE: Final = 0.65
"""Score below which it is not."""
WEIGHTS: Final = {
    "title": 4.0, "artist": 3.0, "version": 2.0, "duration": 1.0, "isrc": 1.0, "catno": 0.5, "label": 0.4,
    "album": 0.4, "bpm": 0.4, "year": 0.3,
}  # fmt: skip
_ALIKE: Final = 0.5
"""Likeness that titles need at least when the ISRC is the same: codes are mistyped and reused too."""
_SOFT_VERSION: Final = 0.5
_REWORDED_VERSION: Final = 0.97
"""What the same version is worth in other words: "Extended Mix" for the original."""


def judge(ours: Reading, theirs: Reading) -> MatchResult:
    """Compare a track of the library with a provider's row."""
    pair = lay_side_by_side(ours, theirs)
    said = {"title": pair.title, "artist": pair.artist, "version": _version_score(pair), **pair.facts}
    components = {name: value for name, value in said.items() if value is not None}
    score = _score(components)
    shown = {name: round(value, 3) for name, value in components.items()}
    gates = tuple(_gates(pair))
    if gates:
        return MatchResult(Outcome.NO_MATCH, round(score, 4), shown, gates)
    return _outcome(score, shown, tuple(doubts(pair)))


def _outcome(score: float, shown: Mapping[str, float], reasons: tuple[str, ...]) -> MatchResult:
    if score < WEAK_SCORE:
        return MatchResult(Outcome.NO_MATCH, round(score, 4), shown, (), (f"score {score:.2f} is too low", *reasons))
    usable = score >= USABLE_SCORE and not reasons
    return MatchResult(Outcome.USABLE if usable else Outcome.WEAK, round(score, 4), shown, (), reasons)


def _gates(pair: Compared) -> Iterator[str]:
    """Name what forbids the match. One ISRC may stand for several recordings, so it opens only the gates of names."""
    if pair.version is Fit.CONTRADICTS:
        yield f"version: {pair.version_why}"
    if pair.facts["isrc"] and pair.title >= _ALIKE:
        return
    if pair.title_why:
        yield f"title: {pair.title_why}"
    if pair.artist == 0.0:
        yield "artist: nobody is named on both sides"
    if pair.is_supported:
        return
    if pair.artist is None:
        yield "artist: one side names nobody, and nothing else proves it"
    if pair.ours.title.says_nothing and not pair.ours.title.version.name:
        yield "untitled: such a title needs the same label, catalogue number, album or duration as well"


def _version_score(pair: Compared) -> float:
    if pair.version is not Fit.SAME:
        return _SOFT_VERSION if pair.version is Fit.SOFT else 0.0
    one, other = pair.ours.title.version.printed, pair.theirs.title.version.printed
    return 1.0 if plain(one or "original mix") == plain(other or "original mix") else _REWORDED_VERSION


def _score(components: Mapping[str, float]) -> float:
    whole = sum(WEIGHTS[name] for name in components)
    return sum(WEIGHTS[name] * value for name, value in components.items()) / whole
