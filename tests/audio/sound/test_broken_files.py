"""A corpus of broken files: each has its reason, and no worker, let alone the server, minds."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from soundfile import SoundFileError
from tests.support.budgets import FreeBudget
from tests.support.graphs import onnx_backbone, weights
from tests.support.library import make_track
from tests.support.renders import RATE, stereo, track, write

from rekurate.audio import EffnetWitness, FeaturesWitness, ModelShelf, PathFinder, Room, WorkerPool
from rekurate.audio.decode import open_sound
from rekurate.audio.reasons import SENTENCES
from rekurate.audio.witness import AudioWitness
from rekurate.errors import AudioError
from rekurate.model import Outcome, Track, TrackKind

SONG = stereo(track("house", 126, 8))
RNG = np.random.default_rng(0)


def whole(suffix: str) -> Callable[[Path], None]:
    return lambda path: void(write(path.with_suffix(suffix), SONG).rename(path))


def cut(suffix: str, share: float) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        whole(suffix)(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return make


def holding(data: bytes) -> Callable[[Path], None]:
    return lambda path: void(path.write_bytes(data))


def sounding(samples: np.ndarray, suffix: str = ".wav", rate: int = RATE) -> Callable[[Path], None]:
    return lambda path: void(write(path.with_suffix(suffix), samples.astype(np.float32), rate).rename(path))


def of_floats(*spoilt: float) -> Callable[[Path], None]:
    """Write a WAV of floats in which the first samples are these."""
    samples = SONG.copy()
    samples[: len(spoilt), 0] = spoilt
    return lambda path: void(write(path.with_suffix(".wav"), samples, subtype="FLOAT").rename(path))


def void(_: object) -> None:
    return None


def long_wav(path: Path) -> None:
    """Write five hours of 8 kHz silence as a file with a hole."""
    size = 5 * 3600 * 8000
    fmt = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVE" + fmt + b"data" + struct.pack("<I", size))
        file.truncate(44 + size)


def scrambled(path: Path) -> None:
    """Write an MP3 whose frames are noise from a third on."""
    whole(".mp3")(path)
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third:] = RNG.bytes(len(data) - third)
    path.write_bytes(data)


LOCKED = (
    b"\0\0\0\x10ftypM4P isom"
    + struct.pack(">I4s", 8 + 52, b"moov")
    + struct.pack(">I4sII", 52, b"stsd", 0, 1)
    + struct.pack(">I4s", 36, b"drms")
    + bytes(28)
)
CORPUS: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty.mp3": (holding(b""), "empty"),
    "zeros.mp3": (holding(bytes(50_000)), "damaged"),
    "text.mp3": (holding(b"404 Not Found\n" * 500), "damaged"),
    "page.flac": (holding(b"<!doctype html><html>" * 500), "damaged"),
    "noise.wav": (holding(RNG.bytes(50_000)), "damaged"),
    "picture.m4a": (holding(b"\xff\xd8\xff\xe0\x00\x10JFIF" + RNG.bytes(5000)), "damaged"),
    "windows.wma": (holding(b"0&\xb2u\x8ef\xcf\x11" + RNG.bytes(5000)), "unsupported"),
    "monkey.ape": (holding(b"MAC \x96\x0f" + RNG.bytes(5000)), "unsupported"),
    "locked.m4p": (holding(LOCKED), "protected"),
    "cut.mp3": (cut(".mp3", 0.6), "truncated"),
    "cut.flac": (cut(".flac", 0.6), "truncated"),
    "cut.wav": (cut(".wav", 0.6), "truncated"),
    "cut.aiff": (cut(".aiff", 0.6), "truncated"),
    "cut.ogg": (cut(".ogg", 0.6), "truncated"),
    "head.flac": (cut(".flac", 0.001), "truncated"),
    "scrambled.mp3": (scrambled, "truncated"),
    "silent.wav": (sounding(np.zeros(RATE * 5)), "silent"),
    "hiss.wav": (sounding(RNG.standard_normal(RATE * 5) * 1e-5), "silent"),
    "silent.mp3": (sounding(np.zeros(RATE * 5), ".mp3"), "silent"),
    "short.wav": (sounding(SONG[: RATE * 2]), "too_short"),
    "blip.flac": (sounding(SONG[:100], ".flac"), "too_short"),
    "long.wav": (long_wav, "too_long"),
    "no numbers.wav": (of_floats(float("nan")), "damaged"),
    "endless.wav": (of_floats(float("inf"), float("-inf")), "damaged"),
    "absurd.wav": (of_floats(1e30), "damaged"),
    "clipping.wav": (of_floats(4.0), "heard"),
    "header.wav": (sounding(SONG[:0]), "empty"),
    "fine.mp3": (whole(".mp3"), "heard"),
    "fine as wav.mp3": (whole(".wav"), "heard"),
    "no suffix": (whole(".flac"), "heard"),
    "48k mono.flac": (sounding(SONG[:, 0], ".flac", 48_000), "heard"),
    "8k.wav": (sounding(SONG[:, 0], ".wav", 8000), "heard"),
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Room, Path]]:
    folder = tmp_path_factory.mktemp("corpus")
    for name, (make, _) in CORPUS.items():
        make(folder / name)
    pool = WorkerPool(1)
    yield Room(pool, PathFinder((("D:/Music", folder.as_posix()),)), lambda: 0.0), folder
    pool.close()


def tracks() -> list[Track]:
    files = [make_track(id=name, location=f"D:/Music/{name}", bpm=126.0) for name in CORPUS]
    gone = make_track(id="gone", location="D:/Music/gone.mp3")
    stream = make_track(id="stream", location="soundcloud:tracks:1", kind=TrackKind.STREAMING)
    return [*files, gone, stream]


EXPECTED = {**{name: reason for name, (_, reason) in CORPUS.items()}, "gone": "missing", "stream": "streaming"}


def reasons(witness: AudioWitness) -> dict[str, str]:
    some = tracks()
    by_subject = {witness.subject(track): track.id for track in some}
    heard = {by_subject[each.subject]: each for each in witness.observe(some, FreeBudget())}
    assert all(each.message or each.outcome is Outcome.USABLE for each in heard.values())
    return {name: str(each.facts.get("reason", "heard")) for name, each in heard.items()}


def test_features_tell_every_reason_in_one_worker(room: tuple[Room, Path]) -> None:
    assert reasons(FeaturesWitness(room[0])) == EXPECTED
    assert len(room[0].pool.pids()) == 1


def test_effnet_tells_every_reason_in_one_worker(room: tuple[Room, Path], tmp_path: Path) -> None:
    shelf = ModelShelf(tmp_path, None, lambda: 0.0)
    shelf.use(onnx_backbone(tmp_path / "model.onnx", weights()))
    pid = room[0].pool.pids()

    assert reasons(EffnetWitness(room[0], shelf)) == EXPECTED
    assert room[0].pool.pids() == pid


def test_a_broken_mp3_is_not_told_as_a_file_that_does_not_exist(tmp_path: Path) -> None:
    page = tmp_path / "page.mp3"
    page.write_bytes(b"404 Not Found\n" * 500)

    with pytest.raises(AudioError) as error, open_sound(page):
        raise AssertionError("it cannot be opened")

    assert str(error.value) == SENTENCES["damaged"]


def taken_out(song: Path, *, read: bool) -> None:
    if not read:
        song.unlink()
    with open_sound(song):
        song.unlink()
        raise SoundFileError("the drive was taken out")


@pytest.mark.parametrize("read", [False, True])
def test_a_file_that_goes_away_in_the_middle_is_missing(tmp_path: Path, read: bool) -> None:
    song = write(tmp_path / "song.flac", SONG)

    with pytest.raises(AudioError) as error:
        taken_out(song, read=read)

    assert (error.value.reason, str(song) in str(error.value)) == ("missing", True)
