from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desk import FakeClock

from rekurate.store import Store, open_store


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    store = open_store(tmp_path / "home" / "rekurate.sqlite", clock)
    yield store
    store.close()
