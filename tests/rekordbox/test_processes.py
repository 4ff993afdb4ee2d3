"""What a running process works with is not taken away from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rekurate.rekordbox.processes import is_left_behind

NEVER = 2**22 + 1
"""Beyond the ids that Linux and macOS give."""


def test_what_a_process_made_is_left_behind_when_it_has_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print(input())"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert not is_left_behind(tmp_path, child.pid)
        assert child.communicate("not disturbed\n")[0] == "not disturbed\n"
    assert is_left_behind(tmp_path, child.pid)
    assert not is_left_behind(tmp_path, os.getpid())


def test_a_process_of_another_user_is_believed_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_yours(process: int, _: int) -> None:
        raise PermissionError(process)

    assert not is_left_behind(tmp_path, 2**70)
    monkeypatch.setattr(os, "kill", not_yours)
    assert not is_left_behind(tmp_path, NEVER)


def test_windows_goes_by_the_age_of_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rekurate.rekordbox.processes.sys.platform", "win32")
    assert not is_left_behind(tmp_path, NEVER)
    os.utime(tmp_path, (0, 0))
    assert is_left_behind(tmp_path, NEVER)
    assert not is_left_behind(tmp_path, os.getpid())
