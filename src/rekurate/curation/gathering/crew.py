"""The threads that ask the sources. Each keeps an answer the moment it arrives; the caller's thread counts them."""

import queue
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from rekurate.curation.gathering.shards import shards
from rekurate.curation.gathering.tally import Harvest, Meter
from rekurate.errors import Blocked, NotConfigured, RateLimited, RekurateError
from rekurate.model import Budget, EvidenceCache, Observation, Outcome, Track, Witness
from rekurate.model.abilities import Priced

_PACE_SETTERS: Final = 3
_PACE_SECONDS: Final = 2.0
"""Answers and seconds before the time left is guessed: the first answers say little about the pace."""
_LOOK: Final = 0.1
"""Seconds between two looks at the budget while nothing arrives."""
_GRACE: Final = 1.0
"""Seconds that answers under way still get when the time is up, before they are left behind."""
_GRACE_CANCELLED: Final = 2.0
"""The same after a cancellation: longer, for the process may end then, and what is left behind is lost."""


@dataclass(frozen=True, slots=True)
class Work:
    """One source and the tracks it lacks."""

    witness: Witness
    tracks: Sequence[Track]


@dataclass(frozen=True, slots=True)
class _News:
    """One message from an asking thread: an observation, an error that ended it, or its end."""

    source: str
    observation: Observation | None = None
    error: BaseException | None = None


class _Stop:
    """The wish to stop. The asking threads are given this as their budget.

    They must not look at the caller's own budget, for that talks to the client: the caller's thread looks at it for
    all of them, with `check`.
    """

    cancelled = False
    """What the asking threads are told: why they are to stop is the caller's affair."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._event = threading.Event()
        self._since = 0.0

    def check(self) -> None:
        """Look at the caller's budget; once it is spent, everybody is to stop. For the caller's thread."""
        if self._budget.spent() and not self._event.is_set():
            self._since = monotonic()
            self._event.set()

    def cancelled_by_caller(self) -> bool:
        """Whether the caller has cancelled. For the caller's thread."""
        return self._budget.cancelled

    def seconds_ago(self) -> float:
        """Return how long ago everybody was asked to stop; 0 before that."""
        return monotonic() - self._since if self._event.is_set() else 0.0

    def spent(self) -> bool:
        """Whether to stop now."""
        return self._event.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """Say nothing: the caller's thread does."""


class _Questions:
    """The questions that have no answer yet, each with the tracks that wait for it."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._waiting: dict[str, dict[str, list[str]]] = {}
        """Source -> subject -> track ids."""
        for work in works:
            subjects = self._waiting.setdefault(work.witness.name, {})
            for track in work.tracks:
                subjects.setdefault(work.witness.subject(track), []).append(track.id)
        self._asked = {source: len(subjects) for source, subjects in self._waiting.items()}
        self.total = sum(self._asked.values())

    @property
    def done(self) -> int:
        """Answers so far, over all sources."""
        return self.total - sum(map(len, self._waiting.values()))

    def answered(self, observation: Observation) -> list[str]:
        """Take a question off the list; return the ids of the tracks that waited for it."""
        return self._waiting[observation.source].pop(observation.subject, [])

    def open(self, source: str) -> tuple[int, int]:
        """Return how many questions to a source have no answer, and how many it was given."""
        return len(self._waiting[source]), self._asked[source]

    def progress(self, phase: "_Phase") -> str:
        """Say how many answers there are of how many, and how long the sources of the phase take for the rest."""
        running = [self.open(source) for source, threads in phase.running.items() if threads]
        return f"{self.done} of {self.total} answers{time_left(running, monotonic() - phase.began)}"

    def track_ids(self) -> frozenset[str]:
        """Return the tracks that still wait for an answer."""
        subjects = self._waiting.values()
        return frozenset(track_id for waiting in subjects for ids in waiting.values() for track_id in ids)


@dataclass(frozen=True, slots=True)
class _Phase:
    """The sources that are asked at the same time."""

    works: Sequence[Work]
    is_remote: bool
    """Whether they are asked over the network: all of a phase are, or none."""
    began: float = field(default_factory=monotonic)
    running: Counter[str] = field(default_factory=Counter)
    """By source, the threads that have not ended."""

    def is_overdue(self, stop: _Stop) -> bool:
        """Whether the sources that still run have had their time to end.

        A source over the network may wait for an answer that never comes: it is left behind, and keeps by itself what
        arrives later. When the caller cancels, a source that costs money is waited for all the same.
        """
        if not (stop.spent() and self.is_remote):
            return False
        if not stop.cancelled_by_caller():
            return stop.seconds_ago() >= _GRACE
        return stop.seconds_ago() >= _GRACE_CANCELLED and not self._is_paid_for()

    def _is_paid_for(self) -> bool:
        """Whether a source that costs money still runs."""
        paid = (work.witness.name for work in self.works if isinstance(work.witness, Priced))
        return any(self.running[name] for name in paid)


class Crew:
    """Asks several sources at once, each through a few threads, until the work or the budget is done."""

    def __init__(self, shelf: EvidenceCache, concurrency: int) -> None:
        self._shelf = shelf
        self._concurrency = max(1, concurrency)
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()

    def run(self, works: Sequence[Work], budget: Budget) -> Harvest:
        """Ask, keep and count until every thread has ended or, when the time is up, was left behind."""
        harvest, questions, stop = Harvest(), _Questions(works), _Stop(budget)
        meters = {work.witness.name: Meter(work.witness) for work in works}
        for phase in _phases(works):
            if stop.spent():
                break
            self._start(phase, stop)
            for news in self._arrivals(phase, stop):
                _count(news, questions, harvest)
                if news.observation is not None:
                    budget.progress(questions.done, questions.total, f"{news.source}: {questions.progress(phase)}")
        if stop.spent():
            harvest.stopped = "cancelled" if budget.cancelled else "time"
        for source, meter in meters.items():
            harvest.requests[source] = meter.requests()
            harvest.spent[source] = meter.cost()
            harvest.note_if_cut_off(source, *questions.open(source))
        harvest.untouched = questions.track_ids()
        return harvest

    def _start(self, phase: _Phase, stop: _Stop) -> None:
        """Start the threads of a phase."""
        # An analyzer has worker processes of its own; a second thread would only halve what each one sees.
        threads = self._concurrency if phase.is_remote else 1
        for work in phase.works:
            for shard in shards(work.tracks, threads):
                phase.running[work.witness.name] += 1
                threading.Thread(target=self._ask, args=(work.witness, shard, stop), daemon=True).start()

    def _ask(self, witness: Witness, tracks: Sequence[Track], stop: _Stop) -> None:
        try:
            for observation in witness.observe(tracks, stop):
                self._shelf.record([observation])
                self._news.put(_News(witness.name, observation))
        except Exception as error:  # noqa: BLE001 - one source's failure is reported and never ends the others
            self._news.put(_News(witness.name, error=error))
        finally:
            self._news.put(_News(witness.name))

    def _arrivals(self, phase: _Phase, stop: _Stop) -> Iterator[_News]:
        """Yield observations and errors until every thread has ended or, when the time is up, is left behind."""
        while any(phase.running.values()) and not (self._news.empty() and phase.is_overdue(stop)):
            stop.check()
            try:
                news = self._news.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if news.observation is None and news.error is None:
                phase.running[news.source] -= 1
            else:
                yield news


def _count(news: _News, questions: _Questions, harvest: Harvest) -> None:
    if news.observation is not None:
        harvest.count(news.observation, questions.answered(news.observation))
    elif news.error is not None:
        harvest.notes[news.source] = _why(news.error)
        if not isinstance(news.error, RateLimited):  # a limit only says what the time was spent on
            harvest.broken.add(news.source)


def _phases(works: Sequence[Work]) -> Iterator[_Phase]:
    """Yield what is on this machine first: files' own tags tell the sources over the network what to ask for."""
    for is_remote in (False, True):
        phase = [work for work in works if work.witness.reaches_network is is_remote]
        if phase:
            yield _Phase(phase, is_remote)


def _why(error: BaseException) -> str:
    if isinstance(error, Blocked):
        return f"{Outcome.BLOCKED}: {error}"
    if isinstance(error, RateLimited):
        return f"{Outcome.RATE_LIMITED}: {error}"
    if isinstance(error, NotConfigured):
        return f"{Outcome.NOT_CONFIGURED}: {error}"
    return (
        f"{Outcome.ERROR}: {error}" if isinstance(error, RekurateError) else f"{Outcome.ERROR}: {type(error).__name__}"
    )


def time_left(sources: Iterable[tuple[int, int]], seconds: float) -> str:
    """Say how long the slowest of the sources that run takes for the rest, at its pace of the last `seconds`.

    A source is the number of its open questions and of all it was given. "" at the end, and until each source that has
    open questions has answered a few: the one that is silent may be the slowest.
    """
    paces = [(left, asked - left) for left, asked in sources if left]
    if not paces or seconds < _PACE_SECONDS or min(done for _, done in paces) < _PACE_SETTERS:
        return ""
    rest = max(seconds / done * left for left, done in paces)
    return f", about {rest:.0f} s left" if rest < 90 else f", about {rest / 60:.0f} min left"  # noqa: PLR2004 - minutes read better from here
