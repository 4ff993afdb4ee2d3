"""What lxml tells while it walks the file, gathered: tracks, playlists, and what the file says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rekurate.errors import LibraryDamaged
from rekurate.model import Track
from rekurate.rekordbox.location import is_encoded
from rekurate.rekordbox.xmlfile.diagnosis import EXPORT_AGAIN
from rekurate.rekordbox.xmlfile.record import RecordReader

_NO_DOCTYPE: Final = "carries a DOCTYPE, which Rekordbox never writes and which can hide harmful entities."
_NO_ROOT: Final = "has no <DJ_PLAYLISTS> around everything: it is no Rekordbox collection."
_OF_ITUNES: Final = "plist"
"""What the libraries of iTunes and Music, which come with a DOCTYPE, say they are."""
_ROOTS: Final = frozenset({"ROOT", "Root", "root", ""})


@dataclass(slots=True)
class Node:
    """A NODE of the playlist tree, as written."""

    path: tuple[str, ...]
    is_folder: bool
    by_location: bool
    keys: list[str] = field(default_factory=list)


class Collector:
    """The target of one parse. lxml calls `doctype`, `start`, `end`, `close`; no tree is ever built."""

    def __init__(self, path: Path) -> None:
        """Keep which file this is, for the errors."""
        self._path = path
        self.product = ""
        self.entries = ""
        """`COLLECTION Entries` as written: Rekordbox's own count, which other tools get wrong."""
        self.tracks: list[Track] = []
        self.foreign_locations = 0
        """Locations that Rekordbox itself would have written otherwise (raw spaces, no percent codes)."""
        self.nodes: list[Node] = []
        self.finished = False
        """Whether the end of the document was met: a half-copied file has none."""
        self.reader = RecordReader()
        """What it met that was damaged is counted there."""
        self._read = self.reader.track
        self._in_collection = False
        self._open: list[Node | None] = []
        self._started = False

    def doctype(self, name: str | None, *_: str | None) -> None:
        """Refuse: called before anything of an internal subset is read."""
        if name == _OF_ITUNES:
            self._root(name)
        raise self._refusal(_NO_DOCTYPE)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element; TEMPO and POSITION_MARK, most of a real file, fall through."""
        if tag == "TRACK":
            if self._in_collection:
                self._track(attributes)
            elif self._open and (node := self._open[-1]):
                node.keys.append(attributes.get("Key", ""))
        elif tag == "NODE":
            self._node(attributes)
        elif tag == "COLLECTION":
            self._in_collection = True
            self.entries = attributes.get("Entries", "")
        elif tag == "PRODUCT":
            self.product = f"{attributes.get('Name', '')} {attributes.get('Version', '')}".strip()
        elif not self._started:
            self._root(tag)

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag == "NODE":
            if self._open:
                self._open.pop()
        elif tag == "COLLECTION":
            self._in_collection = False
        elif tag == "DJ_PLAYLISTS":
            self.finished = True

    def require_root(self) -> None:
        """Raise LibraryDamaged for a document of other elements: <NODE> and <TRACK> are never asked for theirs."""
        if not self._started:
            raise self._refusal(_NO_ROOT)

    def close(self) -> "Collector":
        """Hand over what was gathered: the result of the parse."""
        return self

    def _root(self, tag: str) -> None:
        self._started = True
        if tag != "DJ_PLAYLISTS":
            raise self._refusal(f"starts with <{tag[:40]}>, not <DJ_PLAYLISTS>: it is no Rekordbox collection.")

    def _refusal(self, problem: str) -> LibraryDamaged:
        return LibraryDamaged(f"{self._path} {problem} {EXPORT_AGAIN}")

    def _track(self, attributes: Mapping[str, str]) -> None:
        self.tracks.append(self._read(attributes))
        location = attributes.get("Location")
        if location and not is_encoded(location):
            self.foreign_locations += 1

    def _node(self, attributes: Mapping[str, str]) -> None:
        """Open a node; ROOT, which stands for the tree itself, is not the user's: some tools leave it out."""
        if not self._open and attributes.get("Type") != "1" and attributes.get("Name", "") in _ROOTS:
            self._open.append(None)
            return
        above = self._open[-1] if self._open else None
        path = (*(above.path if above else ()), attributes.get("Name", ""))
        node = Node(path, attributes.get("Type") == "0", attributes.get("KeyType") == "1")
        self._open.append(node)
        self.nodes.append(node)
