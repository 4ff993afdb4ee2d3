"""Paths as Rekordbox writes them into XML, and back.

The rule reproduces every one of 17,318 real Locations byte for byte (Rekordbox 5 to 7, macOS, Windows, external
drives). `urllib.parse` cannot be used on the whole: Rekordbox escapes neither "#" nor "?" (`urlparse` would cut there),
"+" is a plus (`unquote_plus` would make it a space), and its percent codes are lower case.
"""

import codecs
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote_to_bytes

from rekurate.model import TrackKind

PREFIX: Final = "file://localhost"
LONGEST_PATH: Final = 255
"""Characters: Rekordbox refuses longer paths on import ("file path is longer than 255 characters")."""

_PLAIN: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$()*+,-./:;=?@_~")
_WRITTEN: Final = tuple(chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in range(256))
_DRIVE: Final = re.compile(r"/?[A-Za-z]:[/\\]")
_SHARE: Final = "\\\\"
"""What a Windows path of another computer begins with; no other path does."""
_BEATPORT: Final = "/v4/catalog/tracks/"
"""What Beatport's streaming tracks have for a path: the address of its catalogue, without a scheme."""
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+:|/[a-z][a-z0-9+.-]+:[^/:]+:[^/]*$", re.IGNORECASE)
"""`soundcloud:tracks:1`; Windows exports put a slash before it. A drive letter is one letter, a scheme is more."""
_FILE: Final = re.compile(r"^file:(?://localhost|//(?=/|[a-z]:[/\\]))?", re.IGNORECASE)
"""What other tools put before a path, as in `file:///C:/a`, `file:/C:/a`; the slashes of `file://nas/a` are its own."""
_SAMPLER: Final = re.compile(r"/Sampler/OSC_SAMPLER[^/]*/")
"""Rekordbox's factory one-shots; a second installation makes `OSC_SAMPLER(1)`."""
_WESTERN: Final = "rekurate-western"
"""How codes that are no UTF-8 are read: as the Windows code page, in which some tools write them."""


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WESTERN, _western)


def encode_location(path: str) -> str:
    """Write a path (forward slashes) as Rekordbox's Location.

    >>> encode_location("/Users/dj/A & B.mp3")
    'file://localhost/Users/dj/A%20%26%20B.mp3'
    >>> encode_location("C:/Music/é.mp3")
    'file://localhost/C:/Music/%c3%a9.mp3'
    """
    slash = "" if path.startswith("/") else "/"
    return PREFIX + slash + "".join(map(_WRITTEN.__getitem__, path.encode("utf-8", "surrogateescape")))


def decode_location(location: str, doubted: Callable[[str], None] | None = None) -> str:
    """Return the path of a Location: prefix off, percent codes decoded once, nothing normalised.

    Also takes what other tools write: raw spaces and UTF-8, a bare path, other ways to write an address of a file, back
    slashes of Windows paths, codes that are no UTF-8 (`%e9` for é). These are read as Western letters, so that the path
    is text that can be shown, kept and opened; `doubted` is called with each such path.
    """
    path = location.removeprefix(PREFIX) if location.startswith(PREFIX) else _FILE.sub("", location, count=1)
    if "%" in path:
        path = path.replace("%20", " ")  # nearly every code is a space, and a "%" always starts a code
        if "%" in path:
            raw = unquote_to_bytes(path)
            try:
                path = raw.decode()
            except UnicodeDecodeError:
                path = raw.decode("utf-8", _WESTERN)
                if doubted:
                    doubted(path)
    if ":" in path and (_DRIVE.match(path) or is_streaming(path)):
        return path.removeprefix("/").replace("\\", "/")  # neither a Windows name nor an address holds a back slash
    return path.replace("\\", "/") if path.startswith(_SHARE) else path


def is_encoded(location: str) -> bool:
    """Whether this Location is encoded at all, as Rekordbox always does it; some other tools do not."""
    return location.startswith(PREFIX) and location.isascii() and " " not in location


def is_streaming(path: str) -> bool:
    """Whether a decoded location names a streaming row (`soundcloud:tracks:1`), on any system."""
    return path.startswith(_BEATPORT) or _ADDRESS.match(path) is not None


def kind_of(path: str) -> TrackKind:
    """Say what a row with this decoded location stands for."""
    if (":" in path or "/v4/" in path) and is_streaming(path):
        return TrackKind.STREAMING
    if "ampler/" in path and _SAMPLER.search(path):
        return TrackKind.SAMPLER
    return TrackKind.FILE
