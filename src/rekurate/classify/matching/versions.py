"""Which version of a title it is: read from its words; two versions that contradict each other never match.

A remix never matches the original or another remixer's; the original, "Original Mix" and "Extended Mix" are one; a
radio, club, vocal, instrumental or dub version of the same hand is a weak match for the original, none for each other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rekurate.classify.matching.text import joined, near, numbers, plain, slips
from rekurate.classify.matching.words import KINDS, MARKS, MENDED, NEUTRAL, NOUNS, RECREATIONS, SOFT

_INCH: Final = re.compile(r"\b(?:7|10|12)\s*(?:\"|''|”|″|inch(?:es)?\b|in\b)", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"(?<=\w)[’'`´]s\b", re.IGNORECASE)
_MASTER_YEAR: Final = re.compile(
    r"\b(?:19|20)\d\d\b(?=.*\b(?:re)?master)|(?<=master )(?:19|20)\d\d\b|(?<=mastered )(?:19|20)\d\d\b"
)
_ONE_WORD: Final = {
    "re edit": "reedit",
    "re rub": "rerub",
    "re fix": "refix",
    "re work": "rework",
    "re mix": "remix",
    "re make": "remake",
    "re recorded": "rerecorded",
    "a cappella": "acapella",
    "a capella": "acapella",
    "acappella": "acapella",
    "radioversion": "radio version",
    "radioedit": "radio edit",
    "originalmix": "original mix",
    "extendedmix": "extended mix",
    "clubmix": "club mix",
    "dubmix": "dub mix",
    "music video": "video",
}
_LOOSE: Final = re.compile(rf"\b(?:{'|'.join(_ONE_WORD)})\b")
"""Whole words only: the mix of somebody called Moore ("Moore Mix") is no "remix"."""
_SLIPPABLE: Final = 5
"""Letters of a word in which any slip leaves it readable; in shorter ones only a swap does: "eidt", but not "exit"."""
_LONG_WORD: Final = 7
_ALL_WORDS: Final = NOUNS | NEUTRAL | KINDS.keys() | RECREATIONS
_LONG: Final = frozenset(word for word in MENDED if len(word) >= _LONG_WORD)
_OPENING: Final = frozenset({"at", "by", "from", "in", "of", "on", "for"})
_TITLES_OF_PEOPLE: Final = frozenset({"dj", "mc", "djs"})


class Fit(StrEnum):
    """How two versions stand to each other."""

    SAME = "same"
    SOFT = "soft"
    CONTRADICTS = "contradicts"


_AGREEMENT: Final = (Fit.SAME, "")


@dataclass(frozen=True, slots=True)
class Version:
    """A version, taken apart."""

    printed: str = ""
    """As printed, "" where nothing is said."""
    kinds: frozenset[str] = frozenset()
    """radio, club, dub, vocal, instrumental, live...: see `words.KINDS`."""
    name: str = ""
    """What is left of the words: the remixer, with any name of the mix; folded."""
    owner: str = ""
    """The remixer of "Owner's Name Remix", where it is written so."""
    hands: int = 0
    """How many of its parts name somebody: "(Easy Mix) (Somebody Remix)" is two."""
    recreated: bool = False
    """Says remix, rework, bootleg...: made anew even where nobody is named."""
    original: bool = False
    """Says "original" itself."""

    @property
    def neutral(self) -> bool:
        """Whether it is the original as far as the words go."""
        return not (self.kinds or self.name or self.recreated)


def speaks_of_version(text: str) -> bool:
    """Whether a bracket or trailing part names a version rather than being part of the title.

    A version ends with its noun ("Somebody's Club Mix", "Edit 2"), or opens with it ("Live at...", "Remixed by..."), or
    says nothing else ("Vocal", "Clean"): "(Video Killed the Radio Star)" is a title.
    """
    words = [word for word in _words(text) if not word.isdigit()]
    if not words:
        return False
    opens = len(words) > 1 and words[0] in NOUNS and words[1] in _OPENING
    known = all(word in NEUTRAL or word in KINDS or word in NOUNS for word in words)
    known = known and any(word in KINDS or word in NOUNS or word in MARKS for word in words)
    return words[-1] in NOUNS or opens or known or any(word in RECREATIONS for word in words)


def read_version(*texts: str) -> Version:
    """Read a version from every text that speaks of it (bracket, trailing part, the provider's mix field)."""
    printed = _printed(texts)
    words = _words(printed)
    kinds = frozenset(KINDS[word] for word in words if word in KINDS)
    name = _name(words)
    return Version(
        printed=printed,
        kinds=_settled(kinds, name),
        name=name,
        owner=_owner(printed),
        hands=sum(bool(_name(_words(part))) for part in printed.split(" / ")),
        recreated=any(word in RECREATIONS for word in words),
        original="original" in words and not name,
    )


def _name(words: list[str]) -> str:
    """Return what the words of a version leave over: a person, and what the mix is called."""
    left = [word for word in words if word not in NEUTRAL and word not in KINDS and word not in NOUNS | RECREATIONS]
    return "" if all(word in _TITLES_OF_PEOPLE for word in left) else " ".join(left)


def with_remixers(version: Version, remixers: Iterable[str]) -> Version:
    """Name the remixer from the field beside the title, where the title's own words name nobody."""
    names = [plain(name) for name in remixers if name.strip()]
    if version.name or version.original or not names:
        return version
    return replace(version, name=" ".join(names), owner="", hands=1, recreated=True)


def compare(wanted: Version, offered: Version) -> tuple[Fit, str]:
    """Compare two versions; the second value says why they are not simply the same."""
    checks = (_hard_kinds(wanted, offered), _same_hand(wanted, offered), _soft_kinds(wanted, offered))
    for fit, why in checks:
        if fit is Fit.CONTRADICTS:
            return fit, why
    return next(((fit, why) for fit, why in checks if fit is Fit.SOFT), _AGREEMENT)


def _hard_kinds(wanted: Version, offered: Version) -> tuple[Fit, str]:
    ours, theirs = wanted.kinds - SOFT, offered.kinds - SOFT
    if ours == theirs:
        return _AGREEMENT
    return _contradiction(wanted, offered)


def _soft_kinds(wanted: Version, offered: Version) -> tuple[Fit, str]:
    ours, theirs = wanted.kinds & SOFT, offered.kinds & SOFT
    if ours == theirs:
        return _AGREEMENT
    if ours <= theirs or theirs <= ours:
        return Fit.SOFT, f"{_shown(wanted)} against {_shown(offered)}"
    return _contradiction(wanted, offered)


def _same_hand(wanted: Version, offered: Version) -> tuple[Fit, str]:
    """Whether both versions are by the same hand: both the original's, or both one remixer's."""
    if not wanted.name and not offered.name:
        same = wanted.recreated == offered.recreated
        return _AGREEMENT if same else _contradiction(wanted, offered)
    if not wanted.name or not offered.name:
        return _contradiction(wanted, offered)
    return _same_name(wanted, offered)


def _same_name(wanted: Version, offered: Version) -> tuple[Fit, str]:
    ours, theirs = _person(wanted.name), _person(offered.name)
    if wanted.hands != offered.hands:
        return _contradiction(wanted, offered)
    if near(ours, theirs, -1):  # stricter than elsewhere: "Sona" and "Sonar" are two remixers
        return _AGREEMENT
    if wanted.owner and offered.owner and wanted.owner != offered.owner and slips(wanted.owner, offered.owner) > 1:
        return _contradiction(wanted, offered)
    if _within(ours, theirs) or _within(theirs, ours):
        return Fit.SOFT, f"{_shown(wanted)} and {_shown(offered)} may be two mixes of one hand"
    return _contradiction(wanted, offered)


def _within(small: str, large: str) -> bool:
    """Whether every word of one name occurs in the other, and they are enough to name somebody."""
    words = large.split()
    if len(joined(small)) < 4 or numbers(small) != numbers(large):  # noqa: PLR2004 - "Ian" alone names nobody
        return False
    return all(any(near(word, other, -1) for other in words) for word in small.split())


def _person(name: str) -> str:
    """Drop "DJ" and "MC": printed or not at will."""
    kept = [word for word in name.split() if word not in _TITLES_OF_PEOPLE]
    return " ".join(kept) or name


def _settled(kinds: frozenset[str], name: str) -> frozenset[str]:
    """Settle what "edit" means: unnamed or on the radio a shortened original, named a hand's own version."""
    if "edit" in kinds and (kinds & {"radio"} or not name):
        return (kinds - {"edit"}) | {"radio"}
    return kinds


def _printed(texts: Iterable[str]) -> str:
    """Join what is said, once each; a bare "Original Mix" beside a named version says nothing."""
    said: list[str] = []
    for text in texts:
        folded = plain(text) if text.strip() else ""
        if folded and all(folded not in plain(other) for other in said):
            said = [other for other in said if plain(other) not in folded]
            said.append(" ".join(text.split()))
    named = [text for text in said if any(word not in NEUTRAL for word in _words(text))]
    return " / ".join(named or said)


def _words(text: str) -> list[str]:
    folded = plain(_POSSESSIVE.sub("", _INCH.sub(" inch ", text))) if text.strip() else ""
    folded = _LOOSE.sub(lambda found: _ONE_WORD[found.group()], folded)
    return list(_spelt(tuple(_MASTER_YEAR.sub(" ", folded).split())))


@lru_cache(maxsize=1 << 13)
def _spelt(words: tuple[str, ...]) -> tuple[str, ...]:
    """Mend the word that makes a version where it is misspelt: "(Somebody Rermix)" is no part of the title.

    Only the last word, which should be the noun, and long words that name nobody: "(Remi Remix)" keeps its remixer.
    """
    if not words or words[-1] in NOUNS or words[-1] in KINDS:
        return tuple(_mended(word, _LONG) if len(word) >= _LONG_WORD - 1 else word for word in words)
    return (*words[:-1], _mended(words[-1], MENDED))


def _mended(word: str, known: Iterable[str]) -> str:
    """Return the known word this one is a slip away from: two letters swapped, or any one slip in a long word."""
    if word in _ALL_WORDS or not word.isalpha():
        return word
    fitting = (other for other in known if _one_slip(word, other))
    return min(fitting, default=word)


def _one_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1 or slips(word, other) != 1:
        return False
    swapped = len(word) == len(other) and sorted(word) == sorted(other)
    return len(other) >= _SLIPPABLE or (swapped and len(other) > 2)  # noqa: PLR2004 - "ep" and "lp" are no slips


def _owner(printed: str) -> str:
    """Return the folded X of "X's Something Mix"."""
    found = re.match(r"(.{2,}?)[’'`´]s?\s", printed)
    return _person(plain(found.group(1))) if found else ""


def _contradiction(wanted: Version, offered: Version) -> tuple[Fit, str]:
    return Fit.CONTRADICTS, f"{_shown(wanted)} is not {_shown(offered)}"


def _shown(version: Version) -> str:
    return f"“{version.printed}”" if version.printed else "the original"
