import struct
from pathlib import Path

import pytest

from rekurate.audio.files.container import Section, section_of


def atom(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def movie(entry: bytes = b"mp4a", seconds: float = 200.0, version: int = 0) -> bytes:
    times = struct.pack(">QQIQ" if version else ">IIII", 0, 0, 1000, int(seconds * 1000))
    head = atom(b"mvhd", bytes([version, 0, 0, 0]) + times)
    description = atom(b"stsd", bytes(4) + struct.pack(">I", 1) + atom(entry, bytes(28)))
    return atom(b"moov", head + atom(b"trak", description))


FTYP = atom(b"ftyp", b"M4A isom")
DATA = atom(b"mdat", b"\xaa" * 5000)


def section(tmp_path: Path, data: bytes) -> Section:
    path = tmp_path / "a.m4a"
    path.write_bytes(data)
    return section_of(path)


@pytest.mark.parametrize("version", [0, 1])
def test_duration_and_audio_are_read_whichever_comes_first(tmp_path: Path, version: int) -> None:
    first = section(tmp_path, FTYP + movie(version=version) + DATA)
    last = section(tmp_path, FTYP + DATA + movie(version=version))

    assert (first.seconds, last.seconds) == (200.0, 200.0)
    assert (first.end - first.start, last.end - last.start) == (5000, 5000)
    assert not first.lacking
    assert not first.protected


@pytest.mark.parametrize("entry", [b"drms", b"enca", b"aavd"])
def test_a_locked_file_is_recognised(tmp_path: Path, entry: bytes) -> None:
    assert section(tmp_path, FTYP + movie(entry) + DATA).protected


def test_a_cut_off_file_tells_what_it_lacks(tmp_path: Path) -> None:
    assert section(tmp_path, (FTYP + DATA + movie())[:3000]).lacking == len(FTYP + DATA) - 3000


def test_a_64_bit_size_is_read(tmp_path: Path) -> None:
    data = struct.pack(">I4sQ", 1, b"mdat", 16 + 5000) + b"\xaa" * 5000
    assert section(tmp_path, FTYP + data + movie()).lacking == 0


def configured(config: bytes, long_lengths: bool = False) -> bytes:
    def descriptor(tag: int, body: bytes) -> bytes:
        return bytes([tag]) + (b"\x80\x80\x80" if long_lengths else b"") + bytes([len(body)]) + body

    inner = descriptor(4, bytes(13) + descriptor(5, config))
    return atom(b"moov", atom(b"esds", bytes(4) + descriptor(3, bytes(3) + inner)))


@pytest.mark.parametrize(
    ("config", "rate"),
    [
        (bytes([2 << 3 | 4 >> 1, (4 & 1) << 7 | 2 << 3]), 44_100),
        (bytes([2 << 3 | 3 >> 1, (3 & 1) << 7 | 2 << 3]), 48_000),
        (bytes([2 << 3 | 7 >> 1, (7 & 1) << 7 | 2 << 3]), 0),  # 22.05 kHz: may hide an extension that doubles it
        (bytes([5 << 3 | 4 >> 1, 0]), 0),  # HE-AAC says so itself
        (bytes([2 << 3 | 15 >> 1, 0x80]), 0),
        (b"", 0),
    ],
)
@pytest.mark.parametrize("long_lengths", [False, True])
def test_the_rate_is_told_where_there_is_no_doubt(tmp_path: Path, config: bytes, rate: int, long_lengths: bool) -> None:
    assert section(tmp_path, FTYP + configured(config, long_lengths) + DATA).rate == rate


@pytest.mark.parametrize("junk", [b"", bytes(8), b"\0\0\0\4mdat", b"\xff" * 20, b"\0\0\0\1mdat\0"])
def test_damaged_atoms_end_the_walk(tmp_path: Path, junk: bytes) -> None:
    assert section(tmp_path, FTYP + junk).seconds == 0.0
