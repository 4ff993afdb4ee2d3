"""Exports work side by side, nobody looks after dead ones meanwhile, and a killed one counts as none."""

import subprocess
import sys
from pathlib import Path

import pytest

from rekurate.errors import StoreError
from rekurate.store.atwork import AtWork

WORKER = """
import sys, time
from pathlib import Path
from rekurate.store.atwork import AtWork
with AtWork(Path(sys.argv[1])).working():
    print("at work", flush=True)
    time.sleep(60)
"""


def test_a_killed_export_is_at_work_no_more(tmp_path: Path) -> None:
    store = tmp_path / "rekurate.sqlite"
    command = [sys.executable, "-c", WORKER, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "at work\n"
        with AtWork(store).idle() as is_idle:
            assert not is_idle
        child.kill()
    with AtWork(store).idle() as is_idle:
        assert is_idle


def test_exports_work_side_by_side_also_in_one_process(tmp_path: Path) -> None:
    store = tmp_path / "rekurate.sqlite"
    with AtWork(store).working():
        with AtWork(store).working(), AtWork(store).idle() as is_idle:
            assert not is_idle
        with AtWork(store).idle() as is_idle:
            assert not is_idle
    with AtWork(store).idle() as is_idle:
        assert is_idle
    assert [path.name for path in tmp_path.iterdir()] == ["exporting.lock"]


def test_two_that_look_after_dead_exports_stand_in_nobodys_way(tmp_path: Path) -> None:
    store = tmp_path / "rekurate.sqlite"
    with AtWork(store).idle() as first, AtWork(store).idle() as second:
        assert (first, second) == (True, False)


def test_servers_that_come_by_a_link_see_each_other(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "rekurate.sqlite").touch()
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "real" / "rekurate.sqlite")
    with AtWork(tmp_path / "link.sqlite").working(), AtWork(tmp_path / "real" / "rekurate.sqlite").idle() as is_idle:
        assert not is_idle


def test_a_lock_that_cannot_be_opened_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "exporting.lock").mkdir()
    at_work = AtWork(tmp_path / "rekurate.sqlite")
    with pytest.raises(StoreError, match="REKURATE_HOME"), at_work.working():
        pass
    with pytest.raises(StoreError, match="REKURATE_HOME"), at_work.idle():
        pass


def test_a_folder_that_is_gone_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="REKURATE_HOME"), AtWork(tmp_path / "gone" / "rekurate.sqlite").working():
        pass
