"""Worker processes: native audio code runs there, so that its crashes, hangs and memory stay out of the server."""

from rekurate.audio.worker.job import Done, Job, Limits
from rekurate.audio.worker.pool import WorkerPool

__all__ = ["Done", "Job", "Limits", "WorkerPool"]
