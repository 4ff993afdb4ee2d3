"""The few MP4 atoms that matter: where the audio data is, how long it plays, whether it is locked."""

# ruff: noqa: PLR2004 - sizes and bit masks of the formats; names would only repeat them

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

_LOCKED: Final = (b"drms", b"drmi", b"enca", b"aavd")
"""Sample entries of FairPlay, common encryption and Audible."""
AAC_RATES: Final = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_LOW_COMPLEXITY: Final = 2
_NO_EXTENSION: Final = 32_000
_MOVIE_LIMIT: Final = 64 << 20
"""Bytes of `moov` read at most: cover art makes it large, never this large."""


@dataclass(frozen=True, slots=True)
class Movie:
    """What an MP4 file says about itself."""

    start: int
    end: int
    lacking: int
    protected: bool
    seconds: float
    """0.0 when there is no readable `moov`."""
    rate: int
    """Frames a second of plain AAC; 0 where only decoding tells (HE-AAC plays at twice what it says, ALAC)."""


def read(file: BinaryIO, size: int) -> Movie:
    """Walk the top-level atoms."""
    data = (size, size)
    lacking, protected, seconds, rate = 0, False, 0.0, 0
    position = 0
    while position + 8 <= size:
        name, begin, end = _atom(file, position, size)
        if begin > end:
            break
        lacking = max(lacking, end - size)
        if name == b"mdat" and end - begin > data[1] - data[0]:
            data = (begin, min(end, size))
        elif name == b"moov":
            file.seek(begin)
            body = file.read(min(end - begin, _MOVIE_LIMIT))
            protected, seconds, rate = _locked(body), _seconds(body), _rate(body)
        position = end
    return Movie(*data, lacking, protected, seconds, rate)


def _atom(file: BinaryIO, position: int, size: int) -> tuple[bytes, int, int]:
    """Return an atom's name and the span of its body; a span that ends before it begins is no atom."""
    file.seek(position)
    header = file.read(16)
    length, name = struct.unpack_from(">I4s", header)
    if length == 1 and len(header) == 16:
        return name, position + 16, position + int.from_bytes(header[8:16], "big")
    return name, position + 8, size if length == 0 else position + length


def _locked(moov: bytes) -> bool:
    """Whether a sample description names an encrypted format.

    An entry follows `stsd`, its size, version and count (8 bytes) and its own size (4 bytes).
    """
    at = moov.find(b"stsd")
    while at >= 0:
        if moov[at + 16 : at + 20] in _LOCKED:
            return True
        at = moov.find(b"stsd", at + 4)
    return False


def _seconds(moov: bytes) -> float:
    """Read the duration in `mvhd` (version 0: 32-bit fields, version 1: 64-bit)."""
    at = moov.find(b"mvhd")
    layout, skip = (">IQ", 24) if moov[at + 4 : at + 5] == b"\x01" else (">II", 16)
    if at < 0 or len(moov) < at + skip + struct.calcsize(layout):
        return 0.0
    scale, duration = struct.unpack_from(layout, moov, at + skip)
    return duration / scale if scale else 0.0


def _rate(moov: bytes) -> int:
    """Read the AAC configuration in `esds`: five bits of object type, four of the rate's index.

    Descriptors 3, 4 and 5 lie in one another, each a tag, a length of one to four bytes and a few fixed fields.
    """
    at = moov.find(b"esds")
    if at < 0:
        return 0
    position = at + 8
    for tag, fixed in ((3, 3), (4, 13), (5, 0)):
        if moov[position : position + 1] != bytes([tag]):
            return 0
        position += 1
        while moov[position : position + 1] >= b"\x80":
            position += 1
        position += 1 + fixed
    config = int.from_bytes(moov[position : position + 2], "big")
    return plain_rate(config >> 11, config >> 7 & 15)


def plain_rate(object_type: int, index: int) -> int:
    """Return the rate of plain AAC; 0 for other kinds, and below 32 kHz, where a hidden extension may double it."""
    rate = AAC_RATES[index] if index < len(AAC_RATES) else 0
    return rate if object_type == _LOW_COMPLEXITY and rate >= _NO_EXTENSION else 0
