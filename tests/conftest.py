"""What every room of the tests shares."""

import pytest
from hypothesis import HealthCheck, settings

# The first text that is drawn in a new checkout waits a second for the table of all characters, and a busy machine is
# slow at any time: neither is a fault of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
