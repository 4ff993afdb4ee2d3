"""Records of the user's own XML, found by one pass over its bytes."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from rekurate.errors import ExportError
from rekurate.model import Field, Numbered, Track
from rekurate.rekordbox.export.asked import Asked, batches
from rekurate.rekordbox.export.names import alike
from rekurate.rekordbox.export.nouns import Reason
from rekurate.rekordbox.export.origins.origin import DEFAULT_PRODUCT, Candidate, Repeats, location_refusal
from rekurate.rekordbox.export.records.parse import RecordParser
from rekurate.rekordbox.export.records.scan import Record, Token, attribute, records
from rekurate.rekordbox.export.records.splice import closed, splice
from rekurate.rekordbox.location import decode_location
from rekurate.rekordbox.stamp import stamp_of
from rekurate.rekordbox.xmlfile.identify import NO_ID, is_made_up
from rekurate.rekordbox.xmlfile.record import RecordReader

_ENCODING: Final = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_WIDE: Final = re.compile(rb"\xff\xfe|\xfe\xff|<\0|\0+<")
"""How a file begins that has two or four bytes a character, with a mark or without."""
_UTF_8: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


class XmlOrigin:
    """Reads the file twice: once for the offsets of the asked-for records, once for those records alone."""

    def __init__(self, path: Path, asked: Asked, *, keep_cues: bool) -> None:
        """Scan the collection for what is asked for. Raises ExportError when the file cannot be scanned."""
        self._path = path
        self._asked = asked
        self._keep_cues = keep_cues
        self._stamp = stamp_of(path)
        self._places = array("q")
        """start, end, length of the opening tag: three numbers a record."""
        self._ids = Repeats()
        self._locations = Repeats()
        self._read = RecordParser().read
        self._track = RecordReader().track
        self.product = DEFAULT_PRODUCT
        self.playlist_names: frozenset[str] = frozenset()
        with _opened(path) as file:
            self.end_of_line = _end_of_line(file, path)
            self._survey(file)

    def candidates(self) -> Iterator[tuple[Candidate, tuple[Numbered, ...]]]:
        """Yield the asked-for tracks in the file's order. Raises ExportError when the file has changed meanwhile."""
        with _opened(self._path) as file:
            for batch in batches(self._each(file)):
                asked = self._asked.among([candidate.track.id for candidate in batch])
                yield from ((each, asked[each.track.id]) for each in batch if each.track.id in asked)
        if stamp_of(self._path) != self._stamp:
            raise ExportError(f"{self._path} changed during the export; nothing was written. Try again.")

    def absent(self, track_id: str) -> Reason:
        """Say why there is no record: our made-up ids stand for records that repeat a TrackID or have none."""
        if not is_made_up(track_id):
            return Reason.GONE
        return Reason.NO_ID if track_id.startswith(NO_ID) else Reason.DUPLICATE_ID

    def _survey(self, file: BinaryIO) -> None:
        others: list[Token] = []
        for batch in batches(records(file, others)):
            self._note(batch)
        names = (attribute(token.text, b"Name") for token in others if token.text.startswith(b"<NODE"))
        self.playlist_names = frozenset(alike(name) for name in names if name)
        products = [token.text for token in others if token.text.startswith(b"<PRODUCT")]
        if products and self._read(closed(products[0])) is not None:
            self.product = closed(products[0])

    def _note(self, batch: Sequence[Record]) -> None:
        ids = [attribute(record.tag, b"TrackID") or "" for record in batch]
        asked = self._asked.among(ids)
        for track_id, record in zip(ids, batch, strict=True):
            location = attribute(record.tag, b"Location")
            self._ids.add(track_id)
            if location:
                self._locations.add(decode_location(location))
            if track_id in asked:
                self._places.extend((record.start, record.end, len(record.tag)))

    def _each(self, file: BinaryIO) -> Iterator[Candidate]:
        for index in range(0, len(self._places), 3):
            start, end, length = self._places[index : index + 3]
            file.seek(start)
            yield self._candidate(file.read(end - start), length)

    def _candidate(self, record: bytes, length: int) -> Candidate:
        tag = record[:length]
        kept = record[length:] if self._keep_cues else b""
        found = self._read(tag + kept if kept else closed(tag))
        if found is None:
            return self._damaged(tag)
        track = self._track(found)
        reason, detail = location_refusal(track, self._locations)
        if track.id in self._ids:
            reason, detail = Reason.DUPLICATE_ID, track.id

        def render(changes: Mapping[Field, str]) -> bytes:
            new = splice(tag, found, changes, self._read)
            return new + kept if kept else closed(new)

        return Candidate(track, render, reason, detail)

    def _damaged(self, tag: bytes) -> Candidate:
        track: Track = self._track({"TrackID": attribute(tag, b"TrackID") or ""})
        return Candidate(track, lambda _: b"", Reason.DAMAGED, "its record holds what XML does not allow")


def refuse_encoding(path: Path) -> None:
    """Raise ExportError for a file whose records cannot be copied byte for byte."""
    with _opened(path) as file:
        _end_of_line(file, path)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open the library. Raises ExportError where it cannot be opened, or not be read to its end: its drive may go."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise ExportError(
            f"The library {path} cannot be read again ({error.strerror}); nothing was written."
        ) from error


def _end_of_line(file: BinaryIO, path: Path) -> bytes:
    """Return the line end the file uses. Raises ExportError for an encoding whose bytes cannot be copied."""
    head = file.read(4096)
    found = _ENCODING.search(head)
    if (found and found[1].lower() not in _UTF_8) or _WIDE.match(head):
        raise ExportError(
            f"{path} is not encoded in UTF-8 as Rekordbox writes it, so its records cannot be copied byte for byte. "
            "Export the collection from Rekordbox again and name that file."
        )
    return b"\r\n" if b"\r\n" in head else b"\n"
