"""The reason that is staged with a proposal."""

import pytest

from rekurate.classify.answering.quick import Quick
from rekurate.curation.proposing.autostage import _reason
from rekurate.model import Action, Confidence


@pytest.mark.parametrize(("chance", "said"), [(1.0, "99% likely"), (0.997, "99% likely"), (0.954, "95% likely")])
def test_nothing_is_certain(chance: float, said: str) -> None:
    answer = Quick("House", Confidence.HIGH, Action.SUGGEST, chance, None, None)
    assert _reason(answer).startswith(said)
