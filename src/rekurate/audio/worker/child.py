"""The worker process, `python -m rekurate.audio.worker.child MEMORY_MB`: jobs come on stdin, answers leave on stdout.

Both streams are put away first: stdin becomes the null device and stdout becomes stderr, also for C code, so no
library can eat a job or spoil an answer. When the server goes away, the worker goes too, even in the middle of a job.
"""

import importlib
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from rekurate.audio.reasons import audio_error, file_error
from rekurate.audio.worker.wire import receive, send
from rekurate.errors import AudioError

Task = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]


def main() -> None:
    """Serve jobs until the server closes the pipe."""
    jobs, answers = _take_streams()
    _limit_memory(int(sys.argv[1]))
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, waiting), daemon=True).start()
    send(answers, {"ready": os.getpid()})
    while True:
        answer = _do(waiting.get())
        try:
            send(answers, {**answer, "rss_mb": _rss_mb()})
        except ValueError as error:  # a number that is not one: nothing was written yet
            send(answers, _failed(audio_error("failed", f"it gave no usable numbers: {error}")))


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    sys.stdout = sys.stderr
    return jobs, answers


def _listen(jobs: IO[bytes], waiting: "queue.SimpleQueue[dict[str, Any]]") -> None:
    """Pass jobs on; end the process at once when the server is gone, whatever native code is doing."""
    while (job := receive(jobs)) is not None:
        waiting.put(job)
    os._exit(0)


def _do(job: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"facts": dict(_task(job["task"])(job["path"], job["options"]))}
    except AudioError as error:
        return _failed(error)
    except Exception as error:  # noqa: BLE001 - a worker answers for every file, whatever a decoder raises
        if isinstance(error, OSError) and str(error.filename) == job["path"]:
            return _failed(file_error(error, job["path"]))
        traceback.print_exc()
        said = f"{type(error).__name__}: {error}"[:300]
        exhausted = any(word in said for word in ("MemoryError", "bad_alloc"))
        return {**_failed(audio_error("out_of_memory" if exhausted else "failed", said)), "spoilt": exhausted}


def _failed(error: AudioError) -> dict[str, Any]:
    return {"reason": error.reason, "message": str(error)}


def _task(name: str) -> Task:
    module, _, function = name.partition(":")
    task: Task = getattr(importlib.import_module(module), function)
    return task


def _limit_memory(megabytes: int) -> None:
    """Make allocations beyond the limit fail here instead of in the person's other programs.

    Linux counts RLIMIT_DATA over private writable memory; the address space (RLIMIT_AS) would also count the half
    gigabyte of code TensorFlow maps. Elsewhere the address space is all there is, and macOS may refuse to set it.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    with suppress(ValueError, OSError):
        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        _, hard = resource.getrlimit(kind)
        wanted = megabytes << 20
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _rss_mb() -> int:
    """Return the memory held now (Linux) or at the worst moment so far (macOS); 0 on Windows."""
    if sys.platform == "win32":
        return 0
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") >> 20
    import resource  # noqa: PLC0415 - POSIX only

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20


if __name__ == "__main__":
    main()
