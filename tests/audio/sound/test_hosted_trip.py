"""From the command line to the loopback Replicate and back: real settings, workers, store and transport."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.budgets import FreeBudget
from tests.support.renders import stereo, track, write
from tests.support.replicate import TOKEN, FakeReplicate
from tests.support.stdio import write_library

from rekurate.cli.command import Command
from rekurate.cli.dispatch import run_command
from rekurate.compose import SettledDesk, build_desk
from rekurate.config import read_settings
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.coverage import cover
from rekurate.curation.gathering.tags import recommended_tags

HYDRATE = (Command("hydrate", "fill", "rekurate.cli.hydrate"),)
ASKED = ("hydrate", "--analyzers", "effnet", "--limit", "5", "--concurrency", "10")


@pytest.fixture
def fake() -> Iterator[FakeReplicate]:
    with FakeReplicate() as replicate:
        replicate.states = ["succeeded"]
        yield replicate


@pytest.fixture
def desk(tmp_path: Path, fake: FakeReplicate) -> Iterator[SettledDesk]:
    music = tmp_path / "music"
    music.mkdir()
    for number in (1, 2, 3):
        write(music / f"{number}.mp3", stereo(track("house", 120 + number, 20)))
    xml = write_library(tmp_path / "library.xml", "One", "Two", "Three", "Gone")
    environment = {
        "REKURATE_HOME": str(tmp_path / "home"),
        "REKORDBOX_XML_PATH": str(xml),
        "REKURATE_PATH_MAP": f"/Music => {music}",
        "REPLICATE_ENABLED": "true",
        "REPLICATE_API_TOKEN": TOKEN,
        "REPLICATE_BASE_URL": fake.url,
        "REKURATE_AUDIO_WORKERS": "1",
    }
    made = build_desk(read_settings(environment, tmp_path))
    assert isinstance(made, SettledDesk)
    yield made
    effnet: Any = made.witnesses["effnet"]
    effnet._hosted._model._creating._web.close()  # the connections a server keeps as long as it lives
    made.store.close()


def test_the_backfill_says_what_it_costs_asks_once_and_is_kept_for_good(
    desk: SettledDesk, fake: FakeReplicate, capsys: pytest.CaptureFixture[str]
) -> None:
    before = recommended_tags(desk, "1", 5, FreeBudget())
    notices = {source.source: source.notice for source in cover(desk, Selection()).sources if source.notice}
    assert run_command([*ASKED, "--dry-run"], lambda: desk, commands=HYDRATE) == 0
    planned = capsys.readouterr().out
    assert fake.came == []
    assert run_command(list(ASKED), lambda: desk, commands=HYDRATE) == 1  # one file is missing
    done = capsys.readouterr().out
    asked = len(fake.runs)
    assert run_command(list(ASKED), lambda: desk, commands=HYDRATE) == 1
    after = recommended_tags(desk, "1", 2, FreeBudget())

    assert (before.available, 'analyze_audio_batch(track_ids=["1"]' in before.why) == (False, True)
    assert list(notices) == ["effnet"]
    assert "about $0.0008 for 4" in notices["effnet"]
    assert planned.startswith("effnet: 4 of 4 tracks to ask about, about 1 min\n  Uploads an excerpt of each track")
    assert "about $0.0008 for 4" in planned
    assert "effnet cost: runs 3, predict seconds 5.79, usd about 0.00057" in done
    assert "Done: 3 usable, 1 error." in done
    assert (asked, len(fake.runs)) == (3, 3)
    assert [(tag.text, round(tag.score, 2)) for tag in after.tags] == [
        ("house electronic", 0.41),
        ("tech house electronic", 0.22),
    ]
    assert after.why == "by the hosted model on Replicate, 9 windows"
