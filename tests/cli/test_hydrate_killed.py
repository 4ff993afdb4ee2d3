"""Killed at any moment, hydrating goes on: nothing that was answered is asked again, nothing is lost."""

import random
import signal
from pathlib import Path

import pytest
from tests.support.fake_discogs import FakeDiscogs
from tests.support.kills import Trial


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_killed_at_any_moment_hydrating_asks_nothing_twice_and_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(11)
    with FakeDiscogs(pause=0.001) as shop:
        trial = Trial(tmp_path, shop, releases=50)
        while trial.kills < 12 and trial.kill_once(chance):
            pass
        assert trial.finish() == 0
        repeated, wrong = trial.asked_again()
    assert trial.kills == 12
    assert (wrong, trial.faults) == ([], [])
    assert repeated <= trial.kills
    assert trial.kept() == {"usable": trial.tracks}


def test_a_second_run_over_an_answered_library_asks_nobody(tmp_path: Path) -> None:
    with FakeDiscogs() as shop:
        trial = Trial(tmp_path, shop, releases=3)
        assert trial.finish() == 0
        asked = list(shop.asked)
        assert trial.finish() == 0
        assert shop.asked == asked
    assert len(asked) == 6  # a search and a release for each three tracks
