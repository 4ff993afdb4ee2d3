import numpy as np
from tests.support.essentia import NEEDS_ESSENTIA
from tests.support.renders import track

from rekurate.audio.effnet.mel import BANDS, FRAME, HOP, RATE, log_mel
from rekurate.audio.essentia_door import standard


def spectrogram(samples: np.ndarray) -> np.ndarray:
    frames = 1 + -(-len(samples) // HOP)
    padded = np.zeros((frames - 1) * HOP + FRAME, np.float32)
    padded[HOP : HOP + len(samples)] = samples[: len(padded) - HOP]
    return log_mel(padded)


def tone(hz: float) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(RATE) / RATE)).astype(np.float32)


def test_a_tone_lands_in_the_band_of_its_pitch() -> None:
    # band k of 96 between 0 and 8 kHz; Slaney's scale is linear to 1 kHz (15 mel) and 45.245 mel high
    loudest = [int(spectrogram(tone(hz))[5:50].mean(axis=0).argmax()) for hz in (200, 1000, 4000)]
    mels = [200 * 3 / 200, 15.0, 15 + np.log(4) / (np.log(6.4) / 27)]
    top = 15 + np.log(8) / (np.log(6.4) / 27)

    assert loudest == [round(mel / top * 97) - 1 for mel in mels]


def test_silence_is_zero_and_louder_is_more() -> None:
    assert spectrogram(np.zeros(RATE, np.float32)).max() == 0.0
    assert np.all(spectrogram(tone(440)) >= spectrogram(tone(440) / 2) - 1e-6)


def test_shape_is_frames_by_bands() -> None:
    assert spectrogram(tone(440)).shape == (64, BANDS)


@NEEDS_ESSENTIA
def test_it_equals_essentias_own_front_end() -> None:
    algorithms = standard()
    samples = track("breaks", 132, 15)[::2][: RATE * 10]  # any music does, at any speed
    front = algorithms.TensorflowInputMusiCNN()
    cutter = algorithms.FrameGenerator(samples, frameSize=FRAME, hopSize=HOP, startFromZero=False)
    theirs = np.array([front(frame) for frame in cutter])
    ours = spectrogram(samples)[: len(theirs)]

    off = np.abs(ours - theirs[: len(ours)])
    assert off.max() < 5e-3
    assert off.mean() < 2e-5
