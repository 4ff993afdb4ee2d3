"""What every room of the tests shares."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
