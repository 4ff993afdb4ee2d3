"""What the two models are given to hear."""

import pytest

np = pytest.importorskip("numpy")


def test_channels_that_cancel_each_other_out_are_heard_all_the_same() -> None:
    from rekurate.audio.decode.sound import mixed_at  # noqa: PLC0415 - needs numpy
    from rekurate.audio.ensemble.windows import RATE  # noqa: PLC0415 - as above

    one = np.sin(np.arange(2000, dtype=np.float32))
    np.testing.assert_array_equal(mixed_at(np.stack([one, -one], axis=1), RATE, RATE), one)
