import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.support.renders import RATE, stereo, track, write

from rekurate.audio.decode import Span, check_audible, mixed, open_sound
from rekurate.audio.decode.with_ffmpeg import FfmpegSound
from rekurate.audio.files.container import Section
from rekurate.errors import AudioError

FORMATS = ("wav", "flac", "aiff", "mp3", "ogg")
SONG = stereo(track("house", 126, 20))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("formats")
    for suffix in FORMATS:
        write(made / f"song.{suffix}", SONG)
    return made


def test_channels_are_mixed_and_where_they_cancel_each_other_the_loudest_is_heard() -> None:
    one = SONG[:5000, 0]
    np.testing.assert_array_equal(mixed(SONG[:5000]), SONG[:5000].mean(axis=1))
    np.testing.assert_array_equal(mixed(np.stack([one, -one], axis=1)), one)
    np.testing.assert_array_equal(mixed(np.zeros((100, 2), np.float32)), np.zeros(100))


@pytest.mark.parametrize("suffix", FORMATS)
def test_windows_are_exact_to_the_sample(folder: Path, suffix: str) -> None:
    path = folder / f"song.{suffix}"
    whole, _ = soundfile.read(path, dtype="float32", always_2d=True)
    spans = [Span(start, 9_973) for start in range(0, len(whole) - 9_973, 41_113)]
    with open_sound(path) as sound:
        windows = sound.read(spans)

    assert [window.shape for window in windows] == [(9_973, 2)] * len(spans)
    for span, window in zip(spans, windows, strict=True):
        np.testing.assert_array_equal(window, whole[span.start : span.start + span.frames])


@pytest.mark.parametrize("suffix", FORMATS)
def test_length_and_kind_are_told_before_decoding(folder: Path, suffix: str) -> None:
    with open_sound(folder / f"song.{suffix}") as sound:
        assert (sound.kind, sound.rate, sound.decoder) == (suffix, RATE, "soundfile")
        assert sound.frames / sound.rate == pytest.approx(20, abs=0.01)


def test_ogg_windows_may_be_asked_for_backwards(folder: Path) -> None:
    path = folder / "song.ogg"
    whole, _ = soundfile.read(path, dtype="float32", always_2d=True)
    with open_sound(path) as sound:
        late, early = sound.read([Span(500_000, 1000), Span(1000, 1000)])

    np.testing.assert_array_equal(late, whole[500_000:501_000])
    np.testing.assert_array_equal(early, whole[1000:2000])


def test_one_sample_of_either_sign_is_enough_to_be_heard() -> None:
    silence = np.full((3, 2), 0.0009, np.float32)
    for windows in ([silence, -silence, np.zeros((0, 2), np.float32)], []):
        with pytest.raises(AudioError) as error:
            check_audible(windows)
        assert error.value.reason == "silent"
    check_audible([silence, np.array([[0.0, -0.001]], np.float32)])


FFMPEG = """#!{python}
import sys
arguments = sys.argv[1:]
if "-ss" not in arguments:
    sys.stderr.write("  Duration: 00:00:20.00, start: 0\\n  Stream #0:0: Audio: aac (LC), 44100 Hz, stereo\\n")
    sys.exit(1)
import io, soundfile
start = round(float(arguments[arguments.index("-ss") + 1]) * 44100)
count = round(float(arguments[arguments.index("-t") + 1]) * 44100)
samples, rate = soundfile.read({song!r}, start=start, frames=count, dtype="float32")
out = io.BytesIO()
soundfile.write(out, samples, rate, format="WAV", subtype="FLOAT")
sys.stdout.buffer.write(out.getvalue())
"""


def an_mp4(path: Path) -> Path:
    path.write_bytes(b"\0\0\0\x10ftypM4A isom" + b"\0\0\0\x10mdat" + bytes(8))
    return path


def an_adts(path: Path) -> Path:
    """Write twenty seconds of silent AAC, whose rate and duration need no decoder to be told."""
    frame = bytes.fromhex("fff15080021ffc210049900219002380")
    path.write_bytes(frame * 862)
    return path


@pytest.fixture
def no_essentia(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModuleNotFoundError("No module named 'essentia'")

    monkeypatch.setattr("rekurate.audio.decode.with_essentia.streaming", missing)


def test_a_program_that_lies_in_the_working_folder_is_not_the_ffmpeg_of_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "ffmpeg.EXE")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("it was run"))
    with pytest.raises(RuntimeError, match="not on the PATH"):
        FfmpegSound(tmp_path / "song.m4a", Section("mp4", 0, 0))


def test_on_a_mac_the_ffmpeg_of_homebrew_is_found_without_the_path_of_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    homebrew = "/opt/homebrew/bin"
    places = {None: None, f"{homebrew}:/usr/local/bin": f"{homebrew}/ffmpeg"}
    report = b"Duration: 00:00:20.00, start\nStream #0: Audio: aac, 44100 Hz, stereo"
    run: list[str] = []

    def answer(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        run.append(command[0])
        return subprocess.CompletedProcess(command, 1, b"", report)

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("shutil.which", lambda _, path=None: places[path])
    monkeypatch.setattr("subprocess.run", answer)
    sound = FfmpegSound(tmp_path / "song.m4a", Section("mp4", 0, 0))
    assert (run, sound.rate, sound.frames) == ([f"{homebrew}/ffmpeg"], 44100, 20 * 44100)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for ffmpeg is a script with a first line")
@pytest.mark.usefixtures("no_essentia")
@pytest.mark.parametrize("make", [an_mp4, an_adts])
def test_aac_goes_to_ffmpeg_where_nothing_else_decodes_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path]
) -> None:
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.write_text(FFMPEG.format(python=sys.executable, song=str(folder / "song.flac")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    whole, _ = soundfile.read(folder / "song.flac", dtype="float32", always_2d=True)
    with open_sound(make(tmp_path / "song.m4a")) as sound:
        (window,) = sound.read([Span(100_000, 2000)])

    assert (sound.decoder, sound.frames / RATE) == ("ffmpeg", pytest.approx(20, abs=0.1))
    np.testing.assert_array_equal(window, whole[100_000:102_000])


@pytest.mark.usefixtures("no_essentia")
@pytest.mark.parametrize(("make", "reason"), [(an_mp4, "damaged"), (an_adts, "unsupported")])
def test_aac_that_nothing_decodes_is_damaged_or_unsupported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], reason: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AudioError) as error, open_sound(make(tmp_path / "song.m4a")):
        raise AssertionError("it cannot be opened")
    assert error.value.reason == reason
