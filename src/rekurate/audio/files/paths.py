"""Where a track's file is on this machine: prefixes the user maps, and the accents of two Unicode forms.

Rekordbox keeps absolute paths of the machine it ran on: `/Volumes/USB/...`, `D:/Music/...`. The same library opened
elsewhere needs its prefixes replaced. macOS writes file names decomposed (NFD), others composed (NFC), archives and
network drives mix both; Linux tells them apart.
"""

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Final

from rekurate.audio.reasons import audio_error, file_error
from rekurate.model import Track, TrackKind

_DRIVE: Final = re.compile(r"^[A-Za-z]:/")
_DATALESS: Final = 0x40000000
"""macOS SF_DATALESS: the content is in iCloud only; reading would start a download."""
_RECALL: Final = 0x00400000
"""Windows FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS: the same for OneDrive and its like."""

PathMap = tuple[tuple[str, str], ...]


class PathFinder:
    """Finds files; remembers folder listings while the folders do not change."""

    def __init__(self, path_map: PathMap = ()) -> None:
        """Keep (old, new) prefixes; the longest that fits is tried first."""
        pairs = [(_forward(old), _forward(new)) for old, new in path_map]
        self.path_map = tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
        self._listings: dict[Path, tuple[int, dict[str, list[str]]]] = {}

    def file_of(self, track: Track) -> Path:
        """Return the readable, regular, non-empty file of a track.

        Raises AudioError: streaming, missing, not_a_file, unreadable, cloud_only, empty.
        """
        if track.kind is TrackKind.STREAMING:
            raise audio_error("streaming")
        if not track.location:
            raise audio_error("missing", "the library has no path for it")
        for candidate in self._candidates(track.location):
            found = self._existing(Path(candidate))
            if found is not None:
                return _checked(found)
        raise audio_error("missing", track.location)

    def _candidates(self, location: str) -> list[str]:
        """Return the paths to try: mapped ones first, then the path as it is."""
        location = _forward(location)
        mapped = [
            new.rstrip("/") + location[len(old.rstrip("/")) :] for old, new in self.path_map if _starts(location, old)
        ]
        return [path for path in (*mapped, location) if _absolute(path)]

    def _existing(self, path: Path) -> Path | None:
        for form in ("NFC", "NFD"):
            spelt = Path(unicodedata.normalize(form, str(path)))
            if _lexists(spelt):
                return spelt
        return path if _lexists(path) else self._walk(path)

    def _walk(self, path: Path) -> Path | None:
        """Follow the path one name at a time, taking each folder's own spelling of it."""
        here = Path(path.anchor)
        for name in path.parts[1:]:
            spelt = self._names(here).get(_folded(name), [])
            exact = [each for each in spelt if unicodedata.normalize("NFC", each) == unicodedata.normalize("NFC", name)]
            chosen = exact[:1] or (spelt if len(spelt) == 1 else [])
            if not chosen:
                return None
            here = here / chosen[0]
        return here

    def _names(self, folder: Path) -> dict[str, list[str]]:
        try:
            stamp = folder.stat().st_mtime_ns
            kept = self._listings.get(folder)
            if kept is None or kept[0] != stamp:
                names: dict[str, list[str]] = {}
                for name in os.listdir(folder):  # noqa: PTH208 - names only: 10,000 Path objects a folder cost more
                    names.setdefault(_folded(name), []).append(name)
                kept = self._listings[folder] = (stamp, names)
        except (OSError, ValueError):
            return {}
        return kept[1]


def _checked(path: Path) -> Path:
    try:
        status = path.stat()
    except OSError as error:
        raise file_error(error, path) from None
    if not stat.S_ISREG(status.st_mode):
        raise audio_error("not_a_file", str(path))
    if status.st_size == 0:
        raise audio_error("empty", str(path))
    flags, attributes = getattr(status, "st_flags", 0), getattr(status, "st_file_attributes", 0)
    if flags & _DATALESS or attributes & _RECALL:
        raise audio_error("cloud_only", str(path))
    if not os.access(path, os.R_OK):
        raise audio_error("unreadable", str(path))
    return path


def _lexists(path: Path) -> bool:
    """Whether something is there; a name no file system can hold (NUL, 1,000 characters) is not."""
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _forward(path: str) -> str:
    return path.replace("\\", "/") if _DRIVE.match(path.replace("\\", "/")) or path.startswith("\\\\") else path


def _starts(location: str, prefix: str) -> bool:
    """Whether `location` lies under `prefix`, whatever the Unicode form; drives and their folders fold case."""
    prefix = prefix.rstrip("/")
    head, rest = location[: len(prefix)], location[len(prefix) :]
    same = _folded(head) == _folded(prefix) if _DRIVE.match(prefix + "/") else head == prefix
    return same and (not rest or rest.startswith("/"))


def _absolute(path: str) -> bool:
    """Whether the path means the same wherever the server was started (C:/ means nothing on a Mac)."""
    return Path(path).is_absolute()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
