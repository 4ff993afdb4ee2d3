"""What leaves the machine for the hosted model."""

import base64
import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.support.renders import stereo, track, write

from rekurate.audio.decode import open_sound
from rekurate.audio.effnet.mel import HOP, log_mel
from rekurate.audio.effnet.patches import FRAMES, hear, plan
from rekurate.audio.hosted.excerpt import SAMPLES, analyze
from rekurate.errors import AudioError


def excerpt(path: Path) -> tuple[np.ndarray, int, bytes]:
    data = base64.b64decode(analyze(str(path), {})["excerpt"])
    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    return samples, rate, data


def test_a_track_of_any_length_is_33_seconds_of_mono_at_16_khz(tmp_path: Path) -> None:
    path = write(tmp_path / "song.flac", stereo(track("house", 126, 120)))
    samples, rate, data = excerpt(path)

    assert (samples.shape, rate, samples.shape[0] / rate) == ((16 * SAMPLES, 1), 16_000, 32.768)
    assert data.startswith(b"OggS")
    assert len(data) < 191_000
    assert b"song" not in data


def test_the_hosted_models_patches_are_the_windows_heard_here(tmp_path: Path) -> None:
    path = write(tmp_path / "song.wav", stereo(track("techno", 130, 90)))
    samples, _, _ = excerpt(path)
    with open_sound(path) as sound:
        here, _ = hear(sound, plan(sound.frames / sound.rate))
    padded = np.concatenate([np.zeros(HOP, np.float32), samples[:, 0], np.zeros(HOP, np.float32)])
    there = log_mel(padded)[: 16 * FRAMES].reshape(16, FRAMES, -1)

    inside = np.abs(there - here)[:, 1:]
    assert inside.mean() < 0.12  # Vorbis moves the quietest bands most; a window too early or late gives 0.6
    assert np.abs(np.roll(there, 1, axis=0) - here)[:, 1:].mean() > 3 * inside.mean()


def test_a_short_file_gives_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "short.wav", stereo(track("house", 126, 5)))
    assert len(excerpt(path)[0]) == 2 * SAMPLES


def test_silence_is_not_uploaded(tmp_path: Path) -> None:
    path = write(tmp_path / "silence.wav", np.zeros((44_100 * 10, 2), np.float32))
    with pytest.raises(AudioError) as error:
        analyze(str(path), {})
    assert error.value.reason == "silent"
