"""Ogg pages: whether the last one is whole, and the sound inside them without the tags."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_HEADER: Final = 27
_LARGEST_PAGE: Final = _HEADER + 255 + 255 * 255


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a stream."""

    granule: int
    """Samples played when the page is over; 0 on header pages, which hold the tags."""
    body: int
    """Where its data begins."""
    end: int


def page_at(file: BinaryIO, position: int) -> Page | None:
    """Read the page that begins at `position`; None when none does."""
    file.seek(position)
    header = file.read(_HEADER + 255)
    if len(header) < _HEADER or header[:4] != b"OggS":
        return None
    (granule,) = struct.unpack_from("<q", header, 6)
    segments = header[26]
    body = position + _HEADER + segments
    return Page(granule, body, body + sum(header[_HEADER : _HEADER + segments]))


def audio_pages(file: BinaryIO, size: int) -> Iterator[Page]:
    """Yield the pages that hold sound, in order, from the first one on."""
    position = 0
    while position < size and (page := page_at(file, position)) is not None:
        if page.granule != 0:
            yield page
        position = page.end


def last_page(file: BinaryIO, size: int) -> Page | None:
    """Return the last page that begins in the file, whole or not."""
    start = max(0, size - 2 * _LARGEST_PAGE)
    file.seek(start)
    data = file.read()
    at = data.rfind(b"OggS")
    while at >= 0:
        page = page_at(file, start + at)
        if page is not None:
            return page
        at = data.rfind(b"OggS", 0, at)
    return None


def lacking(file: BinaryIO, size: int) -> int:
    """Return how many bytes of the last page are missing; a file cut off almost never ends between two pages."""
    page = last_page(file, size)
    return max(0, page.end - size) if page else 0
