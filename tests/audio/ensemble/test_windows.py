"""What the two models are given to hear."""

import pytest

np = pytest.importorskip("numpy")


def test_channels_that_cancel_each_other_out_are_heard_all_the_same() -> None:
    from rekurate.audio.ensemble.windows import RATE, at_16k  # noqa: PLC0415 - needs numpy

    one = np.sin(np.arange(2000, dtype=np.float32))
    np.testing.assert_array_equal(at_16k(np.stack([one, -one], axis=1), RATE), one)
