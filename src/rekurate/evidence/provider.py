"""What every source over the network does alike: plan, ask, tell failures apart, stop when told to.

A source says how one job is asked and which jobs one answer may settle at the same time; the rest is here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Self

from rekurate.errors import Blocked, NotConfigured, ProviderError, RateLimited, RekurateError
from rekurate.evidence.http import PoliteLine, Web
from rekurate.evidence.manners import Manners
from rekurate.evidence.run import Finding, Job, Run, Senseless
from rekurate.evidence.shapes import table
from rekurate.evidence.shelf import Shelf
from rekurate.evidence.verdict import RETURNED
from rekurate.model import (
    Budget,
    Clock,
    EvidenceCache,
    Interrupted,
    Matcher,
    Observation,
    Outcome,
    Reply,
    Track,
    file_key,
    recording_key,
)
from rekurate.model.times import iso

_OUTCOMES: Final = (
    (Blocked, Outcome.BLOCKED),
    (RateLimited, Outcome.RATE_LIMITED),
    (NotConfigured, Outcome.NOT_CONFIGURED),
    (ProviderError, Outcome.ERROR),
)
_TAGS: Final = "file_tags"
GONE: Final = HTTPStatus.NOT_FOUND
"""Status of what is no longer there: of one thing, never of a search."""


@dataclass(frozen=True, slots=True)
class World:
    """What every source over the network is handed."""

    web: Web
    cache: EvidenceCache
    matcher: Matcher
    clock: Clock


class Provider(ABC):
    """A source over the network; implements `rekurate.model.Witness`."""

    name: str
    shown: str
    parser_version: str
    reaches_network: bool = True
    credit: str = ""
    """What it asks to be shown with its data, with a link; "" where it asks for nothing."""
    requests_each: float = 2.0
    """Requests a recording takes, about: sources that settle a release at once need fewer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lines: list[PoliteLine] = []
        self._shelf = Shelf(world.cache, self.name, world.clock)

    @property
    def version(self) -> str:
        """Version of parser and matcher: another one judges kept documents again."""
        return f"{self.parser_version}+m{self._world.matcher.version}"

    def refreshing(self) -> Self:
        """Return a copy that uses no document older than this moment: what `force_refresh` asks with."""
        other = copy(self)
        other._shelf = Shelf(self._world.cache, self.name, self._world.clock, self._world.clock())  # noqa: SLF001 - our own copy
        return other

    def usage(self) -> tuple[int, int | None]:
        """Return the requests sent so far, and what the source says is left of its limit, where it says so."""
        left = [line.left for line in self._lines if line.left is not None]
        return sum(line.spent for line in self._lines), min(left, default=None)

    def estimate(self, pending: int) -> tuple[float | None, str]:
        """Return about how many seconds so many recordings take at the allowed rate, and what is sent."""
        seconds = self._lines[0].seconds_each * self.requests_each * pending if self._lines else None
        return seconds, f"Artist, title and album names are sent to {self.shown}; nothing else of yours."

    def holding(self, name: str, reply: Reply) -> Mapping[str, Any]:
        """Return an answer that holds `name`.

        Raises Senseless for any other: a message of trouble inside is no empty list, whatever its status.
        """
        answer = table(reply.json()) if reply.status not in RETURNED else {}
        if answer.get(name) is None:
            raise self.senseless(reply)
        return answer

    def senseless(self, reply: Reply) -> Senseless:
        """Return the error for an answer without what was asked for."""
        return Senseless(
            f"{self.shown} answered something else than was asked for (HTTP {reply.status}). Nothing was concluded "
            "from it. Try again later, or go on without it."
        )

    def _dial(self, manners: Manners, base_url: str) -> PoliteLine:
        """Open a line whose requests count as this source's."""
        line = self._world.web.line(manners, base_url)
        self._lines.append(line)
        return line

    @abstractmethod
    def unavailable(self) -> str | None:
        """Return why it cannot be asked and what to set, or None when it can."""

    @abstractmethod
    def ask(self, job: Job, run: Run) -> Finding:
        """Ask about one recording.

        Raises Interrupted when the budget is spent, and ProviderError for what is no answer.
        """

    def subject(self, track: Track) -> str:
        """Return the key its answers about this track are kept under."""
        return recording_key(track)

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a recording, in an order that shares releases; stop when the budget is spent.

        Tracks that are the same recording (equal subjects) share one observation. Raises RateLimited when the budget
        was spent on waiting because the source said so.
        """
        why = self.unavailable()
        run = Run(self._plan(tracks), budget)
        run.refusal = None if why is None else NotConfigured(why)
        while run.pending:
            if budget.spent():
                return
            job = run.next()
            budget.progress(run.total - len(run.pending) - 1, run.total, f"{self.shown}: {_named(job)}")
            if run.refusal is not None:
                yield self._failed(job, run.refusal)
                continue
            if not job.wanted.core.strip():
                yield self._unanswered(job, Outcome.NOT_SEARCHED, "The track has no title to ask with.")
                continue
            try:
                found = self._asked(job, run)
            except Interrupted:
                for line in self._lines:
                    line.check_held()
                return
            run.note(found)
            if isinstance(found, ProviderError):
                yield self._failed(job, found)
                continue
            yield self._observed(job, found)
            yield from (self._observed(other, settled) for other, settled in run.settled())

    def _asked(self, job: Job, run: Run) -> Finding | ProviderError:
        """Ask about one recording; what one answer breaks takes no other recording along."""
        try:
            return self.ask(job, run)
        except ProviderError as error:
            return error
        except (Interrupted, RekurateError):
            raise
        except Exception as error:  # noqa: BLE001 - as above
            return ProviderError(f"{self.shown}'s answer cannot be read ({type(error).__name__}).")

    def _plan(self, tracks: Iterable[Track]) -> list[Job]:
        """Make one job a recording."""
        listed = list(tracks)
        said = self._world.cache.observations([file_key(track) for track in listed])
        jobs: dict[str, Job] = {}
        for track in listed:
            subject = self.subject(track)
            if subject not in jobs:
                facts = next((seen.facts for seen in said.get(file_key(track), ()) if seen.source == _TAGS), {})
                jobs[subject] = Job(track, subject, self._world.matcher.wanted(track, facts), facts)
        return list(jobs.values())

    def _observed(self, job: Job, finding: Finding) -> Observation:
        choice = finding.choice
        result = choice.result
        evidence = choice.outcome in {Outcome.USABLE, Outcome.WEAK, Outcome.AMBIGUOUS}
        proof: dict[str, Any] = {**finding.proof}
        if job.wanted.repairs:
            proof["repairs"] = list(job.wanted.repairs)
        if result is not None:
            proof |= {"score": result.score, "components": dict(result.components)}
            proof |= {
                name: list(value) for name, value in (("gates", result.gates), ("reasons", result.reasons)) if value
            }
        return Observation(
            subject=job.subject,
            source=self.name,
            outcome=choice.outcome,
            terms=finding.terms if evidence else (),
            facts={name: value for name, value in finding.facts.items() if value} if evidence else {},
            proof=proof,
            fetched_at=iso(self._world.clock()),
            version=self.version,
            message=finding.message,
        )

    def _failed(self, job: Job, error: ProviderError) -> Observation:
        outcome = next(outcome for kind, outcome in _OUTCOMES if isinstance(error, kind))
        return self._unanswered(job, outcome, str(error))

    def _unanswered(self, job: Job, outcome: Outcome, message: str) -> Observation:
        return Observation(
            subject=job.subject,
            source=self.name,
            outcome=outcome,
            fetched_at=iso(self._world.clock()),
            version=self.version,
            message=message,
        )


def _named(job: Job) -> str:
    artist = ", ".join(job.wanted.artists) or "unknown artist"
    return f"{artist} - {job.wanted.core}"[:120]
