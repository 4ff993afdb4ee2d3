"""The command itself, run as a process: what a shell sees of it."""

import subprocess
import sys
from pathlib import Path

import pytest


def run_with_a_closed_pipe(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"REKURATE_HOME": str(folder / "home"), "PATH": "", "SYSTEMROOT": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "rekurate", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=folder,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
        return subprocess.CompletedProcess(arguments, process.wait(60), b"", complaint)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes of this kind")
def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    done = run_with_a_closed_pipe(tmp_path, "taxonomy", "explain", "Tech House")
    assert (done.returncode, done.stderr) == (141, b"")
