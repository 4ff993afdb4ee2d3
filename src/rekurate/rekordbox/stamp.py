"""When did a library change: one `stat` a file, cheap enough to ask on every call."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from rekurate.model.times import iso


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file on disk looked like at one moment; equal stamps mean equal content."""

    parts: tuple[tuple[int, int, int], ...]
    """(inode, bytes, mtime in ns) of each file; (0, 0, 0) for one that is not there."""

    @property
    def text(self) -> str:
        """The stamp as one word."""
        return ".".join("-".join(f"{number:x}" for number in part) for part in self.parts)

    @property
    def modified_at(self) -> str:
        """ISO time, UTC, of the newest part."""
        return iso(max(part[2] for part in self.parts) / 1e9)


def stamp_of(*paths: Path) -> Stamp:
    """Look at files without opening them."""
    return Stamp(tuple(_part(path) for path in paths))


def wal_of(database: Path) -> Path:
    """Return where the write-ahead log of a database is."""
    return database.with_name(database.name + "-wal")


def _part(path: Path) -> tuple[int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - half the cost of Path.stat, on every tool call
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def library_id(kind: str, path: Path) -> str:
    """Name the library by where it lives: the same through every re-export to one path and every run of Rekordbox.

    Not by content: a database has an id of its own (`djmdProperty.DBID`), but a copy a person tries things on has the
    same one, and must not share staged changes with the real library; an XML has none.
    """
    resolved = os.path.normcase(path.resolve())
    return f"{kind}-" + hashlib.sha256(resolved.encode("utf-8", "surrogatepass")).hexdigest()[:16]
