"""Whatever a client sends, it gets an answer it can read: never a crash, never a protocol error."""

import logging
import random
from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.tool import client_of

from rekurate.curation.desk import Desk
from rekurate.server.app import build_server
from rekurate.server.tools import TOOLS

CALLS = 60
HARD = (
    None, True, False, 0, -1, 1, 7, 10**30, -0.0, 1.5, 1e308, "", " ", "1", "7", "true", "null", "[]", "{}", "[1, 2]",
    '{"track_id": "1"}', "House", "warm up", "summary", "full", "high", "a" * 5000, "é\u0301", "\u202egnol", "\0", "\n",
    "../../etc/passwd", "/dev/null", "file:///", "2024-01-01", "%s%n", "'; DROP TABLE staged;--", "<b>", "\U0001f3b5",
    [], [[]], [None], ["1"], ["1", "1", "2"], [1, "x"], {}, {"track_id": "1", "genre": "House"}, {"from": "a", "to": 1},
    [{"track_id": "1", "genre": "House"}], [{"track_id": "1", "year": "1999"}], [{"from": "House", "to": "Techno"}],
    ["high", "medium"], [{"name": "x", "track_ids": ["1"]}],
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    genres = ("", "House", "dnb", "Dance", "My Own", "http://x", "House, Techno")
    tracks = [
        make_track(id=str(n), title=f"Title {n}", artist=f"Artist {n % 3}", genre=genres[n % 7]) for n in range(21)
    ]
    return make_desk(make_library(*tracks, playlists=(make_playlist("Warm up", ("1", "2")),)), tmp_path)


def noise(dice: random.Random, names: list[str]) -> dict[str, Any]:
    chosen = dice.sample(names, min(len(names), dice.choice((0, 1, 1, 2, 3, 8))))
    given = {name: dice.choice(HARD) for name in chosen}
    return given if dice.random() < 0.95 else {**given, dice.choice(("x", "", "track_id ", "self", "__class__")): 1}


@pytest.mark.anyio
@pytest.mark.parametrize("spec", TOOLS, ids=lambda spec: spec.name)
async def test_noise_is_answered_in_words(desk: Desk, spec: Any, caplog: pytest.LogCaptureFixture) -> None:
    dice = random.Random(spec.name)
    names = list(spec.arguments.model_fields)
    with caplog.at_level(logging.ERROR):
        async with client_of(build_server(desk)) as client:
            for _ in range(CALLS):
                given = noise(dice, names)
                result = await client.call_tool(spec.name, given)
                text = result.content[0].text
                assert text != f"Error executing tool {spec.name}", (given, caplog.text[-3000:])
                assert len(text) < 60_000, given
                assert not result.is_error or text.startswith(f"{spec.name}: "), given
