"""How long a provider is left alone, whatever the clock does."""

import pytest
from tests.support.evidence import Hours

from rekurate.errors import Blocked, ProviderError
from rekurate.evidence.breaker import Breaker
from rekurate.evidence.manners import Manners

MANNERS = Manners(name="shop", shown="The Shop")


@pytest.mark.parametrize("error", [ProviderError("down"), Blocked("wall")])
def test_a_clock_set_back_leaves_nobody_alone_for_longer(error: ProviderError) -> None:
    hours = Hours()
    breaker = Breaker(MANNERS, hours.clock)
    for _ in range(3):
        breaker.failed(error)
    assert breaker.open
    with pytest.raises(type(error), match="left alone"):
        breaker.check()
    hours.now -= 86_400
    assert not breaker.open
    breaker.check()
