"""Read the files of a taxonomy folder: TOML tables and the digest of their bytes."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rekurate.errors import TaxonomyError

FILES: Final = ("genres", "aliases", "styles", "beatport", "weights", "labels", "artists", "instruments")
"""What a folder may hold, each with the ending `.toml`; any of them may be missing."""
LATE: Final = frozenset({"labels", "artists", "instruments"})
"""Long lists that nothing needs at start: parsed by the first question about them. Their bytes are in the digest."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The files of one folder: the ones that ship, or a user's own over them."""

    folder: str
    """Put before file names in messages: "" for the files that ship."""
    tables: Mapping[str, Mapping[str, Any]]
    """By file name without its ending; empty for a file that is not there."""
    late: Mapping[str, bytes] = field(default_factory=dict)
    digest: bytes = b""

    def place(self, file: str, *entry: object) -> str:
        """Name an entry for a message: file, table and row."""
        return f"{self.folder}{file}.toml" + "".join(f" [{part}]" for part in entry)

    def table(self, file: str, name: str) -> Mapping[str, Any]:
        """Return a table, empty where the file has none. Raises TaxonomyError where the name holds something else."""
        found = self.tables[file].get(name, {})
        if not isinstance(found, dict):
            raise TaxonomyError(f"{self.place(file, name)} must be a table of rows, not {type(found).__name__}.")
        return found

    def texts(self, file: str, table: str, row: str) -> list[str]:
        """Return a row that is a list of texts, empty where there is none. Raises TaxonomyError for anything else."""
        found = self.table(file, table).get(row, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise TaxonomyError(f"{self.place(file, table, row)} must be a list of texts.")
        return found

    def parse_late(self, file: str) -> Mapping[str, Any]:
        """Parse one of the long lists; empty when the folder has none. Raises TaxonomyError."""
        return parse(self.late.get(file, b""), self.place(file))


def read_layer(folder: Path, *, own: bool) -> Layer:
    """Read a folder; `own` says that it is a user's.

    Raises TaxonomyError for a folder or file that cannot be read, one that is not TOML, and one with another name
    (a misspelt file name would silently do nothing).
    """
    prefix = f"{folder}/" if own else ""
    contents = _contents(folder, prefix)
    digest = hashlib.sha256()
    for name, raw in contents.items():
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    tables = {name: parse(contents.get(name, b""), f"{prefix}{name}.toml") for name in FILES if name not in LATE}
    late = {name: raw for name, raw in contents.items() if name in LATE}
    return Layer(prefix, tables, late, digest.digest())


def parse(raw: bytes, place: str) -> Mapping[str, Any]:
    """Parse TOML; raises TaxonomyError naming the file and, where the parser says so, the line."""
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))  # Windows editors put a byte order mark in front
    except UnicodeDecodeError as error:
        raise TaxonomyError(f"{place} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise TaxonomyError(f"{place} is not valid TOML: {error}.") from error


def _contents(folder: Path, prefix: str) -> dict[str, bytes]:
    try:
        # hidden files are somebody else's: macOS puts a "._genres.toml" beside a file on a USB stick or network drive
        named = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
        found = {path.stem: path for path in named if path.suffix == ".toml"}
        strangers = [path.name for name, path in found.items() if name not in FILES]
        if strangers:
            names = ", ".join(f"{name}.toml" for name in FILES)
            raise TaxonomyError(f"{prefix or folder}: {strangers[0]} is no taxonomy file. The names are {names}.")
        return {name: path.read_bytes() for name, path in found.items()}
    except OSError as error:
        raise TaxonomyError(
            f"The taxonomy folder {folder} cannot be read ({error.strerror or error}). "
            "Name a folder of .toml files, or leave the setting out."
        ) from error
