"""Killed at any moment, the store has every decision it acknowledged, and two processes share one file."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.staging import LIBRARY

from rekurate.store import Store, open_store

WRITER = """
import sys
from pathlib import Path
from rekurate.model import Field, StagedChange
from rekurate.store import open_store
store = open_store(Path(sys.argv[1]))
name, count = sys.argv[2], int(sys.argv[3])
for number in range(count):
    changes = [StagedChange(f"{name}-{number}-{row}", Field.GENRE, "", "Techno") for row in range(20)]
    store.journal.stage("library-1", changes, name)
    print(f"staged {number}", flush=True)
    store.approvals.approve("library-1", [change.hash for change in changes], "terminal", name)
    print(f"approved {number}", flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def killed_after(path: Path, name: str, lines: int, pause: random.Random) -> list[str]:
    """Let a writer acknowledge some lines, then kill it somewhere in the work after them; return all it said."""
    child = writer(path, name, 10_000)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(lines)]
    for _ in range(pause.randrange(20_000)):  # somewhere between this acknowledgement and a few more
        pass
    os.kill(child.pid, signal.SIGKILL)
    said += child.stdout.readlines()
    child.stdout.close()
    child.wait(60)
    return [line.strip() for line in said if line.endswith("\n")]


def tracks_of(store: Store, name: str, number: str) -> tuple[int, int]:
    """Count what is staged and what is approved of one batch."""
    rows = [row for row in store.approvals.pending(LIBRARY).rows if row[0].track_id.startswith(f"{name}-{number}-")]
    return len(rows), sum(approval is not None for _, approval in rows)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_writer_loses_no_decision_it_acknowledged(tmp_path: Path) -> None:
    path, pause = tmp_path / "rekurate.sqlite", random.Random(7)
    open_store(path).close()
    for round_number in range(8):
        name = f"w{round_number}"
        said = killed_after(path, name, 1 + pause.randrange(12), pause)
        store = open_store(path)
        for line in said:
            word, number = line.split()
            staged, approved = tracks_of(store, name, number)
            assert staged == 20
            assert approved == 20 or word == "staged"
        whole = [change for change in store.journal.staged(LIBRARY) if change.track_id.startswith(f"{name}-")]
        assert len(whole) % 20 == 0  # the batch it was killed in is there whole, or not at all
        store.close()


def test_two_processes_staging_on_one_file_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "rekurate.sqlite"
    children = [writer(path, name, 15) for name in ("a", "b")]
    assert [child.communicate(timeout=60)[0].count("\n") for child in children] == [30, 30]
    assert [child.returncode for child in children] == [0, 0]
    store = open_store(path)
    assert len(store.approvals.pending(LIBRARY).rows) == 2 * 15 * 20
    assert store.approvals.pending(LIBRARY).unapproved == ()
    assert len(store.journal.history(LIBRARY, 10_000)) == 2 * 15 * 20 * 2
    store.close()
