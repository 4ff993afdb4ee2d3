from pathlib import Path

import numpy as np
import pytest
from tests.support.essentia import NEEDS_ESSENTIA
from tests.support.renders import PATTERNS, RATE, chords, drums, stereo, track, write

from rekurate.audio.decode.sound import mixed_at
from rekurate.audio.features import loudness
from rekurate.audio.features.rhythm import onset_rate
from rekurate.audio.features.spectrum import spectrum_of
from rekurate.audio.features.task import analyze, measure
from rekurate.audio.features.tempo import Onsets, Tempo, grid, pulse, sharpened
from rekurate.audio.features.tonal import camelot

RNG = np.random.default_rng(0)
EXACT = [
    ("house", 118.0),
    ("house", 126.37),
    ("techno", 133.33),
    ("jungle", 174.0),
    ("dubstep", 140.0),
    ("hiphop", 92.0),
    ("breaks", 132.5),
]


def measured(samples: np.ndarray, rate: int = RATE, *, essentia: bool = True) -> dict[str, object]:
    samples = samples[:, None].astype(np.float32) if samples.ndim == 1 else samples
    return measure(loudness.segment_powers(samples, rate), mixed_at(samples, rate, RATE), essentia=essentia)


# --- tempo


def test_a_line_through_the_ticks_is_finer_than_their_median() -> None:
    ticks = np.arange(200) * 60 / 126.37 + RNG.normal(0, 0.004, 200)
    assert sharpened(126.2, ticks) == pytest.approx(126.37, abs=0.02)


def test_a_line_that_leaves_the_raw_tempo_is_not_believed() -> None:
    slipping = np.cumsum(np.full(100, 60 / 126.0)) * np.linspace(1, 1.02, 100)
    assert sharpened(126.0, slipping) == 126.0


def test_missed_beats_do_not_bend_the_line() -> None:
    ticks = np.delete(np.arange(120) * 60 / 140.0, [7, 30, 31, 77])
    assert sharpened(140.1, ticks) == pytest.approx(140.0, abs=0.001)


@pytest.mark.parametrize("ticks", [[], [1.0, 1.5], [1.0] * 20])
def test_too_few_ticks_change_nothing(ticks: list[float]) -> None:
    assert sharpened(128.0, np.array(ticks)) == 128.0


@pytest.mark.parametrize("start", [125.95, 126.37, 126.8])
def test_the_onsets_themselves_tune_the_tempo(start: float) -> None:
    assert Onsets.of(spectrum_of(drums("breaks", 126.37, 30)).novelty).tuned(start) == pytest.approx(126.37, abs=0.01)


def test_where_nothing_repeats_the_tempo_stays_as_it_was() -> None:
    silence = Onsets.of(np.zeros(3000, np.float32))
    assert (silence.tuned(128.0), silence.tuned(0.0), silence.settled(128.0)) == (128.0, 0.0, 128.0)


@pytest.mark.parametrize(("pattern", "bpm"), EXACT)
@pytest.mark.parametrize("wrong", [2 / 3, 4 / 3])
def test_a_tracker_that_counts_in_threes_is_overruled(pattern: str, bpm: float, wrong: float) -> None:
    onsets = Onsets.of(spectrum_of(track(pattern, bpm, 30)).novelty)
    settled = onsets.settled(onsets.tuned(bpm * wrong))
    assert min(abs(settled * ratio - bpm) for ratio in (0.5, 1, 2)) < 0.05


@pytest.mark.parametrize(("pattern", "bpm"), EXACT)
def test_a_tracker_that_is_right_is_left_alone(pattern: str, bpm: float) -> None:
    onsets = Onsets.of(spectrum_of(track(pattern, bpm, 30)).novelty)
    assert [onsets.settled(bpm * octave) for octave in (0.5, 1.0)] == [bpm * 0.5, bpm]


def test_a_grid_sits_on_the_beats() -> None:
    ticks = grid(120.0, spectrum_of(drums("house", 120, 20)).novelty)
    off = ticks / 0.5 - np.round(ticks / 0.5)
    assert np.abs(off * 0.5).max() < 0.05


def test_half_and_double_stay_candidates_within_what_a_beat_can_be() -> None:
    assert Tempo(87.0, 1.0, np.array([])).candidates == [87.0, 43.5, 58.0, 65.25, 116.0, 130.5, 174.0]
    assert Tempo(None, 0.0, np.array([])).candidates == []


@NEEDS_ESSENTIA
def test_exact_tempi_are_found_to_the_hundredth_whatever_the_octave() -> None:
    off = []
    for pattern, bpm in EXACT:
        facts = measured(track(pattern, bpm, 30))
        off.append(min(abs(facts["bpm"] * ratio - bpm) for ratio in (0.5, 1, 2)))
        assert any(abs(candidate - bpm) <= 0.1 for candidate in facts["bpm_candidates"])
        assert facts["bpm_confidence"] > 0.8

    assert max(off) <= 0.02


def test_the_pulse_of_onsets_is_found_without_a_beat_tracker() -> None:
    heard, strength = pulse(spectrum_of(drums("house", 120, 20)).novelty)
    assert min(abs(heard - bpm) for bpm in (60, 120)) < 1
    assert strength > 0.5


# --- key


def test_camelot_neighbours_are_fifths() -> None:
    minors = [camelot(name, minor=True) for name in ("A", "E", "B", "Gb", "D")]
    majors = [camelot(name, minor=False) for name in ("C", "G", "D", "F", "Eb")]
    assert minors == ["8A", "9A", "10A", "11A", "7A"]
    assert majors == ["8B", "9B", "10B", "7B", "5B"]


@NEEDS_ESSENTIA
@pytest.mark.parametrize(
    ("root", "intervals", "key", "code"),
    [(220.0, (0, 3, 7), "Am", "8A"), (261.63, (0, 4, 7), "C", "8B"), (185.0, (0, 3, 7), "Gbm", "11A")],
)
def test_a_chord_names_its_key(root: float, intervals: tuple[int, ...], key: str, code: str) -> None:
    facts = measured(chords(root, 120, 20, intervals) + drums("house", 120, 20) * 0.2)
    assert (facts["key"], facts["camelot"]) == (key, code)


# --- rhythm


@NEEDS_ESSENTIA
def test_four_on_the_floor_is_told_from_broken_beats() -> None:
    share = {
        pattern: measured(track(pattern, bpm, 25))["four_on_the_floor"]
        for pattern, bpm in (("house", 124), ("techno", 135), ("dubstep", 140), ("hiphop", 92), ("breaks", 132))
    }
    assert min(share["house"], share["techno"]) > 0.95
    assert max(share["dubstep"], share["hiphop"], share["breaks"]) < 0.6


def test_onsets_are_counted() -> None:
    hits = len({step for voice in PATTERNS["house"].values() for step, hit in enumerate(voice) if hit == "x"})
    a_second = hits / (16 * 60 / 120 / 4)
    assert onset_rate(spectrum_of(drums("house", 120, 20)).novelty) == pytest.approx(a_second, rel=0.1)


# --- is it music


def noise() -> np.ndarray:
    return RNG.standard_normal(RATE * 15) * 0.2


def hum() -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * 50 * np.arange(RATE * 15) / RATE)


def speech() -> np.ndarray:
    """Syllables of irregular length and pitch with pauses: what a reader sounds like to an onset detector."""
    rng = np.random.default_rng(4)
    out = []
    while sum(map(len, out)) < RATE * 20:
        for _ in range(int(rng.integers(2, 7))):
            length = int(rng.uniform(0.08, 0.35) * RATE)
            time = np.arange(length) / RATE
            voice = np.sin(2 * np.pi * np.cumsum(rng.uniform(90, 180) * (1 + 0.1 * time)) / RATE)
            out.append((voice + 0.3 * rng.standard_normal(length)) * np.hanning(length) * rng.uniform(0.1, 0.6))
        out.append(np.zeros(int(rng.uniform(0.2, 0.9) * RATE)))
    return np.concatenate(out)


@pytest.mark.parametrize(("make", "kind"), [(noise, "noise"), (hum, "tone"), (speech, "speech")])
def test_what_is_not_music_is_said_to_be_what_it_is(make: object, kind: str) -> None:
    facts = measured(make(), essentia=False)
    assert facts["sounds_like"] == kind


@pytest.mark.parametrize("pattern", PATTERNS)
def test_music_is_music(pattern: str) -> None:
    assert measured(track(pattern, 128, 20), essentia=False)["sounds_like"] == "music"


@NEEDS_ESSENTIA
def test_noise_has_neither_tempo_nor_key() -> None:
    facts = measured(noise())
    assert (facts["bpm"], facts["bpm_candidates"], facts["key"], facts["four_on_the_floor"]) == (None, [], None, None)


# --- the whole


def test_without_essentia_the_smaller_set_is_honest() -> None:
    facts = measured(track("house", 126, 20), essentia=False)
    unknown = {name for name, value in facts.items() if value is None}
    rhythm = {"rhythm_regularity", "four_on_the_floor", "off_beat"}

    assert unknown == {"bpm", "key", "camelot", "key_strength", "danceability", *rhythm}
    assert -25 < facts["loudness"] < -5
    assert sum(facts["bands"].values()) == pytest.approx(1, abs=0.01)
    assert facts["onset_rate"] > 3


@pytest.mark.parametrize("rate", [44_100, 48_000, 22_050])
def test_the_middle_two_minutes_are_measured_at_any_rate(tmp_path: Path, rate: int) -> None:
    song = np.resize(stereo(track("house", 126, 20)), (150 * rate, 2))
    quiet = np.zeros((len(song) // 4, 2), np.float32)
    path = write(tmp_path / "song.flac", np.concatenate([quiet, song, quiet])[: 200 * rate], rate)
    facts = analyze(str(path), {"essentia": False})

    assert facts["window"] == 120.0
    assert facts["seconds"] == pytest.approx(200, abs=0.1)
    assert max(map(abs, facts["curve"])) < 1
    assert set(facts["content"]) == {"size", "mtime", "audio"}


def test_channels_that_cancel_each_other_out_are_measured_all_the_same(tmp_path: Path) -> None:
    one = drums("house", 124.0, 20).astype(np.float32)
    plain = analyze(str(write(tmp_path / "plain.wav", one)), {"essentia": False})
    crossed = analyze(str(write(tmp_path / "crossed.wav", np.stack([one, -one], axis=1))), {"essentia": False})
    assert (crossed["sounds_like"], crossed["bands"]) == ("music", plain["bands"])
