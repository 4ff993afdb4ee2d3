from collections.abc import Iterator

import pytest
from tests.support.evidence import Hours
from tests.support.replicate import TOKEN, VERSION, FakeReplicate

from rekurate.audio.hosted import Account, Replicate
from rekurate.compose.replicate import CREATING, READING
from rekurate.evidence.http import Web


@pytest.fixture
def fake() -> Iterator[FakeReplicate]:
    with FakeReplicate() as replicate:
        yield replicate


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def web(hours: Hours) -> Iterator[Web]:
    made = Web(time=hours.time())
    yield made
    made.close()


@pytest.fixture
def model(fake: FakeReplicate, web: Web, hours: Hours) -> Replicate:
    """Build the hosted model as it is composed, on the loopback fake and with time of its own."""
    lines = web.line(CREATING, fake.url), web.line(READING, fake.url)
    return Replicate(Account(TOKEN, VERSION, 10, 120.0), lines, hours.clock, hours.sleep)
