import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.support.essentia import NEEDS_ESSENTIA

from rekurate.audio.decode import Span, open_sound
from rekurate.audio.decode.with_essentia import EssentiaSound
from rekurate.audio.effnet.patches import hear, plan
from rekurate.audio.features.task import analyze
from rekurate.errors import AudioError

pytestmark = NEEDS_ESSENTIA
SILENT = bytes.fromhex("210049900219002380")
"""One frame of silence: 1,024 samples in two channels, AAC-LC."""
RATE = 44_100
SECOND = RATE / 1024


def adts(frames: int, body: bytes = SILENT) -> bytes:
    length = 7 + len(body)
    header = bytes([0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 255, (length & 7) << 5 | 0x1F, 0xFC])
    return (header + body) * frames


def stream(tmp_path: Path, frames: int) -> Path:
    path = tmp_path / "a.aac"
    path.write_bytes(adts(frames))
    return path


def test_windows_of_aac_have_the_length_asked_for(tmp_path: Path) -> None:
    with open_sound(stream(tmp_path, int(20 * SECOND))) as sound:
        windows = sound.read([Span(0, 1000), Span(100_000, 44_100), Span(sound.frames - 500, 500)])

    assert (sound.decoder, sound.kind, sound.rate) == ("essentia", "adts", 44_100)
    assert [window.shape for window in windows] == [(1000, 2), (44_100, 2), (500, 2)]
    assert sound.frames / sound.rate == pytest.approx(20, abs=0.3)


def test_windows_are_decoded_in_small_pieces_and_come_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    slices = EssentiaSound._slices

    def spied(sound: EssentiaSound, rate: int, spans: Sequence[Span]) -> Any:
        asked.extend(span.frames for span in spans)
        return slices(sound, rate, spans)

    monkeypatch.setattr(EssentiaSound, "_slices", spied)
    with open_sound(stream(tmp_path, int(20 * SECOND))) as sound:
        windows = sound.read([Span(1000, 441_001), Span(1500, 5000), Span(400_000, 100_000)])  # some overlap

    assert [window.shape for window in windows] == [(441_001, 2), (5000, 2), (100_000, 2)]
    assert max(asked) <= RATE // 4


def test_nothing_of_a_file_is_held_once_it_was_read(tmp_path: Path) -> None:
    with open_sound(stream(tmp_path, int(5 * SECOND))) as sound:
        sound.read([Span(0, RATE)])

    assert [each for each in gc.get_objects() if type(each).__name__ == "StreamingAlgo"] == []


def test_windows_behind_the_last_sample_come_back_empty_and_mean_truncated(tmp_path: Path) -> None:
    with open_sound(stream(tmp_path, int(20 * SECOND))) as sound:
        late = Span(sound.frames + 44_100, 1000)
        assert [window.shape for window in sound.read([Span(0, 1000), late])] == [(1000, 2), (0, 2)]
        sound.frames *= 3  # what a container claims
        with pytest.raises(AudioError) as error:
            hear(sound, plan(sound.frames / sound.rate))

    assert error.value.reason == "truncated"


def test_aac_too_short_for_a_patch_says_so(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as error, open_sound(stream(tmp_path, int(1 * SECOND))):
        raise AssertionError("it cannot be opened")
    assert error.value.reason == "too_short"


def test_aac_that_breaks_off_in_the_middle_is_truncated_and_not_silent(tmp_path: Path) -> None:
    path = stream(tmp_path, int(5 * SECOND))
    path.write_bytes(path.read_bytes() + adts(int(15 * SECOND), bytes(len(SILENT))))

    with pytest.raises(AudioError) as error:
        analyze(str(path), {})

    assert error.value.reason == "truncated"
