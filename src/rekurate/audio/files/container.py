"""What kind of audio file this is, and where in it the audio lies, without decoding any of it.

Tags are written before and behind the audio: the audio itself is what names the recording.
"""

# ruff: noqa: PLR2004 - sizes and bit masks of the formats; names would only repeat them

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from rekurate.audio.files import mp4, ogg

_HEAD: Final = 64
_ADTS_SAMPLES: Final = 1024
_UNKNOWN_LENGTH: Final = (0, 0xFFFFFFFF)
"""Chunk sizes written by programs that could not go back: read to the end of the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """The audio inside a file."""

    kind: str
    """mp3, flac, wav, aiff, ogg, mp4, adts, or other."""
    start: int
    end: int
    """Bytes [start, end) of the file are audio, tags excluded."""
    lacking: int = 0
    """Bytes the container promises beyond the end of the file: more than 0 means cut off."""
    protected: bool = False
    rate: int = 0
    """Frames a second, where the container leaves no doubt (plain AAC); else 0."""
    seconds: float = 0.0
    """Duration where the container says it and no decoder is needed for it (mp4, adts); else 0."""


def section_of(path: Path) -> Section:
    """Look at a file's structure. Raises OSError when it cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = _after_id3(file, size)
        file.seek(start)
        head = file.read(_HEAD)
        kind = _kind(head)
        if kind == "flac":
            start = min(_after_flac_blocks(file, start + 4), size)
            return Section(kind, start, _before_tags(file, start, size))
        if kind in ("wav", "aiff"):
            return _chunk(file, start, size, kind)
        if kind == "mp4":
            movie = mp4.read(file, size)
            return Section(kind, movie.start, movie.end, movie.lacking, movie.protected, movie.rate, movie.seconds)
        if kind == "ogg":
            return Section(kind, start, size, ogg.lacking(file, size))
        end = _before_tags(file, start, size)
        if kind == "adts":
            return Section(kind, start, end, rate=_adts_rate(head), seconds=_adts_seconds(file, start, end))
        return Section(kind, start, end)


def _kind(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "mp4"
    form = head[8:12]
    if (head[:4] in (b"RIFF", b"RF64") and form == b"WAVE") or (head[:4] == b"FORM" and form in (b"AIFF", b"AIFC")):
        return "wav" if form == b"WAVE" else "aiff"
    for magic, kind in ((b"fLaC", "flac"), (b"OggS", "ogg")):
        if head.startswith(magic):
            return kind
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "adts" if head[1] & 0xF6 == 0xF0 else "mp3"
    return "other"


def _after_id3(file: BinaryIO, size: int) -> int:
    """Return where the last leading ID3v2 tag ends; some taggers stack several. One longer than the file is none."""
    position = after = 0
    while after <= size:
        position = after
        file.seek(position)
        header = file.read(10)
        if len(header) < 10 or header[:3] != b"ID3" or max(header[6:10]) > 0x7F:
            return position
        length = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]
        after = position + 10 + length + (10 if header[5] & 0x10 else 0)
    return position


def _before_tags(file: BinaryIO, start: int, size: int) -> int:
    """Return where trailing APEv2 and ID3v1 tags begin; one that would begin before `start` is none."""
    end = size
    if end >= start + 128:
        file.seek(end - 128)
        end -= 128 if file.read(3) == b"TAG" else 0
    if end >= start + 32:
        file.seek(end - 32)
        footer = file.read(32)
        if footer[:8] == b"APETAGEX":
            length, flags = struct.unpack_from("<I4xI", footer, 12)
            begin = end - length - (32 if flags & 0x80000000 else 0)
            end = begin if begin >= start else end
    return end


def _after_flac_blocks(file: BinaryIO, position: int) -> int:
    while True:
        file.seek(position)
        header = file.read(4)
        if len(header) < 4:
            return position
        position += 4 + int.from_bytes(header[1:], "big")
        if header[0] & 0x80:
            return position


def _chunk(file: BinaryIO, start: int, size: int, kind: str) -> Section:
    """Find the chunk of samples in a RIFF or AIFF file."""
    wanted, order = (b"data", "<I") if kind == "wav" else (b"SSND", ">I")
    position = start + 12
    while True:
        file.seek(position)
        header = file.read(8)
        if len(header) < 8:
            return Section(kind, size, size)
        (length,) = struct.unpack(order, header[4:])
        if header[:4] == wanted:
            begin = position + 8
            promised = size if length in _UNKNOWN_LENGTH else begin + length
            return Section(kind, begin, min(promised, size), max(0, promised - size))
        position += 8 + length + length % 2


def _adts_rate(head: bytes) -> int:
    return mp4.plain_rate((head[2] >> 6) + 1, head[2] >> 2 & 15)


def _adts_seconds(file: BinaryIO, start: int, end: int) -> float:
    """Count the frames of a raw AAC stream; each is 1,024 samples."""
    file.seek(start)
    data = file.read(end - start)
    position = frames = rate = 0
    while position + 7 <= len(data) and data[position] == 0xFF and data[position + 1] & 0xF6 == 0xF0:
        index = data[position + 2] >> 2 & 15
        rate = rate or (mp4.AAC_RATES[index] if index < len(mp4.AAC_RATES) else 0)
        length = (data[position + 3] & 3) << 11 | data[position + 4] << 3 | data[position + 5] >> 5
        if length < 7:
            break
        frames += 1
        position += length
    return frames * _ADTS_SAMPLES / rate if rate else 0.0
