"""How what both sides say beside the names compares: length, codes, label, album, tempo, year."""

from collections.abc import Iterable, Mapping
from typing import Final

from rekurate.classify.matching.artists import is_various
from rekurate.classify.matching.text import near, plain
from rekurate.classify.matching.title import read_title
from rekurate.model import Recording

_SAME_SECONDS: Final = 10.0
"""Lengths that differ by no more are of one recording."""
_OTHER_SECONDS: Final = 30.0
"""Lengths that differ by as much or more are of two."""
_SAME_TEMPO: Final = 0.015
"""Share by which two analyses of one recording differ at most."""
_OTHER_ALBUM: Final = 0.3
"""What another album is worth: a recording is on many."""
_YEARS: Final = 10
"""Years apart, one of them free, from which a year is worth nothing."""
_LABEL_NOISE: Final = frozenset({
    "records", "record", "recordings", "recording", "music", "ltd", "limited", "label", "digital", "rec", "recs", "the",
})  # fmt: skip
_NO_LABEL: Final = ("not on label", "none", "unknown label", "white label", "no label", "self released")
_FIRM: Final = ("isrc", "catno", "label", "album", "duration")


def compare_facts(ours: Recording, theirs: Recording) -> dict[str, float | None]:
    """Return how each fact fits, 0 to 1; None where one side is silent."""
    return {
        "duration": _duration(ours.seconds, theirs.seconds),
        "isrc": _shared(isrc_codes(ours.isrcs), isrc_codes(theirs.isrcs)),
        "catno": _shared(_catnos(ours), _catnos(theirs)),
        "label": _label(ours.label, theirs.label),
        "album": _album(ours.album, theirs.album),
        "bpm": _tempo(ours.bpm, theirs.bpm),
        "year": _year(ours.year, theirs.year),
    }


def say_same_record(facts: Mapping[str, float | None]) -> bool:
    """Whether a fact says that it is the same record: one of them is enough."""
    return any(facts[name] == 1.0 for name in _FIRM)


def isrc_codes(said: Iterable[str]) -> tuple[str, ...]:
    """Write ISRCs as shops search for them: "gb-aaa-03-00001" is "GBAAA0300001"."""
    return tuple(code for text in said if (code := "".join(filter(str.isalnum, text)).upper()))


def label_core(label: str) -> str:
    """Fold a label's name, without "Records" and the like; "" for none and for words that say there is none."""
    folded = plain(label) if label.strip() else ""
    if folded.startswith(_NO_LABEL):
        return ""
    return " ".join(word for word in folded.split() if word not in _LABEL_NOISE) or folded


def _duration(ours: float, theirs: float) -> float | None:
    if not (ours and theirs):
        return None
    apart = abs(ours - theirs)
    if apart <= _SAME_SECONDS:
        return 1.0 if apart <= _SAME_SECONDS / 2 else 0.9
    return max(0.0, 0.9 * (_OTHER_SECONDS - apart) / (_OTHER_SECONDS - _SAME_SECONDS))


def _tempo(ours: float, theirs: float) -> float | None:
    """Compare tempi; half and double are the same, drum and bass is often listed at 87."""
    if not (ours and theirs):
        return None
    return 1.0 if any(abs(ours * factor - theirs) <= _SAME_TEMPO * theirs for factor in (1.0, 2.0, 0.5)) else 0.0


def _year(ours: int, theirs: int) -> float | None:
    if not (ours and theirs):
        return None
    return max(0.0, 1.0 - max(0, abs(ours - theirs) - 1) / _YEARS)


def _label(ours: str, theirs: str) -> float | None:
    one, other = label_core(ours), label_core(theirs)
    if not (one and other):
        return None
    return 1.0 if near(one, other) else 0.0


def _album(ours: str, theirs: str) -> float | None:
    if not (ours.strip() and theirs.strip()) or is_various(ours):
        return None
    one, other = (read_title(_without_kind(album)).core for album in (ours, theirs))
    return 1.0 if near(one, other) else _OTHER_ALBUM


def _without_kind(album: str) -> str:
    """Drop " EP" and " - Single": stores add them at will."""
    words = album.split()
    while len(words) > 1 and plain(words[-1]) in {"ep", "single", "lp", "-", "album"}:
        words.pop()
    return " ".join(words)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float | None:
    return None if not (ours and theirs) else float(bool(set(ours) & set(theirs)))


def _catnos(recording: Recording) -> tuple[str, ...]:
    """Fold catalogue numbers: "SK 026; SK026" is one; "none" is no number."""
    folded = ("".join(filter(str.isalnum, part)).upper() for part in recording.catno.replace(";", ",").split(","))
    return tuple(part for part in folded if part and part != "NONE")
