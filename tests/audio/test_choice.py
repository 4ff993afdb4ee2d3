import pytest

from rekurate.audio.features.choice import compare, preferred


@pytest.mark.parametrize(
    ("rekordbox", "heard", "verdict"),
    [
        (174.0, 174.2, "same"),
        (174.0, 87.0, "half"),
        (87.0, 174.0, "double"),
        (170.0, 113.1, "ratio"),
        (128.0, 140.0, "differs"),
        (0.0, 128.0, "only_heard"),
        (128.0, None, "only_rekordbox"),
        (0.0, None, "unknown"),
    ],
)
def test_what_was_heard_is_compared_with_rekordboxs_own(rekordbox: float, heard: float | None, verdict: str) -> None:
    assert compare(rekordbox, heard) == verdict


def test_rekordboxs_own_bpm_is_preferred() -> None:
    assert preferred(174.0, {"bpm": 87.0}) == 174.0
    assert preferred(0.0, {"bpm": 87.0}) == 87.0
    assert preferred(0.0, {"bpm": None}) is None
