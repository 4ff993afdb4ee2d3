"""A shop that answers, and the line to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.evidence import MANNERS, Hours
from tests.support.fake_web import FakeWeb

from rekurate.evidence.http import PoliteLine, Web


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeWeb]:
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "_.json").write_text('{"page": 1}')
    (tmp_path / "things" / "page=2.json").write_text('{"page": 2}')
    with FakeWeb(tmp_path) as web:
        yield web


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def web(hours: Hours) -> Iterator[Web]:
    made = Web(contact="dj@example.org", time=hours.time())
    yield made
    made.close()


@pytest.fixture
def line(web: Web, fake: FakeWeb) -> PoliteLine:
    return web.line(MANNERS, fake.url)
