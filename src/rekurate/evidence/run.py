"""One call of `observe`: the recordings to ask about, what asking came to, and when to ask no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rekurate.errors import NotConfigured, ProviderError
from rekurate.model import Budget, Choice, Stop, Term, Track, Wanted

_ODD: Final = 3
"""Senseless answers in a row after which no more is asked."""


class Senseless(ProviderError):
    """An answer, but not to what was asked: the service is in trouble, or is not what we take it for."""


@dataclass(frozen=True, slots=True)
class Job:
    """One recording to ask about."""

    track: Track
    subject: str
    wanted: Wanted
    tags: Mapping[str, Any]
    """What the file's own tags say, if they were read before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What asking about one recording came to."""

    choice: Choice
    terms: tuple[Term, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What is shown of the match; a value that says nothing ("", 0, False) is not kept."""
    proof: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""


class Run:
    """What is still to be asked about, and what was settled on the way."""

    def __init__(self, jobs: Sequence[Job], budget: Budget) -> None:
        self.total = len(jobs)
        self.pending: dict[str, Job] = {job.subject: job for job in jobs}
        self._settled: list[tuple[Job, Finding]] = []
        self._odd = 0
        self.stop: Stop = budget.spent
        self.refusal: ProviderError | None = None
        """Why nobody else is asked about."""

    def next(self) -> Job:
        """Take the next job."""
        return self.pending.pop(next(iter(self.pending)))

    def note(self, found: Finding | ProviderError) -> None:
        """Note how one question went: after a refused key, or several odd answers in a row, no more are asked."""
        self._odd = self._odd + 1 if isinstance(found, Senseless) else 0
        if isinstance(found, NotConfigured) or (isinstance(found, Senseless) and self._odd >= _ODD):
            self.refusal = found

    def settle(self, job: Job, finding: Finding) -> None:
        """Note that an answer to another job answers this pending one as well."""
        if self.pending.pop(job.subject, None) is not None:
            self._settled.append((job, finding))

    def settled(self) -> list[tuple[Job, Finding]]:
        """Return what was settled since the last call."""
        settled, self._settled = self._settled, []
        return settled
