from pathlib import Path

import numpy as np
import pytest
from tests.support.essentia import NEEDS_ESSENTIA
from tests.support.renders import RATE, stereo, track, write

from rekurate.audio.decode import open_sound
from rekurate.audio.effnet.mel import FRAME, HOP
from rekurate.audio.effnet.patches import FRAMES, hear, plan
from rekurate.audio.essentia_door import standard

GRID = FRAMES * HOP


def test_sixteen_patches_are_spread_over_the_whole_track() -> None:
    begins = [patch.begins for patch in plan(361.6)]
    steps = np.diff(begins)

    assert len(begins) == 16
    assert {(begin + HOP) % GRID for begin in begins} == {0}
    assert steps.max() - steps.min() <= GRID
    assert begins[0] + HOP < 16_000 * 361.6 / 16
    assert begins[-1] > 16_000 * 361.6 * 15 / 16 - GRID


@pytest.mark.parametrize(("seconds", "count"), [(2.0, 0), (2.02, 1), (4.0, 1), (10.0, 4), (32.8, 16), (36.0, 16)])
def test_a_short_file_has_as_many_distinct_patches_as_fit(seconds: float, count: int) -> None:
    begins = [patch.begins for patch in plan(seconds)]
    assert (len(begins), len(set(begins))) == (count, count)


@pytest.mark.parametrize(("suffix", "rate"), [("wav", 44_100), ("flac", 48_000), ("mp3", 44_100), ("wav", 16_000)])
def test_chosen_patches_are_those_of_the_whole_track(tmp_path: Path, suffix: str, rate: int) -> None:
    path = write(tmp_path / f"song.{suffix}", stereo(track("house", 126, 40)), rate)
    with open_sound(path) as sound:
        seconds = sound.frames / sound.rate
        every, _ = hear(sound, plan(seconds, 1000))
        some, _ = hear(sound, plan(seconds, 5))

    indices = [(patch.begins + HOP) // GRID for patch in plan(seconds, 5)]
    np.testing.assert_array_equal(some, every[indices])


def test_channels_that_cancel_each_other_out_are_heard_all_the_same(tmp_path: Path) -> None:
    one = track("house", 126, 5)
    heard = []
    for name, channels in {"plain": (one, one), "crossed": (one, -one)}.items():
        with open_sound(write(tmp_path / f"{name}.wav", np.stack(channels, axis=1))) as sound:
            heard.append(hear(sound, plan(5.0))[0])
    np.testing.assert_array_equal(*heard)


@NEEDS_ESSENTIA
@pytest.mark.parametrize(
    ("suffix", "rate", "gain"),
    [("wav", RATE, 1.0), ("flac", 48_000, 1.0), ("ogg", RATE, 1.0), ("mp3", RATE, 1.0), ("mp3", RATE, 2.5)],
)
def test_decoding_resampling_and_mel_equal_essentias_own_path(
    tmp_path: Path, suffix: str, rate: int, gain: float
) -> None:
    """Gain 2.5 is a hot master: its MP3 overshoots full scale, where Essentia's decoder clips."""
    algorithms = standard()
    path = write(tmp_path / f"song.{suffix}", np.clip(stereo(track("techno", 133, 30)) * gain, -1, 1), rate)
    loaded = algorithms.MonoLoader(filename=str(path), sampleRate=16_000, resampleQuality=4)()
    front = algorithms.TensorflowInputMusiCNN()
    cutter = algorithms.FrameGenerator(loaded, frameSize=FRAME, hopSize=HOP, startFromZero=False)
    theirs = np.array([front(frame) for frame in cutter])
    with open_sound(path) as sound:
        ours, _ = hear(sound, plan(sound.frames / sound.rate, 1000))

    theirs = theirs[: len(theirs) // FRAMES * FRAMES].reshape(-1, FRAMES, 96)
    off = np.abs(ours[: len(theirs)] - theirs)
    assert len(ours) == len(theirs)
    assert off.max() < 5e-3
    assert off.mean() < 2e-4
