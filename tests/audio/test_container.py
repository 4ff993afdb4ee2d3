import struct
from pathlib import Path

import pytest

from rekurate.audio.files.container import Section, section_of
from rekurate.audio.files.content import content_of, same_content

MP3 = b"\xff\xfb\x90\x00" + bytes(413)
FRAMES = b"".join(MP3[:4] + bytes([n % 251]) * 413 for n in range(600))


def id3(size: int, footer: bool = False) -> bytes:
    length = bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return b"ID3\x04\x00" + bytes([0x10 * footer]) + length + bytes(size) + (b"3DI\x04\x00\x10" + length) * footer


def ape(size: int) -> bytes:
    tag = struct.pack("<8sIII8x", b"APETAGEX", 2000, size + 32, 1)
    return tag[:20] + struct.pack("<I8x", 0xA0000000) + bytes(size) + tag[:20] + struct.pack("<I8x", 0x80000000)


ID3V1 = b"TAG" + bytes(125)


def written(tmp_path: Path, data: bytes, name: str = "a.mp3") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b""),
        (id3(1000), b""),
        (id3(1000, footer=True), b""),
        (id3(300) + id3(70_000), b""),
        (b"", ID3V1),
        (id3(10), ape(500) + ID3V1),
    ],
)
def test_tags_around_an_mp3_are_not_its_audio(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = written(tmp_path, before + FRAMES + after)
    assert section_of(path) == Section("mp3", len(before), len(before + FRAMES))


@pytest.mark.parametrize(
    "data",
    [
        id3(1000)[:10] + FRAMES[:500],
        FRAMES[:500] + ape(5000)[-32:],
        b"fLaC\x84\xff\xff\xff" + FRAMES[:500],
        b"fLaC\x80\x00\x01\x00" + FRAMES[:270] + ape(400)[-32:],
    ],
)
def test_a_tag_that_claims_more_than_there_is_takes_no_audio_away(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    section = section_of(path)
    assert (0 <= section.start <= section.end, section.end) == (True, len(data))
    assert same_content({"audio": content_of(path)["audio"]}, path)


def test_rewriting_tags_leaves_the_content_the_same_and_another_sound_does_not(tmp_path: Path) -> None:
    kept = content_of(written(tmp_path, id3(100) + FRAMES))

    assert same_content(kept, written(tmp_path, id3(90_000) + FRAMES + ID3V1))
    assert not same_content(kept, written(tmp_path, id3(100) + FRAMES[:-417]))
    assert not same_content(kept, written(tmp_path, id3(100) + FRAMES[417:] + MP3))


def test_an_edit_in_the_middle_is_another_sound(tmp_path: Path) -> None:
    kept = content_of(written(tmp_path, FRAMES))
    middle = len(FRAMES) // 2
    changed = FRAMES[:middle] + bytes([FRAMES[middle] ^ 1]) + FRAMES[middle + 1 :]

    assert not same_content(kept, written(tmp_path, changed))


def test_an_untouched_file_is_not_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, FRAMES)
    status = path.stat()
    kept = {"size": status.st_size, "mtime": status.st_mtime_ns, "audio": "never computed"}

    assert same_content(kept, path)


def riff(size: int, lead: bytes = b"") -> bytes:
    fmt = b"fmt " + struct.pack("<I16x", 16)
    return lead + b"RIFF" + struct.pack("<I", 36 + size) + b"WAVE" + fmt + b"data" + struct.pack("<I", size)


def test_a_wav_that_lacks_samples_says_how_many_bytes(tmp_path: Path) -> None:
    assert section_of(written(tmp_path, riff(10_000) + bytes(4000))).lacking == 6000


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_of_unknown_length_runs_to_the_end_of_the_file(tmp_path: Path, size: int) -> None:
    section = section_of(written(tmp_path, riff(0)[:-4] + struct.pack("<I", size) + bytes(4000)))
    assert (section.end - section.start, section.lacking) == (4000, 0)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"ID3", id3(50), b"fLaC", b"RIFF\0\0\0\0WAVE", b"OggS", b"\xff", bytes(100)]
)
def test_stumps_have_a_section_too(tmp_path: Path, data: bytes) -> None:
    section = section_of(written(tmp_path, data))
    assert section.start <= section.end or not section.kind.startswith("mp")


def adts(frames: int) -> bytes:
    frame = b"\xff\xf1\x50\x80" + bytes([200 >> 3, (200 & 7) << 5 | 0x1F, 0xFC]) + bytes(193)
    return frame * frames


def test_the_frames_of_bare_aac_are_counted(tmp_path: Path) -> None:
    section = section_of(written(tmp_path, adts(431)))
    assert (section.kind, round(section.seconds, 3)) == ("adts", round(431 * 1024 / 44_100, 3))
