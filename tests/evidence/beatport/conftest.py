"""Beatport's answers on the loopback, and a login for them that soon runs out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.evidence import NOON, Stage, stage

from rekurate.evidence.beatport import Beatport, Login


@pytest.fixture
def web() -> Iterator[Stage]:
    with stage("beatport") as made:
        yield made


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "beatport.json"
    path.write_text(
        json.dumps(
            {
                "access_token": "old-access",
                "refresh_token": "old-refresh",
                "client_id": "mine",
                "expires_at": NOON + 900,
            }
        )
    )
    return path


@pytest.fixture
def beatport(web: Stage, tokens: Path) -> Beatport:
    return Beatport(web.world, Login(tokens, web.hours.clock), urls=(web.url, web.url))
