"""The certain rungs: known spellings, ID3 numbers, and what is no genre at all."""

import re
from typing import Final

from rekurate.taxonomy.entries import PATH_SIGN, Entry
from rekurate.taxonomy.ladder.rung import Ladder, guessed, meaning, together
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Resolution, Verdict

LISTING: Final = re.compile(r"[;,|/\\>•·∙●♦¦、，；／→»\u2500-\u257f]")
"""Signs that stand between the names of a list."""
_VALUES: Final = frozenset(";；|,")
"""Signs that no shop has in a name."""
_PIECE: Final = re.compile(r"[^\s,;|()\[\]]+")
_COUNTED: Final = re.compile(r"\W*\d+(?:[.,]\d+)?\W*(?:bpm)?\W*", re.IGNORECASE)
_BARE: Final = re.compile(r"0|[1-9][0-9]?")
_LAST_OF_ID3V1: Final = 79
"""Winamp numbered on from here."""
_SAYS_NOTHING: Final = frozenset((Verdict.UNKNOWN, Verdict.NOT_A_GENRE))
_NUMBERED: Final = re.compile(r"((?:\((?:\d{1,3}|RX|CR)\)\s*)+)(.*)", re.IGNORECASE)


def known(ladder: Ladder, text: str) -> Resolution | None:
    """Read a known spelling."""
    key = key_of(text)
    entry = ladder.spellings.accented.get(text.casefold()) or ladder.spellings.entries.get(key)
    if entry is None or _is_list_of_genres(ladder, text, entry) or _path(ladder, text):
        return None
    own = entry.verdict is Verdict.CANONICAL and entry.written == text
    step = "the genre's own name" if own else f"spelling {key!r} stands at {entry.place}"
    return meaning(entry, text, step)


def shop_path(ladder: Ladder, text: str) -> Resolution | None:
    """Read "Drum & Bass | Jungle", which is how Beatport writes a genre and its sub-genre, as the sub-genre."""
    entry = _path(ladder, text)
    return meaning(entry, text, f"the shop's sub-genre {entry.written!r}") if entry else None


def beside(ladder: Ladder, text: str) -> Resolution | None:
    """Recognise a number that stands beside a name: a tempo or a track's place, whatever ID3 or a crate calls it.

    A number that is a name nobody disputes ("303") stays one.
    """
    if not _COUNTED.fullmatch(text):
        return None
    entry = ladder.lookup(text)
    if entry is not None and not entry.debatable:
        return None
    return Resolution(text, Verdict.NOT_A_GENRE, steps=("a number beside a name",))


def bare(ladder: Ladder, text: str) -> Resolution | None:
    """Read a string that is only a number as a genre of ID3v1: "13" is Pop.

    A number above those is rather a tempo, and one with a 0 before it the place of a track.
    """
    if not _BARE.fullmatch(text) or int(text) > _LAST_OF_ID3V1 or int(text) not in ladder.spellings.id3:
        return None
    name = ladder.spellings.id3[int(text)]
    found = together(text, [ladder.part(name)], f"ID3 number {text} is {name!r}")
    return guessed(found, "a bare number could also be a tempo or a year") if found and found.genre else found


def numbered(ladder: Ladder, text: str) -> Resolution | None:
    """Read ID3's numbers in brackets: "(35)House", "(13)", "(18)(31)"."""
    names = ladder.spellings.id3
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return None
    written = ladder.part(match[2]) if match[2].strip() else None
    if written is not None and written.verdict not in _SAYS_NOTHING:
        return together(text, [written], "the name after an ID3 number")
    numbers = [names[int(number)] for number in re.findall(r"\d+", match[1]) if int(number) in names]
    if not numbers:
        return (
            Resolution(text, Verdict.NOT_A_GENRE, steps=("a number that ID3 gives no name",)) if not written else None
        )
    return together(text, [ladder.part(name) for name in numbers], f"ID3 calls it {', '.join(numbers)}")


def no_genre(ladder: Ladder, text: str) -> Resolution | None:
    """Recognise what is no genre at all: an address, digits, signs."""
    key = key_of(text)
    if not key:
        return Resolution(text, Verdict.NOT_A_GENRE, steps=("no letter or digit in it",))
    if key.isdigit():
        return Resolution(text, Verdict.NOT_A_GENRE, steps=("digits only",))
    for pattern in ladder.spellings.patterns:
        if pattern.search(text):
            return _beside_address(ladder, text) or Resolution(
                text, Verdict.NOT_A_GENRE, steps=(f"matches the pattern {pattern.pattern}",)
            )
    return None


def _beside_address(ladder: Ladder, text: str) -> Resolution | None:
    """Read what stands beside an address: "Techno (www.example.com)"."""
    kept = [word for word in _PIECE.findall(text) if not any(sign.search(word) for sign in ladder.spellings.patterns)]
    entry = ladder.genre_of(key_of(" ".join(kept)))
    if entry is None:
        return None
    return guessed(meaning(entry, text, f"read as {entry.written!r}"), "what stands beside it is no genre")


def _path(ladder: Ladder, text: str) -> Entry | None:
    genre, sign, sub = text.partition(PATH_SIGN)
    return ladder.spellings.paths.get(key_of(genre) + PATH_SIGN + key_of(sub)) if sign else None


def _is_list_of_genres(ladder: Ladder, text: str, entry: Entry) -> bool:
    """Whether "Acid / House" lists two genres, although without its sign it would be the spelling "Acid House".

    A shop's shelf of two ("Hip-Hop / R&B") is one name, but a disputed one gives way to the two as values of a tag.
    """
    signs, shelf = set(LISTING.findall(text)), set(LISTING.findall(entry.written))
    certain = entry.genre is not None and not entry.debatable
    if not signs or (shelf and (certain or signs & shelf or _VALUES.isdisjoint(signs))):
        return False
    keys = {key for part in LISTING.split(text) if (key := key_of(part))}  # "//" leaves an empty one
    named = [ladder.genre_of(key) for key in keys]
    return len(keys) > 1 and all(found is not None and not (shelf and found.debatable) for found in named)
