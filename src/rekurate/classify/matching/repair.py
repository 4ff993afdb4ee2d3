"""Repair of damaged names before a look-up: what rips, downloads and record pools leave in a title.

Every step says what it did; a step that would leave nothing is not taken. The library itself is never changed: the
repaired names are only what providers are asked for, and the repairs are part of the proof.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from rekurate.classify.matching.artists import artist_fit, read_artists
from rekurate.classify.matching.text import plain
from rekurate.classify.matching.title import read_title
from rekurate.classify.matching.versions import speaks_of_version
from rekurate.classify.matching.words import KINDS, NEUTRAL, POOL, POOL_MARKS

_DASH: Final = r"\s*[-–—|]\s*"
_CAMELOT: Final = r"(?:1[0-2]|0?[1-9])[ABab]"
_NOTE: Final = r"[A-G](?:#|b|♯|♭)?\s?(?:m|min|minor|maj|major)?"
_BPM: Final = r"(?:[6-9]\d|1\d\d|2[01]\d)(?:\.\d{1,2})?\s*(?:bpm)?"
_FILE_ENDING: Final = re.compile(r"\.(?:mp3|wav|aiff?|flac|m4a|aac|ogg|alac)$", re.IGNORECASE)
_UNDERSCORED: Final = re.compile(r"_-_|^(?=[^_]*_[^_]+_)[^\s]+$|^\S*[^\W_]{2}_[^\W_]{2}\S*$|_\w*_\w*_")
"""A whole title joined by underscores; "Grad_U" beside other words keeps its one, "(=o_o=)" is a face."""
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x1f]")
_ADDRESS: Final = re.compile(r"[(\[]?\s*(?:https?://|www\.)\S+|[(\[]?\b[\w-]+\.(?:com|net|org|ru|info|me|fm|to|cc|co\.uk)\b\S*",
                             re.IGNORECASE)  # fmt: skip
_ADVERT: Final = re.compile(
    r"[(\[{]\s*(?:free\s*(?:dl|d/l|download)?|download|dl|out now|premiere|320\s*(?:kbps)?|hq|hd"
    r"|wav|flac|24\s?-?bit|vinyl rip"
    r"|official(?: audio| video)?|exclusive|promo(?: only)?|dj city|bpm supreme|preview|clip|lyrics?)\b[^)\]}]*[)\]}]"
    r"|\*+\s*free\b.*$|^premiere:?\s+|\s+[-–—|]?\s*\bfree\s*(?:dl|download)\b\s*!*$|\bout now\b\s*!*$",
    re.IGNORECASE,
)
_KEY_AND_TEMPO: Final = (
    re.compile(rf"^\s*(?:{_CAMELOT})(?:{_DASH}{_BPM})?\s*[-–—|]\s+", re.IGNORECASE),
    re.compile(rf"^\s*{_BPM}{_DASH}(?:{_CAMELOT}|{_NOTE}){_DASH}", re.IGNORECASE),
    re.compile(rf"^\s*{_NOTE}{_DASH}{_BPM}\s*[-–—|]\s+"),
    re.compile(rf"\s*[-–—|]\s*(?:{_CAMELOT}|{_NOTE})(?:(?:{_DASH}|\s+){_BPM})\s*$", re.IGNORECASE),
    re.compile(rf"\s*[-–—|]\s*{_BPM}(?:{_DASH}|\s+)(?:{_CAMELOT}|{_NOTE})\s*$", re.IGNORECASE),
    re.compile(rf"\s*[-–—|]\s*{_CAMELOT}\s*$"),
    re.compile(rf"\s*[(\[]\s*(?:{_CAMELOT}(?:{_DASH}|\s+)?)?(?:(?:bpm\s*)?{_BPM})?\s*[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"\s+[-–—|]?\s*(?:{_BPM})\s*bpm\s*$", re.IGNORECASE),
    re.compile(rf"\s+{_CAMELOT}\s+{_BPM}\s*$", re.IGNORECASE),
)
_TRACK_NUMBER: Final = re.compile(
    r"^\s*(?:(?:\d{1,3}\s*[.)]\s+|0\d{1,2}[.)])[-–—]?\s*(?=\D)|\d{1,3}\s*[-–—]\s+|[A-H]\d?\s*[.)]\s+|[A-H]\d\s*[-–—]\s+)"
)
_PADDED_NUMBER: Final = re.compile(r"^\s*0\d{1,2}\s+(?=\S)")
_CATNO_BRACKET: Final = re.compile(r"\s*[\[(](?P<catno>[A-Z]{2,}[A-Z0-9]*[ ._-]?\d{1,4}[A-Z]{0,3}\d?)[\])]\s*")
_CATNO_FIRST: Final = re.compile(r"^\s*(?P<catno>[A-Z]{3,}[A-Z0-9]*[ ._-]?\d{2,4}[A-Z]{0,2})\s*[-–—]\s+")
_GROUP: Final = re.compile(r"\s*[(\[](?P<words>[^()\[\]]*)[)\]]\s*")
_SPLIT: Final = re.compile(r"\s+[-–—]\s+|\s+[-–—](?=\S)|(?<=\w)[-–—]\s+")
_TAIL_TEMPO: Final = re.compile(rf"\s+(?P<bpm>{_BPM})\s*$")
_PLAINLY: Final = frozenset({"mix", "remix", "rmx", "edit", "version", "bootleg", "rework", "dub"})
"""Nouns that make the part behind a dash a version even where it could be the title: "Murda Sound VIP" is one."""
_NUMBERED_ARTIST: Final = re.compile(r"^(?P<number>\d{1,2})\s+(?=\D*\w)")
_SAME_TEMPO: Final = 2.0
"""Beats a minute by which a trailing number may miss the track's own tempo and still be its tempo."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Names fit for a look-up, and what was done to them."""

    title: str
    artist: str
    catno: str = ""
    bpm: float = 0.0
    """The track's tempo: a trailing "128" is noise only when it is that."""
    notes: tuple[str, ...] = ()
    artist_too: str = ""
    """Another reading of the artist: "50 Cent" where "Cent" was taken, the number being a track's or a name's."""

    def but(self, note: str, *, title: str | None = None, artist: str | None = None, catno: str = "") -> "Repaired":
        """Return a repaired copy, unless the repair would leave no title."""
        cleaned = self.title if title is None else " ".join(title.split()).strip(" -–—|_")
        if not plain(cleaned) or (cleaned == self.title and artist is None):
            return self
        who = self.artist if artist is None else artist
        return replace(self, title=cleaned, artist=who, catno=catno or self.catno, notes=(*self.notes, note))


def repair(title: str, artist: str, bpm: float = 0.0) -> Repaired:
    """Repair a title and an artist; `notes` is empty when nothing was wrong."""
    state = Repaired(" ".join(title.split()), " ".join(artist.split()), bpm=bpm)
    for step in _STEPS:
        state = step(state)
    return state


def _characters(state: Repaired) -> Repaired:
    state = state.but("dropped invisible characters", title=_INVISIBLE.sub("", state.title))
    state = state.but("dropped the file ending", title=_FILE_ENDING.sub("", state.title))
    if _UNDERSCORED.search(state.title):
        return state.but("read underscores as spaces", title=state.title.replace("_", " "))
    return state


def _adverts(state: Repaired) -> Repaired:
    state = state.but("dropped a web address", title=_ADDRESS.sub(" ", state.title).replace("( )", " "))
    state = state.but("dropped a download notice", title=_ADVERT.sub(" ", state.title))
    return state.but("dropped empty brackets", title=re.sub(r"[(\[{]\s*[)\]}]", " ", state.title))


def _key_and_tempo(state: Repaired) -> Repaired:
    for pattern in _KEY_AND_TEMPO:
        found = pattern.search(state.title)
        if found and any(char.isdigit() for char in found.group()) and plain(pattern.sub("", state.title)):
            state = state.but(
                f"dropped key or tempo “{found.group().strip(' -–—|()[]')}”", title=pattern.sub(" ", state.title)
            )
    return state


def _track_number(state: Repaired) -> Repaired:
    found = _TRACK_NUMBER.match(state.title)
    if not found and (not state.artist or _SPLIT.search(state.title)):
        found = _PADDED_NUMBER.match(state.title)
    if not found or not any(char.isalpha() for char in state.title[found.end() :]):
        return state
    return state.but(f"dropped track number “{found.group().strip(' -–—.)')}”", title=state.title[found.end() :])


def _catalogue_number(state: Repaired) -> Repaired:
    found = _CATNO_BRACKET.search(state.title) or (None if state.artist else _CATNO_FIRST.match(state.title))
    if not found or speaks_of_version(found["catno"]):
        return state
    if not state.artist and not _SPLIT.search(state.title[found.end() :]) and found.start() == 0:
        return state  # "AKB48 - Title": the only thing before the dash is the artist
    rest = f"{state.title[: found.start()]} {state.title[found.end() :]}"
    return state.but(f"took “{found['catno']}” for the catalogue number", title=rest, catno=found["catno"])


def _artist_in_title(state: Repaired) -> Repaired:
    """Read "Artist - Title" where the artist field is empty, or repeats what stands before the dash."""
    found = _SPLIT.search(state.title) or _only_hyphen(state)
    if not found:
        return state
    first, rest = state.title[: found.start()].strip(), state.title[found.end() :].strip()
    if not plain(first) or not plain(rest):
        return state
    if not state.artist:
        if _is_version(rest):
            return state
        return _numbered_artist(state.but(f"read artist “{first}” from the title", title=rest, artist=first))
    same = artist_fit(read_artists([first]), read_artists([state.artist])) and not _is_start_of_title(state, first)
    return state.but(f"dropped the artist “{first}” from the title", title=rest) if same else state


def _numbered_artist(state: Repaired) -> Repaired:
    """Read "17 Somebody" both ways: two digits are more often a track's number, one is more often a name's."""
    found = _NUMBERED_ARTIST.match(state.artist)
    if not found:
        return state
    without = state.artist[found.end() :]
    if len(found["number"]) == 1:
        return replace(state, artist_too=without)
    note = f"took “{found['number']}” before the artist for a track number"
    return replace(state, artist=without, artist_too=state.artist, notes=(*state.notes, note))


def _is_start_of_title(state: Repaired, first: str) -> bool:
    """Whether dropping the first part would leave only a version: "Slam - Slam Mix" by Slam is called "Slam"."""
    return _is_version(state.title[len(first) :].strip(" -–—"))


def _is_version(rest: str) -> bool:
    """Whether what stands behind a dash is a version, brackets aside: "Title - Somebody Remix"."""
    outside = _GROUP.sub(" ", rest)
    words = plain(outside).split()
    return bool(words) and words[-1] in _PLAINLY and speaks_of_version(outside) and not _SPLIT.search(outside)


def _only_hyphen(state: Repaired) -> re.Match[str] | None:
    """Find the one hyphen of a file's name, "artist-title.mp3"; elsewhere a hyphen joins words."""
    from_file = not state.artist and any(
        note.startswith(("dropped the file", "read underscores")) for note in state.notes
    )
    return re.search("-", state.title) if from_file and state.title.count("-") == 1 else None


def _pool_suffix(state: Repaired) -> Repaired:
    for found in list(_GROUP.finditer(state.title)):
        words = plain(found["words"]).split() if found["words"].strip() else []
        rest = [word for word in words if not word.isdigit()]
        if _is_pool(rest):
            version = _kept_version(rest)
            state = state.but(
                f"dropped the pool's suffix “{found['words'].strip()}”",
                title=state.title.replace(found.group(), version, 1),
            )
    tail = re.search(r"\s+[-–—]\s+(?P<words>[\w ]+)$", state.title)
    if tail and _is_pool(plain(tail["words"]).split()):
        state = state.but(f"dropped the pool's suffix “{tail['words']}”", title=state.title[: tail.start()])
    return state


def _is_pool(words: list[str]) -> bool:
    """Whether words are a record pool's suffix, "Intro Clean": only its words, and one that no version has."""
    return bool(words) and all(word in POOL for word in words) and any(word in POOL_MARKS for word in words)


def _kept_version(words: list[str]) -> str:
    """Keep the words of a pool's suffix that make another recording: "(Acapella Clean)" stays an acapella."""
    kept = [
        word for word in words if word in KINDS and word not in NEUTRAL and KINDS[word] in {"acapella", "instrumental"}
    ]
    return f" ({' '.join(kept)}) " if kept else " "


def _trailing_tempo(state: Repaired) -> Repaired:
    found = _TAIL_TEMPO.search(state.title)
    if not found or not state.bpm:
        return state
    if read_title(state.title[: found.start()]).says_nothing:
        return state
    said = float(re.sub(r"[^\d.]", "", found["bpm"]))
    if min(abs(said - state.bpm * factor) for factor in (1.0, 2.0, 0.5)) > _SAME_TEMPO:
        return state
    return state.but(f"dropped the tempo “{found['bpm'].strip()}”", title=state.title[: found.start()])


_STEPS: Final[tuple[Callable[[Repaired], Repaired], ...]] = (
    _characters, _adverts, _key_and_tempo, _track_number, _catalogue_number, _pool_suffix, _trailing_tempo,
    _artist_in_title, _track_number,
)  # fmt: skip
"""In order: noise around the names first, then "Artist - Title", then a number that stood behind the artist."""
