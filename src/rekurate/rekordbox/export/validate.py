"""Read the finished file before it gets its name, with another parser than the code that wrote it."""

import hashlib
from collections.abc import Mapping
from typing import BinaryIO, Final
from xml.parsers import expat

from rekurate.errors import ExportError

_CHUNK: Final = 1 << 18


class _Tally:
    def __init__(self) -> None:
        self.entries = ""
        self.tracks = 0
        self.lists: dict[str, int] = {}
        self._list = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "COLLECTION":
            self.entries = attributes.get("Entries", "")
        elif tag == "NODE":
            self._list = attributes.get("Name", "")
            if attributes.get("Type") == "1":
                self.lists[self._list] = 0
        elif tag == "TRACK" and "Key" in attributes:
            self.lists[self._list] += 1
        elif tag == "TRACK":
            self.tracks += 1


def validated(file: BinaryIO, count: int, playlists: Mapping[str, int]) -> tuple[str, int]:
    """Return sha256 and size of a file of `count` records and these playlists (name -> entries).

    Raises ExportError, before the file gets its name, when it is not right.
    """
    tally = _Tally()
    parser = expat.ParserCreate()
    parser.StartElementHandler = tally.start
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise _wrong(f"it cannot be read back: {error}") from error
    if (tally.tracks, tally.entries) != (count, str(count)):
        raise _wrong(f"{count} tracks were written, {tally.tracks} are in it")
    if tally.lists != playlists:
        raise _wrong("its playlists are not those that were written")
    return digest.hexdigest(), size


def _wrong(what: str) -> ExportError:
    return ExportError(
        f"The new file is not right ({what}), so it was thrown away. Nothing was exported; please report this."
    )
