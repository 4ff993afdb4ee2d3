"""The command itself, run as a process: what a shell sees of it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rekurate.__main__ import main

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows shells cannot do this to a process")


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    return {"REKURATE_HOME": str(folder / "home"), "PATH": os.environ["PATH"], "SYSTEMROOT": "", **more}


def run_in_shell(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell, in which "rekurate" is this one."""
    program = "import sys; from rekurate.__main__ import main; sys.exit(main())"
    command = f'rekurate() {{ "{sys.executable}" -c "{program}" "$@"; }}\n'
    return subprocess.run(
        ["/bin/sh", "-c", command + line],
        cwd=folder,
        env=environment_of(folder, **environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def run_with_a_closed_pipe(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    with subprocess.Popen(
        [sys.executable, "-m", "rekurate", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of(folder),
        cwd=folder,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
        return subprocess.CompletedProcess(arguments, process.wait(60), b"", complaint)


@posix
def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    done = run_with_a_closed_pipe(tmp_path, "taxonomy", "explain", "Tech House")
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_reader_that_has_gone_is_no_fault_on_windows_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr("rekurate.cli.dispatch.run_command", cut_off)
    monkeypatch.setattr("rekurate.cli.streams.forget_output", lambda: None)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(OSError, match="Invalid argument"):
        main(["evaluate"])
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["evaluate"]) == 141


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_that_lacks_a_character_shows_another(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rekurate", "taxonomy", "explain", "Techno (Peak Time / Driving)"],
        cwd=tmp_path,
        env=environment_of(tmp_path, PYTHONIOENCODING=encoding),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Techno (Peak Time / Driving): alias ? " in done.stdout


UNUSUAL = {
    "taxonomy check >&-": "Standard output is closed",
    "--help >&-": "Standard output is closed",
    "taxonomy check >/dev/full": "Writing failed (No space left on device): the output",
    "--help >/dev/full": "Writing failed (No space left on device): the output",
    "review <&-": "rekurate review needs a person at a terminal",
    "<&-": "Standard input or output is closed",
    ">&-": "Standard input or output is closed",
    "export --output '~nobody-of-that-name/x.xml'": "Write the whole path",
    "demo --folder '~nobody-of-that-name/x'": "Write the whole path",
}


@posix
@pytest.mark.parametrize("line", UNUSUAL)
def test_an_unusual_environment_is_one_clear_line(tmp_path: Path, line: str) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    done = run_in_shell(tmp_path, f"rekurate {line}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("rekurate: ")
    assert done.stderr.count("\n") == 1
    assert UNUSUAL[line] in done.stderr


@posix
def test_a_closed_stderr_hides_the_error_and_keeps_the_exit_code(tmp_path: Path) -> None:
    assert run_in_shell(tmp_path, "rekurate review --list 2>&-", REKURATE_APPROVAL="maybe").returncode == 2


@posix
def test_a_working_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = run_in_shell(tmp_path, "cd gone; rmdir ../gone; rekurate evaluate")
    assert done.returncode == 2
    assert "The folder this was started in is not there any more." in done.stderr


def server_reading(stdin: int, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rekurate"],
        cwd=folder,
        env=environment_of(folder),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@posix
def test_the_server_typed_at_a_terminal_says_whom_it_waits_for(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    with server_reading(theirs, tmp_path) as process:
        os.close(theirs)
        os.write(ours, b"\x04")
        out, complaint = process.communicate(timeout=60)
        os.close(ours)
    assert out == b""
    assert complaint.startswith(b"rekurate: waiting for an MCP client")


@posix
@pytest.mark.parametrize("channel", ["openpty", "pipe"])
def test_one_interrupt_ends_the_server_at_a_terminal_and_below_a_client(tmp_path: Path, channel: str) -> None:
    first, second = getattr(os, channel)()
    ours, theirs = (first, second) if os.isatty(first) else (second, first)
    with server_reading(theirs, tmp_path) as process:
        os.close(theirs)
        assert process.stdout
        os.write(ours, b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
        process.stdout.readline()  # it has begun to read
        process.send_signal(signal.SIGINT)
        try:
            _, complaint = process.communicate(timeout=20)
        finally:
            os.close(ours)  # ends it all the same
    assert process.returncode == -signal.SIGINT
    assert b"Traceback" not in complaint
