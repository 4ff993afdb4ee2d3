"""Tasks for worker processes that behave as native audio code does on its bad days."""

import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rekurate.errors import AudioError

HERE = "tests.support.audio_tasks"


def echo(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer what was asked, and from which process."""
    return {"path": path, "options": dict(options), "pid": os.getpid()}


def crash(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Die of a segmentation fault, with a word on stderr."""
    os.write(2, b"decoder: bad frame\n")
    os.kill(os.getpid(), signal.SIGSEGV)
    threading.Event().wait()
    return {}


def crash_on_bad(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Die on a file named bad, answer for any other."""
    return crash(path, options) if "bad" in path else echo(path, options)


def crash_when_worn(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Die in a process that has served before: the process is to blame, not the file."""
    if os.environ.setdefault("REKURATE_TEST_SERVED", path) != path:
        crash(path, options)
    return echo(path, options)


def hang(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Never answer; say so in the file named, so that a test can wait for it."""
    if path:
        Path(path).write_text(str(os.getpid()), encoding="ascii")
    threading.Event().wait()
    return {}


def hang_on_the_line(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Hang with the named pipe open: its other end sees the process end."""
    with Path(path).open("w", encoding="ascii") as line:
        line.write("here\n")
        line.flush()
        threading.Event().wait()
    return {}


def be_killed(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Die as the system's out-of-memory killer does it."""
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()
    return {}


def devour(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Ask for more memory than a worker may have."""
    return {"bytes": len(bytearray(64 << 30))}


def fail(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fail for a reason of its own."""
    raise AudioError("nothing to hear", "silent")


def lose(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Look at the file when it is there no more."""
    return {"size": Path(path).stat().st_size}


def lose_the_model(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Look at another file that is not there."""
    return {"size": Path(f"{path}.model").stat().st_size}


def stumble(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raise what a binding raises."""
    raise RuntimeError("In AudioLoader: unknown codec")


def not_a_number(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer a number that JSON has no word for."""
    return {"bpm": float("nan")}


def chatter(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write to both standard streams from C and Python, and try to read a job away."""
    os.write(1, b"C library on stdout\n")
    print("Python on stdout")  # noqa: T201 - the point of the test
    for index in range(20_000):
        os.write(2, b"Warning: part2_3_length %d too large\n" % index)
    return {"stdin": sys.stdin.read() if sys.stdin else "", "raw": os.read(0, 100).decode()}


def surroundings(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Tell which variables arrived."""
    return {name: os.environ.get(name) for name in options["names"]}


def child_of_child(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Start a process of its own, as ffmpeg is, and hang with it."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(child.pid), encoding="ascii")
    child.wait()
    return {}


def cost(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Run another task and tell what it cost this process: CPU seconds, and the most memory it ever held (MB)."""
    import resource  # noqa: PLC0415 - POSIX only

    module, _, function = str(options["task"]).partition(":")
    task = getattr(importlib.import_module(module), function)
    began = time.process_time()
    facts = task(path, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "cpu": time.process_time() - began,
        "peak_mb": peak / (1 << (20 if sys.platform == "darwin" else 10)),
        **facts,
    }
