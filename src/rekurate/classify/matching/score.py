"""How a provider's row fits a track: components that both sides speak of, gates that forbid, reasons that are shown.

What one side does not say is neutral. Weights follow the practice of taggers that match whole albums (title and artist
three each, length two, year one, label and catalogue number a half) with the version split off the title, because it is
what tells a remix from its original.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from rekurate.classify.matching.artists import FULL, Names, artist_fit, is_named, is_various, read_artists
from rekurate.classify.matching.text import alike, near, plain, slips
from rekurate.classify.matching.title import Title, read_title, title_fit, with_subtitle_as_mix
from rekurate.classify.matching.versions import Fit, compare, with_remixers
from rekurate.model import MatchResult, Outcome, Recording

USABLE_SCORE: Final = 0.80
WEAK_SCORE: Final = 0.65
WEIGHTS: Final = {
    "title": 4.0, "artist": 3.0, "version": 2.0, "duration": 1.0, "isrc": 1.0, "catno": 0.5, "label": 0.4,
    "album": 0.4, "bpm": 0.4, "year": 0.3,
}  # fmt: skip
_SLACK: Final = 4
"""Letters that an equal title lends to a short artist's name, and the other way round, when slips are counted."""
_ALIKE: Final = 0.5
"""Likeness that titles need at least when the ISRC is the same: codes are mistyped and reused too."""
_SAME_SECONDS: Final = 10.0
_OTHER_SECONDS: Final = 30.0
_SAME_TEMPO: Final = 0.015
"""Share by which two analyses of one recording differ at most."""
_NARROW: Final = ("duration", "album", "catno")
"""Facts that tell versions apart; one label may have put out all of them."""
_LABEL_NOISE: Final = frozenset({
    "records", "record", "recordings", "recording", "music", "ltd", "limited", "label", "digital", "rec", "recs", "the",
})  # fmt: skip
_NO_LABEL: Final = ("not on label", "none", "unknown label", "white label", "no label", "self released")


@dataclass(frozen=True, slots=True)
class Reading:
    """One side, read once for many comparisons."""

    recording: Recording
    title: Title
    artists: Names
    other: Names
    """Other readings of the artists' names."""
    also: Names
    """Those, guests and remixers: who may be named on the other side."""


def read(recording: Recording) -> Reading:
    """Take a recording apart."""
    title = read_title(recording.title, recording.mix)
    remixers = recording.remixers if title.version.recreated else _others(recording)
    title = replace(title, version=with_remixers(title.version, remixers))
    also = [name for name in (*recording.aliases, title.guests, *recording.remixers) if name]
    names = (read_artists(printed) for printed in (recording.artists, recording.aliases, also))
    return Reading(recording, title, *names)


def _others(recording: Recording) -> tuple[str, ...]:
    """Leave out of the remixers who is the artist: shops list the artist as the remixer of their own live version."""
    own = read_artists(recording.artists).parts
    return tuple(name for name in recording.remixers if not set(read_artists([name]).parts) <= set(own))


def judge(ours: Reading, theirs: Reading) -> MatchResult:
    """Compare a track of the library with a provider's row."""
    ours = replace(ours, title=with_subtitle_as_mix(ours.title, theirs.recording.mix))
    version, version_why = compare(ours.title.version, theirs.title.version)
    title, title_why, artist = _names(ours, theirs)
    facts = _facts(ours.recording, theirs.recording)
    components = {"title": title, "artist": artist, "version": _version_score(ours, theirs, version), **facts}
    gates = _gates(components, (title_why, version, version_why), ours)
    score = _score({name: value for name, value in components.items() if value is not None})
    shown = {name: round(value, 3) for name, value in components.items() if value is not None}
    if gates:
        return MatchResult(Outcome.NO_MATCH, round(score, 4), shown, gates)
    return _outcome(score, shown, _caps(ours, theirs, components, version_why))


def _names(ours: Reading, theirs: Reading) -> tuple[float, str, float | None]:
    """Compare titles and artists, each with the slack that the other one's exactness gives."""
    same_title = plain(ours.title.core) == plain(theirs.title.core)
    artist = _artist(ours, theirs, _SLACK if same_title and len(plain(ours.title.core)) > _SLACK else 0)
    same_artist = bool(ours.artists.parts) and set(ours.artists.parts) <= set(theirs.artists.parts)
    title, why = title_fit(ours.title, theirs.title, _SLACK if same_artist else 0)
    if not title and set(isrc_codes(ours.recording.isrcs)) & set(isrc_codes(theirs.recording.isrcs)):
        title = alike(ours.title.core, theirs.title.core)
    return title, why, artist


def _outcome(score: float, shown: Mapping[str, float], caps: tuple[str, ...]) -> MatchResult:
    if score < WEAK_SCORE:
        return MatchResult(Outcome.NO_MATCH, round(score, 4), shown, (), (f"score {score:.2f} is too low", *caps))
    usable = score >= USABLE_SCORE and not caps
    return MatchResult(Outcome.USABLE if usable else Outcome.WEAK, round(score, 4), shown, (), caps)


def _gates(components: Mapping[str, float | None], found: tuple[str, Fit, str], ours: Reading) -> tuple[str, ...]:
    """Name what forbids the match. One ISRC may stand for several recordings, so it opens only the gates of names."""
    title_why, version, version_why = found
    gates = []
    if version is Fit.CONTRADICTS:
        gates.append(f"version: {version_why}")
    if components["isrc"] and (components["title"] or 0.0) >= _ALIKE:
        return tuple(gates)
    if title_why:
        gates.append(f"title: {title_why}")
    if components["artist"] == 0.0:
        gates.append("artist: nobody is named on both sides")
    if components["artist"] is None and not _supported(components):
        gates.append("artist: one side names nobody, and nothing else proves it")
    if ours.title.says_nothing and not _supported(components) and not ours.title.version.name:
        gates.append("untitled: such a title needs the same label, catalogue number, album or duration as well")
    return tuple(gates)


def _caps(ours: Reading, theirs: Reading, components: Mapping[str, float | None], version_why: str) -> tuple[str, ...]:
    """Name what keeps a match from being more than weak."""
    caps = []
    if version_why:
        caps.append(f"version: {version_why}")
    if components["isrc"]:
        return tuple(caps)
    if components["artist"] is None:
        caps.append("artist: one side names nobody")
    return (*caps, *_doubts(ours, theirs, components))


def _doubts(ours: Reading, theirs: Reading, components: Mapping[str, float | None]) -> Iterator[str]:
    """Name what keeps a match weak where no fact beside the names says that it is the same record."""
    if not _supported(components):
        if _only_beside(ours, theirs):
            yield "artist: named only as remixer or guest"
        elif components["artist"] not in {None, FULL} and not _same_lead(ours, theirs):
            yield "artist: somebody else is named first"
        if components["label"] == 0.0 and components["duration"] == 0.0:
            yield "label and length: they are others, as of somebody else of that name"
        elif len(_misspelt(ours, theirs)) >= (1 if 0.0 in {components["label"], components["duration"]} else 2):
            yield "spelling: names are written otherwise, and nothing else proves it"
    if not any(components[name] == 1.0 for name in _NARROW):
        yield from _doubts_of_version(ours, theirs, components)


def _doubts_of_version(ours: Reading, theirs: Reading, components: Mapping[str, float | None]) -> Iterator[str]:
    """Name what may tell two versions of one record apart."""
    if _strangers(ours, theirs, components["artist"]) and _strangers(theirs, ours, components["artist"]):
        yield "artist: each side names somebody whom the other does not"
    if not near(ours.title.core, theirs.title.core, _SLACK) and _left_out(ours, theirs):
        yield "title: only one side has the subtitle"
    if components["bpm"] == 0.0:
        yield "tempo: it is another one"


def _artist(ours: Reading, theirs: Reading, more: int) -> float | None:
    """Compare artists; None where one side names nobody, or only "Various"."""
    if ours.artists.unknown or theirs.artists.unknown:
        return None
    fit = artist_fit(ours.artists, theirs.artists, theirs.also, more)
    return max(fit, artist_fit(ours.other, theirs.artists, theirs.also)) if ours.recording.aliases else fit


def _only_beside(ours: Reading, theirs: Reading) -> bool:
    """Whether the two sides share nobody but a remixer or guest."""
    if ours.artists.unknown or theirs.artists.unknown:
        return False
    return not any(artist_fit(names, theirs.artists, theirs.other, _SLACK) for names in (ours.artists, ours.other))


def _misspelt(ours: Reading, theirs: Reading) -> list[str]:
    """Name what agrees but for a slip: "Into the Light" may be "Into the Night" after all."""
    titles, others = ((one.title.core, one.title.bare) for one in (ours, theirs))
    names = (*ours.artists.parts, *ours.other.parts)
    known = {*theirs.artists.parts, *theirs.artists.spelt, *theirs.also.parts}
    compared = {"title": (titles, others), "artist": (names, known)}
    return [word for word, (one, other) in compared.items() if all(slips(a, b) for a in one for b in other)]


def _strangers(one: Reading, other: Reading, fit: float | None) -> bool:
    """Whether one side names a guest, or where the artists are not the same set an artist, whom the other does not."""
    named = [read_artists([one.title.guests]), *([] if fit in {None, FULL} else [one.artists])]
    known = [other.artists, other.other, other.also, read_artists([other.title.version.name])]
    return any(not is_named(part, known, _SLACK) for names in named for part in names.parts)


def _left_out(ours: Reading, theirs: Reading) -> bool:
    """Whether a subtitle is missing: not a note in square brackets, nor the label or year of the other side."""
    one, other = (ours, theirs) if len(ours.title.core) > len(theirs.title.core) else (theirs, ours)
    known = (_label_core(other.recording.label), plain(other.recording.album), str(other.recording.year))
    return not (one.title.core.endswith("]") or _label_core(one.title.subtitle) in known)


def _same_lead(ours: Reading, theirs: Reading) -> bool:
    """Whether either side's first name is named on the other one: "Somebody" is not "Others & Somebody"."""
    first, other = ours.artists.parts[0], theirs.artists.parts[0]
    beside = (ours.other, ours.also, read_artists([ours.title.version.name]))
    return is_named(first, [theirs.other], _SLACK) or (
        is_named(first, [theirs.artists], _SLACK) and is_named(other, [ours.artists, *beside], _SLACK)
    )


def _version_score(ours: Reading, theirs: Reading, fit: Fit) -> float:
    if fit is not Fit.SAME:
        return 0.5 if fit is Fit.SOFT else 0.0
    one, other = ours.title.version.printed, theirs.title.version.printed
    return 1.0 if plain(one or "original mix") == plain(other or "original mix") else 0.97


def _facts(ours: Recording, theirs: Recording) -> dict[str, float | None]:
    """Compare what both sides may say beside title, artist and version; None where one side is silent."""
    return {
        "duration": _duration(ours.seconds, theirs.seconds),
        "isrc": _shared(isrc_codes(ours.isrcs), isrc_codes(theirs.isrcs)),
        "catno": _shared(_catnos(ours), _catnos(theirs)),
        "label": _label(ours.label, theirs.label),
        "album": _album(ours.album, theirs.album),
        "bpm": _tempo(ours.bpm, theirs.bpm),
        "year": None
        if not (ours.year and theirs.year)
        else max(0.0, 1.0 - max(0, abs(ours.year - theirs.year) - 1) / 10),
    }


def _score(components: Mapping[str, float]) -> float:
    whole = sum(WEIGHTS[name] for name in components)
    return sum(WEIGHTS[name] * value for name, value in components.items()) / whole


def _supported(components: Mapping[str, float | None]) -> bool:
    """Whether a fact beside the names says it is the same record."""
    firm = any(components.get(name) == 1.0 for name in ("isrc", "catno", "label", "album"))
    return firm or components.get("duration") == 1.0


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


def _label(ours: str, theirs: str) -> float | None:
    one, other = _label_core(ours), _label_core(theirs)
    if not (one and other):
        return None
    return 1.0 if near(one, other) else 0.0


def _label_core(label: str) -> str:
    folded = plain(label) if label.strip() else ""
    if folded.startswith(_NO_LABEL):
        return ""
    return " ".join(word for word in folded.split() if word not in _LABEL_NOISE) or folded


def _album(ours: str, theirs: str) -> float | None:
    if not (ours.strip() and theirs.strip()) or is_various(ours):
        return None
    one, other = (read_title(_without_kind(album)).core for album in (ours, theirs))
    return 1.0 if near(one, other) else 0.3


def _without_kind(album: str) -> str:
    """Drop " EP" and " - Single": stores add them at will."""
    words = album.split()
    while len(words) > 1 and plain(words[-1]) in {"ep", "single", "lp", "-", "album"}:
        words.pop()
    return " ".join(words)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float | None:
    return None if not (ours and theirs) else float(bool(set(ours) & set(theirs)))


def isrc_codes(said: Iterable[str]) -> tuple[str, ...]:
    """Write ISRCs as shops search for them: "gb-aaa-03-00001" is "GBAAA0300001"."""
    return tuple(code for text in said if (code := "".join(filter(str.isalnum, text)).upper()))


def _catnos(recording: Recording) -> tuple[str, ...]:
    """Fold catalogue numbers: "SK 026; SK026" is one; "none" is no number."""
    folded = ("".join(filter(str.isalnum, part)).upper() for part in recording.catno.replace(";", ",").split(","))
    return tuple(part for part in folded if part and part != "NONE")
