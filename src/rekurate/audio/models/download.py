"""Fetch one file in pieces: what is on disk is never asked for again, and nothing counts before its hash does."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rekurate.audio.models.registry import ModelFile
from rekurate.errors import ProviderError
from rekurate.model import Ask, Line, Stop
from rekurate.places import insist

PIECE: Final = 1 << 20
"""Bytes asked for at a time: a killed download loses at most this much."""
_PARTIAL: Final = 206
_WHOLE: Final = 200
_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Progress = Callable[[int, int], None]
"""Told (bytes on disk, bytes in all)."""


@dataclass(frozen=True, slots=True)
class Download:
    """A line to the publisher, and what to do along the way."""

    line: Line
    progress: Progress
    stop: Stop

    def fetch(self, url: str, file: ModelFile, target: Path) -> str:
        """Fetch `file` to `target` and return its sha256; resumes `target` + ".part" where an earlier try left one.

        Raises ProviderError when the server fails, or the content is not what was announced (the part is then
        removed); whatever the line raises; OSError.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        have = part.stat().st_size if part.exists() else 0
        if have > file.size:
            part.unlink()
            have = 0
        while have < file.size:
            have = self._append(url, file, part, have)
            self.progress(have, file.size)
        digest = sha256_of(part)
        if file.sha256 and digest != file.sha256:
            part.unlink()
            raise ProviderError(
                f"{file.name} arrived with sha256 {digest[:16]}..., expected {file.sha256[:16]}...: it was removed. "
                "Try again; if it stays so, the publisher has changed the file."
            )
        insist(part.replace, target)
        return digest

    def _append(self, url: str, file: ModelFile, part: Path, have: int) -> int:
        """Fetch the next piece behind the `have` bytes on disk; return how many there are then."""
        last = min(have + PIECE, file.size) - 1
        reply = self.line.send(Ask(url=url, headers={"Range": f"bytes={have}-{last}"}, expect="any"), self.stop)
        if reply.status == _WHOLE:
            have = 0  # a server without ranges sends the whole file
        elif reply.status != _PARTIAL or not _starts_at(reply.headers.get("content-range", ""), have):
            raise ProviderError(f"{file.name} cannot be fetched (HTTP {reply.status}). Try again later.")
        if not reply.body or have + len(reply.body) > file.size:
            part.unlink(missing_ok=True)
            raise ProviderError(f"{file.name} is not {file.size} bytes any more: the publisher has changed the file.")
        with part.open("ab" if have else "wb") as out:
            out.write(reply.body)
        if reply.status == _WHOLE and len(reply.body) < file.size:
            raise ProviderError(f"{file.name} arrived cut off ({len(reply.body)} of {file.size} bytes). Try again.")
        return have + len(reply.body)


def can_read(path: Path) -> bool:
    """Whether there is a file that may be read."""
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Digests:
    """Hashes files, each once as long as its size and time of change stay the same."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[tuple[str, int, int], str] = {}

    def of(self, path: Path) -> str:
        """Return the sha256 of a file. Raises OSError."""
        status = path.stat()
        key = (str(path), status.st_size, status.st_mtime_ns)
        if key not in self._known:
            self._known[key] = sha256_of(path)
        return self._known[key]


def _starts_at(content_range: str, position: int) -> bool:
    found = _RANGE.match(content_range)
    return found is not None and int(found[1]) == position
