"""What is asked of a worker, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rekurate.errors import AudioError


@dataclass(frozen=True, slots=True)
class Job:
    """One file, one analysis."""

    task: str
    """What to run in the worker, as "package.module:function"; called with (path: str, options: dict), answers a JSON
    object or raises AudioError. New analyses need no registration."""
    path: str
    options: Mapping[str, Any] = field(default_factory=dict)
    """JSON: model paths, what Rekordbox already knows."""
    group: str = ""
    """A worker serves one group only: tasks that load a gigabyte of their own should not add to each other."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one job ended; jobs stopped by the budget do not end and are not reported."""

    index: int
    """Position of the job in the sequence given to `WorkerPool.run`."""
    facts: Mapping[str, Any] | None
    failure: AudioError | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use before it is stopped."""

    seconds: float = 120.0
    """For one file, once the task's code and model are loaded."""
    start_seconds: float = 60.0
    """More, for a worker's first job of a task: imports take seconds, minutes behind a virus scanner."""
    memory_mb: int = 3072
    """Data segment of a worker (Linux) or address space (other POSIX); an allocation beyond it fails in the worker."""
    recycle_mb: int = 2048
    """A worker found bigger than this after a job is replaced: native code leaks."""
    recycle_jobs: int = 500
    """So is one that did this many."""
    idle_seconds: float = 60.0
    """Workers stop when nothing was asked of them for so long."""
    grace_seconds: float = 2.0
    """How long running files may take to finish once the budget is spent; then they are killed and stay pending."""
