import numpy as np
import pytest
from tests.support.essentia import NEEDS_ESSENTIA
from tests.support.renders import RATE, stereo, track

from rekurate.audio.essentia_door import standard
from rekurate.audio.features.loudness import curve, dynamic_complexity, integrated, segment_powers


def sine(hz: float, seconds: float, level: float = 1.0, rate: int = RATE) -> np.ndarray:
    wave = level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)
    return wave.astype(np.float32)[:, None]


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_full_scale_tone_reads_what_the_standard_says(rate: int) -> None:
    assert integrated(segment_powers(sine(997, 5, rate=rate), rate)) == pytest.approx(-3.01, abs=0.05)


def test_a_second_channel_of_the_same_adds_three_decibels() -> None:
    one = integrated(segment_powers(sine(997, 5, 0.1), RATE))
    two = integrated(segment_powers(np.repeat(sine(997, 5, 0.1), 2, axis=1), RATE))
    assert two - one == pytest.approx(3.01, abs=0.01)


def test_pauses_do_not_make_a_track_quieter() -> None:
    loud = sine(997, 10, 0.5)
    paused = np.concatenate([loud, sine(997, 10, 0.0005)])
    assert integrated(segment_powers(paused, RATE)) == pytest.approx(integrated(segment_powers(loud, RATE)), abs=0.1)


def test_silence_and_a_moment_are_at_the_gate() -> None:
    assert integrated(segment_powers(np.zeros((RATE, 2), np.float32), RATE)) == -70.0
    assert integrated(segment_powers(sine(997, 0.2), RATE)) == -70.0


def test_a_track_that_swells_is_more_complex_than_one_that_does_not() -> None:
    steady = sine(440, 10, 0.5)
    swelling = steady * np.linspace(0.01, 1, len(steady), dtype=np.float32)[:, None]
    assert dynamic_complexity(segment_powers(steady, RATE)) < 0.1
    assert dynamic_complexity(segment_powers(swelling, RATE)) > 3


def test_the_curve_shows_where_it_is_loud() -> None:
    build = np.concatenate([sine(440, 5, 0.05), sine(440, 5, 0.5)])
    shape = curve(segment_powers(build, RATE), 4)
    assert shape == pytest.approx([-10, -10, 10, 10], abs=0.2)


@NEEDS_ESSENTIA
def test_music_reads_as_essentia_reads_it() -> None:
    samples = np.ascontiguousarray(stereo(track("house", 126, 20)), np.float32)
    theirs = standard().LoudnessEBUR128()(samples)[2]
    assert integrated(segment_powers(samples, RATE)) == pytest.approx(theirs, abs=0.3)
