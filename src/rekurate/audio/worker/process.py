"""One worker process, seen from the server."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any, Final

from rekurate.audio.reasons import audio_error
from rekurate.audio.worker.job import Job, Limits
from rekurate.audio.worker.tail import Tail
from rekurate.audio.worker.wire import receive, send
from rekurate.errors import AudioError

_THREADS: Final = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "TF_NUM_INTRAOP_THREADS",
        "TF_NUM_INTEROP_THREADS",
    ),
    "1",
)
"""One native thread each: workers are the parallelism."""
_SECRETS: Final = ("TOKEN", "KEY", "SECRET", "PASSWORD")
_MEMORY_WORDS: Final = ("bad_alloc", "MemoryError", "Cannot allocate memory", "out of memory")


class NeverStarted(Exception):
    """The worker was gone before the job reached it: not the file's fault."""


class Stopped(Exception):
    """The work was killed because nobody wants it any more."""


class WorkerProcess:
    """A warm process that does one job at a time."""

    def __init__(self, limits: Limits, group: str = "") -> None:
        """Start the process; it answers nothing yet."""
        self._limits = limits
        self.group = group
        self._seen: set[str] = set()
        self._killed = ""
        self.served = 0
        self.rss_mb = 0
        self._spoilt = False
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-P", "-m", "rekurate.audio.worker.child", str(limits.memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            **_detached(),
        )
        self._jobs = _open(self._process.stdin)
        self._answers = _open(self._process.stdout)
        self._tail = Tail(_open(self._process.stderr))
        self._ready = False

    @property
    def fit(self) -> bool:
        """Whether another job may be given to it."""
        tired = self.served >= self._limits.recycle_jobs or self.rss_mb > self._limits.recycle_mb
        return not (self._killed or self._spoilt or tired) and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, job: Job) -> Mapping[str, Any]:
        """Do one job and return its facts.

        Raises AudioError when the file cannot be heard, crashes the worker or takes too long; NeverStarted when the
        worker was gone before; Stopped when `kill("stopped")` ended it.
        """
        allowed = self._limits.seconds + (0.0 if job.task in self._seen else self._limits.start_seconds)
        timer = threading.Timer(allowed, self.kill, ("timeout",))
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(job)
        finally:
            timer.cancel()
        if answer is None:
            raise self._failure(allowed)
        self._seen.add(job.task)
        self.served += 1
        self.rss_mb = int(answer.get("rss_mb", 0))
        self._spoilt = bool(answer.get("spoilt"))
        if "facts" in answer:
            facts: Mapping[str, Any] = answer["facts"]
            return facts
        raise AudioError(str(answer.get("message", "")), str(answer.get("reason", "failed")))

    def kill(self, why: str = "stopped") -> None:
        """End it and what it started, now; `why` ("timeout" or "stopped") names the reason to whoever waits for it."""
        self._killed = self._killed or why
        if self._process.poll() is not None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let it end by itself, then see to it."""
        with suppress(OSError):
            self._jobs.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            self.kill()
            with suppress(subprocess.TimeoutExpired):  # a system short of memory or a dead drive takes longer
                self._process.wait(5.0)
        self._tail.text()
        self._answers.close()

    def _exchange(self, job: Job) -> dict[str, Any] | None:
        self._ready = self._ready or receive(self._answers) is not None
        try:
            if self._ready:
                send(self._jobs, {"task": job.task, "path": job.path, "options": dict(job.options)})
                return receive(self._answers)
        except OSError:
            self._ready = False
        if self._killed:
            return None
        raise NeverStarted(self._tail.text())

    def _failure(self, allowed: float) -> Exception:
        """Say why no answer came."""
        self.kill("crashed")
        code = self._process.wait()
        if self._killed == "stopped":
            return Stopped()
        if self._killed == "timeout":
            return audio_error("timeout", f"no answer after {allowed:.0f} s")
        said = self._tail.text()
        if code == -getattr(signal, "SIGKILL", 9) or any(word in said for word in _MEMORY_WORDS):
            return audio_error("out_of_memory", "the system ended the worker")
        last = said.splitlines()[-1] if said else "no last words"
        return audio_error("crashed", f"exit {code}: {last}")


def _environment() -> dict[str, str]:
    """Return the worker's environment: our import path, one native thread, quiet logs, and no secrets."""
    kept = {name: text for name, text in os.environ.items() if not name.upper().endswith(_SECRETS)}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**kept, **_THREADS, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "every stream is asked for as a pipe"
    return stream


def _detached() -> dict[str, Any]:
    """Own group (Ctrl+C in a terminal is the server's to handle) and, on Windows, no console window."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
