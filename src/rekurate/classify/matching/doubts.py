"""What keeps a match from being more than weak, though nothing forbids it."""

from collections.abc import Iterator
from typing import Final

from rekurate.classify.matching.artists import FULL, artist_fit, is_named, read_artists
from rekurate.classify.matching.compared import SLACK, Compared, Reading
from rekurate.classify.matching.facts import label_core
from rekurate.classify.matching.text import near, plain, slips

_NARROW: Final = ("duration", "album", "catno")
"""Facts that tell versions of one record apart; one label may have put out all of them."""


def doubts(pair: Compared) -> Iterator[str]:
    """Yield every doubt, in words a person reads; an ISRC that is the same takes all but that of the version away."""
    if pair.version_why:
        yield f"version: {pair.version_why}"
    if pair.facts["isrc"]:
        return
    if pair.artist is None:
        yield "artist: one side names nobody"
    if not pair.is_supported:
        yield from _doubts_of_names(pair)
    if not any(pair.facts[name] == 1.0 for name in _NARROW):
        yield from _doubts_of_version(pair)


def _doubts_of_names(pair: Compared) -> Iterator[str]:
    """Name what keeps a match weak where no fact beside the names says that it is the same record."""
    facts = pair.facts
    if _only_beside(pair.ours, pair.theirs):
        yield "artist: named only as remixer or guest"
    elif pair.artist not in {None, FULL} and not _same_lead(pair.ours, pair.theirs):
        yield "artist: somebody else is named first"
    if facts["label"] == 0.0 and facts["duration"] == 0.0:
        yield "label and length: they are others, as of somebody else of that name"
    elif len(_misspelt(pair.ours, pair.theirs)) >= (1 if 0.0 in {facts["label"], facts["duration"]} else 2):
        yield "spelling: names are written otherwise, and nothing else proves it"


def _doubts_of_version(pair: Compared) -> Iterator[str]:
    """Name what may tell two versions of one record apart."""
    ours, theirs = pair.ours, pair.theirs
    if _strangers(ours, theirs, pair.artist) and _strangers(theirs, ours, pair.artist):
        yield "artist: each side names somebody whom the other does not"
    if not near(ours.title.core, theirs.title.core, SLACK) and _left_out(ours, theirs):
        yield "title: only one side has the subtitle"
    if pair.facts["bpm"] == 0.0:
        yield "tempo: it is another one"


def _only_beside(ours: Reading, theirs: Reading) -> bool:
    """Whether the two sides share nobody but a remixer or guest."""
    if ours.artists.unknown or theirs.artists.unknown:
        return False
    return not any(artist_fit(names, theirs.artists, theirs.aliases, SLACK) for names in (ours.artists, ours.aliases))


def _misspelt(ours: Reading, theirs: Reading) -> list[str]:
    """Name what agrees but for a slip: "Into the Light" may be "Into the Night" after all."""
    titles, others = ((one.title.core, one.title.bare) for one in (ours, theirs))
    names = (*ours.artists.parts, *ours.aliases.parts)
    known = {*theirs.artists.parts, *theirs.artists.spelt, *theirs.beside.parts}
    compared = {"title": (titles, others), "artist": (names, known)}
    return [word for word, (one, other) in compared.items() if all(slips(a, b) for a in one for b in other)]


def _strangers(one: Reading, other: Reading, fit: float | None) -> bool:
    """Whether one side names a guest, or where the artists are not the same set an artist, whom the other does not."""
    named = [read_artists([one.title.guests]), *([] if fit in {None, FULL} else [one.artists])]
    known = [other.artists, other.aliases, other.beside, read_artists([other.title.version.name])]
    return any(not is_named(part, known, SLACK) for names in named for part in names.parts)


def _left_out(ours: Reading, theirs: Reading) -> bool:
    """Whether a subtitle is missing: not a note in square brackets, nor the label or year of the other side."""
    one, other = (ours, theirs) if len(ours.title.core) > len(theirs.title.core) else (theirs, ours)
    known = (label_core(other.recording.label), plain(other.recording.album), str(other.recording.year))
    return not (one.title.core.endswith("]") or label_core(one.title.subtitle) in known)


def _same_lead(ours: Reading, theirs: Reading) -> bool:
    """Whether either side's first name is named on the other one: "Somebody" is not "Others & Somebody"."""
    first, other = ours.artists.parts[0], theirs.artists.parts[0]
    beside = (ours.aliases, ours.beside, read_artists([ours.title.version.name]))
    return is_named(first, [theirs.aliases], SLACK) or (
        is_named(first, [theirs.artists], SLACK) and is_named(other, [ours.artists, *beside], SLACK)
    )
