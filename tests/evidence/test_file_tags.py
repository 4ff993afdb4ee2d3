"""Tags of real small files in every family of formats, and every reason a file has none."""

import struct
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import pytest
from mutagen import id3, mp4
from mutagen.aiff import AIFF
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from mutagen.wave import WAVE
from tests.support.budgets import FreeBudget
from tests.support.evidence import NOON
from tests.support.library import make_track

from rekurate.errors import AudioError
from rekurate.evidence.file_tags import FileTags, _facts, _found, read_tags
from rekurate.model import Observation, Outcome, Term, Track, file_key


def wav(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return path


def mp3(path: Path) -> Path:
    frame = bytes.fromhex("fffb9064") + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
    path.write_bytes(frame * 20)
    return path


def aiff(path: Path) -> Path:
    rate = struct.pack(">HQ", 0x400E, 0xAC44 << 48)  # 44100 as an 80-bit float
    common = b"COMM" + struct.pack(">IhIh", 18, 1, 8, 16) + rate
    sound = b"SSND" + struct.pack(">III", 8 + 16, 0, 0) + bytes(16)
    path.write_bytes(b"FORM" + struct.pack(">I", 4 + len(common) + len(sound)) + b"AIFF" + common + sound)
    return path


def flac(path: Path) -> Path:
    info = (
        struct.pack(">HH", 4096, 4096) + bytes(6) + ((44100 << 44) | (1 << 41) | (15 << 36) | 44100).to_bytes(8, "big")
    )
    path.write_bytes(b"fLaC" + b"\x80" + (34).to_bytes(3, "big") + info + bytes(16))
    return path


def frames(tags: Any) -> None:
    tags.add(id3.TCON(encoding=3, text=["Deep House; Dub Techno"]))
    tags.add(id3.TPUB(encoding=3, text=["Quiet Harbour"]))
    tags.add(id3.TSRC(encoding=3, text=["GBAAA2300001"]))
    tags.add(id3.TDRC(encoding=3, text=["2003-05-01"]))
    tags.add(id3.COMM(encoding=3, lang="eng", desc="", text=["Purchased at Beatport.com"]))
    tags.add(id3.WOAF(url="https://www.beatport.com/track/glass-tide/12345"))
    tags.add(id3.TXXX(encoding=3, desc="CATALOGNUMBER", text=["QH012"]))


WANTED = {
    "genres": ["Deep House", "Dub Techno"],
    "label": "Quiet Harbour",
    "isrc": "GBAAA2300001",
    "year": "2003-05-01",
    "catno": "QH012",
    "comment": "Purchased at Beatport.com",
    "beatport_id": "12345",
    "shop": "beatport",
}


@pytest.mark.parametrize(("make", "kind", "name"), [(wav, WAVE, "a.wav"), (mp3, MP3, "a.mp3"), (aiff, AIFF, "a.aiff")])
def test_id3_frames_are_read_in_every_container(
    tmp_path: Path, make: Callable[[Path], Path], kind: type[Any], name: str
) -> None:
    path = make(tmp_path / name)
    file = kind(path)
    file.add_tags()
    frames(file.tags)
    file.save()
    assert read_tags(path) == WANTED


def test_vorbis_comments_are_read(tmp_path: Path) -> None:
    path = flac(tmp_path / "a.flac")
    file = FLAC(path)
    file["GENRE"] = ["Deep House", "Dub Techno"]
    file["ORGANIZATION"], file["ISRC"], file["date"] = "Quiet Harbour", "GBAAA2300001", "2003-05-01"
    file["Catalog #"], file["description"] = "QH012", "Purchased at Beatport.com"
    file["BEATPORT_TRACK_ID"] = "12345"
    file.save()
    assert read_tags(path) == WANTED


def test_mp4_atoms_are_read() -> None:
    form = mp4.MP4FreeForm
    tags = {
        "\xa9gen": ["Deep House", "Dub Techno"],
        "\xa9day": ["2003-05-01"],
        "\xa9cmt": ["Purchased at Beatport.com"],
        "----:com.apple.iTunes:LABEL": [form(b"Quiet Harbour")],
        "----:com.apple.iTunes:ISRC": [form(b"GBAAA2300001")],
        "----:com.apple.iTunes:CATALOGNUMBER": [form(b"QH012")],
        "----:com.apple.iTunes:BEATPORT_TRACK_ID": [form(b"12345")],
        "tmpo": [122],
    }
    assert _facts(_found(tags)) == WANTED | {"bpm": "122"}


@pytest.mark.parametrize(
    ("written", "genres"),
    [
        ("(17)", ["Rock"]),
        ("(17)Deep House", ["Deep House"]),
        ("(255)", []),
        ("", []),
        ("House\0Techno|House", ["House", "Techno"]),
        ("R&B/Soul", ["R&B/Soul"]),
    ],
)
def test_a_genre_is_kept_as_written_but_for_numbers_and_separators(
    tmp_path: Path, written: str, genres: list[str]
) -> None:
    assert _facts(_found({"genre": [written]}))["genres"] == genres


def test_a_file_without_tags_says_nothing(tmp_path: Path) -> None:
    assert read_tags(wav(tmp_path / "a.wav")) == {"genres": []}


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"not audio at all", "a.txt", "unsupported"),
        (b"", "a.mp3", "truncated"),
        (b"fLaC" + bytes(3), "a.flac", "truncated"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(20), "a.mp3", "truncated"),
        (b"RIFF\xff\xff\xff\xffWAVE", "a.wav", "truncated"),
        (b"FORM\x00", "a.aiff", "truncated"),
    ],
)
def test_a_damaged_file_is_a_failure_with_its_reason(tmp_path: Path, content: bytes, name: str, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AudioError) as caught:
        read_tags(path)
    assert (caught.value.reason, "()" in str(caught.value)) == (reason, False)


def test_a_broken_frame_that_nobody_asked_for_hides_no_genre(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav")
    file = WAVE(path)
    file.add_tags()
    file.tags.add(id3.TCON(encoding=3, text=["House"]))
    file.tags.add(id3.RVA2(desc="track", channel=200, gain=1, peak=0.5))
    file.save()
    assert read_tags(path) == {"genres": ["House"]}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="gone") as caught:
        read_tags(tmp_path / "gone.mp3")
    assert caught.value.reason == "missing"


def test_a_file_that_only_opening_it_shows_to_be_closed_to_us_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wav(tmp_path / "a.wav")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)
    with pytest.raises(AudioError, match=r"a\.wav may not be read \(Permission denied\)") as caught:
        read_tags(path)
    assert caught.value.reason == "unreadable"


def test_the_witness_yields_one_observation_a_track_whatever_the_file_is(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav")
    file = mutagen.File(path)
    file.add_tags()
    file.tags.add(id3.TCON(encoding=3, text=["House"]))
    file.save()

    def find(track: Track) -> Path:
        if track.id == "2":
            raise AudioError("This is a streaming track.", "streaming")
        return path

    tracks = [make_track(id="1"), make_track(id="2")]
    witness = FileTags(find, lambda: NOON)
    at = "2023-11-14T22:13:20+00:00"
    assert list(witness.observe(tracks, FreeBudget())) == [
        Observation(
            subject=file_key(tracks[0]),
            source="file_tags",
            outcome=Outcome.USABLE,
            terms=(Term("file_tag", "House"),),
            proof={"file": "/Music/1.mp3"},
            fetched_at=at,
            version="1",
        ),
        Observation(
            subject=file_key(tracks[1]),
            source="file_tags",
            outcome=Outcome.ERROR,
            proof={"reason": "streaming"},
            fetched_at=at,
            version="1",
            message="This is a streaming track.",
        ),
    ]
    assert witness.unavailable() is None


def test_a_spent_budget_ends_the_reading(tmp_path: Path) -> None:
    witness = FileTags(lambda _: wav(tmp_path / "a.wav"), lambda: NOON)
    assert list(witness.observe([make_track(id="1")], FreeBudget(lambda: True))) == []
