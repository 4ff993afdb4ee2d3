"""The pool: workers start on first use, do one file each at a time, and stop when nothing is asked of them."""

import atexit
import os
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from rekurate.audio.reasons import audio_error
from rekurate.audio.worker.job import Done, Job, Limits
from rekurate.audio.worker.process import NeverStarted, Stopped, WorkerProcess
from rekurate.errors import AudioError
from rekurate.model import Budget

_POLL: Final = 0.1
"""Seconds between two looks at the budget while workers are busy."""
_MOST: Final = 4
"""Workers that are started by default, on however many cores: each loads models of its own."""
_RETRIED: Final = ("crashed", "out_of_memory")


@dataclass(slots=True)
class _Round:
    """One call of `run`: what is left to do, what is done, and whether anybody still wants it."""

    jobs: Sequence[Job]
    todo: Iterator[int]
    done: "queue.SimpleQueue[Done]" = field(default_factory=queue.SimpleQueue)
    stop: threading.Event = field(default_factory=threading.Event)
    busy: set[WorkerProcess] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> int | None:
        """Return the next job's index; None when there is none or nobody wants more."""
        with self.lock:
            return None if self.stop.is_set() else next(self.todo, None)


class WorkerPool:
    """At most `workers` processes over all calls (0: one a core, up to 4); safe to use from several threads."""

    def __init__(self, workers: int = 0, limits: Limits | None = None) -> None:
        """Keep the numbers; no process is started."""
        self.workers = workers if workers > 0 else min(_MOST, os.cpu_count() or 1)
        self.limits = limits or Limits()
        self._slots = threading.BoundedSemaphore(self.workers)
        self._lock = threading.Lock()
        self._idle: list[WorkerProcess] = []
        self._rounds = 0
        self._janitor: threading.Timer | None = None
        self._spent: dict[tuple[str, str], float] = {}
        self._registered = False

    def run(self, jobs: Sequence[Job], budget: Budget) -> Iterator[Done]:
        """Yield each job's end as it comes, in any order, until all are done or the budget is spent.

        Work in progress gets `grace_seconds` once the budget is spent and is then killed; closing the iterator kills
        it at once. A file that was killed so for longer than its time limit altogether fails with "timeout": a file
        that hangs must not stay pending for ever.
        """
        turn = _Round(jobs, iter(range(len(jobs))))
        lanes = [
            threading.Thread(target=self._lane, args=(turn,), name="rekurate-audio-lane", daemon=True)
            for _ in range(min(self.workers, len(jobs)))
        ]
        self._begin()
        try:
            for lane in lanes:
                lane.start()
            yield from self._collect(turn, budget, lanes)
        finally:
            self._halt(turn)
            for lane in lanes:
                lane.join()
            self._end()

    def close(self) -> None:
        """Stop every idle worker now."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def pids(self) -> tuple[int, ...]:
        """Return the process ids of the idle, warm workers."""
        with self._lock:
            return tuple(worker.pid for worker in self._idle)

    def _collect(self, turn: _Round, budget: Budget, lanes: Sequence[threading.Thread]) -> Iterator[Done]:
        finished = 0
        while finished < len(turn.jobs) and not budget.spent():
            try:
                done = turn.done.get(timeout=_POLL)
            except queue.Empty:
                continue
            finished += 1
            yield done
        if finished < len(turn.jobs):
            turn.stop.set()
            until = monotonic() + self.limits.grace_seconds
            for lane in lanes:
                lane.join(max(0.0, until - monotonic()))
            self._halt(turn)
            for lane in lanes:
                lane.join()
            while not turn.done.empty():
                yield turn.done.get()

    def _lane(self, turn: _Round) -> None:
        """One thread: a slot of the pool, one job after the other."""
        while (index := turn.take()) is not None:
            while not self._slots.acquire(timeout=_POLL):
                if turn.stop.is_set():
                    return
            try:
                self._settle(turn, index)
            finally:
                self._slots.release()

    def _settle(self, turn: _Round, index: int) -> None:
        """Put the end of one job on the queue, or nothing when it was stopped and may be tried again later."""
        job = turn.jobs[index]
        began = monotonic()
        try:
            done = Done(index, self._attempts(turn, job))
        except AudioError as failure:
            done = Done(index, None, failure)
        except (OSError, RuntimeError) as error:  # the system gives no more processes, threads or files
            done = Done(index, None, audio_error("no_worker", str(error)))
        except Stopped:
            spent = self._spent[job.task, job.path] = self._spent.get((job.task, job.path), 0.0) + monotonic() - began
            if spent < self.limits.seconds:
                return
            done = Done(index, None, audio_error("timeout", f"no answer after {spent:.0f} s over several calls"))
        self._spent.pop((job.task, job.path), None)
        turn.done.put(done)

    def _attempts(self, turn: _Round, job: Job) -> "dict[str, object]":
        """Ask a worker; once more, in a fresh one, when the first may have been worn out rather than the file bad."""
        for last in (False, True):
            worker = self._worker(turn, job.group, fresh=last)
            worn = worker.served > 0
            try:
                return dict(worker.ask(job))
            except NeverStarted as error:
                if last:
                    raise audio_error("no_worker", str(error)) from None
            except AudioError as failure:
                if last or not worn or failure.reason not in _RETRIED:
                    raise
            finally:
                self._give_back(turn, worker)
        raise AssertionError  # pragma: no cover - the second attempt returns or raises

    def _worker(self, turn: _Round, group: str, *, fresh: bool) -> WorkerProcess:
        worker = self._pick(group)
        if worker is not None and (fresh or worker.group != group or not worker.fit):
            worker.close()
            worker = None
        worker = worker or WorkerProcess(self.limits, group)
        with turn.lock:
            turn.busy.add(worker)
            if turn.stop.is_set():
                worker.kill()
        return worker

    def _pick(self, group: str) -> WorkerProcess | None:
        """Take an idle worker, one of the group if there is one; any other makes room for a new one."""
        with self._lock:
            same = next((worker for worker in self._idle if worker.group == group), None)
            worker = same or (self._idle[-1] if self._idle else None)
            if worker is not None:
                self._idle.remove(worker)
        return worker

    def _give_back(self, turn: _Round, worker: WorkerProcess) -> None:
        with turn.lock:
            turn.busy.discard(worker)
        if worker.fit:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.close()

    def _halt(self, turn: _Round) -> None:
        """Hand out nothing more and kill what runs."""
        with turn.lock:
            turn.stop.set()
            for worker in turn.busy:
                worker.kill()

    def _begin(self) -> None:
        with self._lock:
            self._rounds += 1
            if self._janitor is not None:
                self._janitor.cancel()
                self._janitor = None
            if not self._registered:
                self._registered = True
                atexit.register(self.close)

    def _end(self) -> None:
        with self._lock:
            self._rounds -= 1
            if self._rounds == 0:
                self._janitor = threading.Timer(self.limits.idle_seconds, self._sweep)
                self._janitor.daemon = True
                self._janitor.start()

    def _sweep(self) -> None:
        with self._lock:
            quiet = self._rounds == 0
        if quiet:
            self.close()
