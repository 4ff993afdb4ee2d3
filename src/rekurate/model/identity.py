"""Which recording is meant: the keys that evidence is kept under."""

import hashlib
import unicodedata
from typing import Final

from rekurate.model.library import Track

_VOICED: Final = "\u3099\u309a"
"""Not accents: in Japanese they make another letter, "papa" of "haha"."""
_TYPED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'"}
)
"""Letters whose stroke is no accent to Unicode, and the apostrophe of printers: keyboards lack both."""


def fold(text: str) -> str:
    """Fold case, accents and white space for comparison; non-Latin text stays itself, never nothing."""
    if text.isascii():  # most titles: nothing to decompose, and ten times as fast
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(char for char in decomposed if not unicodedata.combining(char) or char in _VOICED)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def fold_typed(text: str) -> str:
    """Fold as `fold` does, and letters that keyboards lack as people type them."""
    folded = fold(text)
    return folded if folded.isascii() else folded.translate(_TYPED)


def recording_key(track: Track) -> str:
    """Name the recording by what providers are asked with: artist, title and remixer.

    Not the album: a changed album tag must not orphan what was gathered. Not the path: a moved file is the same
    recording.
    """
    return "rec:" + _short("\x1f".join((fold(track.artist), fold(track.title), fold(track.remixer))))


def file_key(track: Track) -> str:
    """Name the file by its location: what tags and audio are kept under."""
    return "file:" + _short(unicodedata.normalize("NFC", track.location))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
