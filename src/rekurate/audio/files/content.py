"""Which audio a file holds: a name that tag editors leave alone and any other edit changes."""

import hashlib
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from rekurate.audio.files import ogg
from rekurate.audio.files.container import Section, section_of

_PIECE: Final = 64 << 10
"""Bytes hashed at the head, in the middle and at the end of the audio."""
_PAGES: Final = 16
"""Ogg pages hashed from the first with sound (4 kB each as a rule); rewriting tags renumbers pages, so their headers,
and with them byte positions, cannot count."""


def content_of(path: Path) -> dict[str, Any]:
    """Return size (bytes), mtime (ns) and `audio`, a hash of the sound after the tag headers. Raises OSError."""
    status = path.stat()
    return {"size": status.st_size, "mtime": status.st_mtime_ns, "audio": _audio_hash(path)}


def same_content(kept: Mapping[str, Any], path: Path) -> bool:
    """Whether `path` still holds the audio that `kept` (from `content_of`) names.

    An untouched file costs one stat; one that was touched costs reading 192 kB. Raises OSError.
    """
    status = path.stat()
    if kept.get("size") == status.st_size and kept.get("mtime") == status.st_mtime_ns:
        return True
    return kept.get("audio") == _audio_hash(path)


def _audio_hash(path: Path) -> str:
    section = section_of(path)
    digest = hashlib.sha256(section.kind.encode())
    with path.open("rb") as file:
        if section.kind == "ogg":
            _hash_pages(file, section.end, digest)
        else:
            _hash_span(file, section, digest)
    return digest.hexdigest()[:24]


def _hash_span(file: BinaryIO, section: Section, digest: "hashlib._Hash") -> None:
    length = section.end - section.start
    digest.update(str(length).encode())
    for offset in (0, max(0, length // 2 - _PIECE // 2), max(0, length - _PIECE)):
        file.seek(section.start + offset)
        digest.update(file.read(min(_PIECE, length - offset)))


def _hash_pages(file: BinaryIO, size: int, digest: "hashlib._Hash") -> None:
    last = ogg.last_page(file, size)
    digest.update(str(last.granule if last else 0).encode())
    for page in islice(ogg.audio_pages(file, size), _PAGES):
        file.seek(page.body)
        digest.update(file.read(page.end - page.body))
