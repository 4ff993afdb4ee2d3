"""The threads that ask: each answer is kept the moment it arrives, the caller's thread counts and reports."""

import queue
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from rekurate.curation.gathering.shards import shards
from rekurate.curation.gathering.tally import Failure, Harvest, spent_by, usage_of
from rekurate.errors import Blocked, NotConfigured, RateLimited, RekurateError
from rekurate.model import Budget, EvidenceCache, Observation, Outcome, Track, Witness
from rekurate.model.abilities import Priced

_PACE_SETTERS: Final = 3
_PACE_SECONDS: Final = 2.0
"""Answers and seconds before the time left is guessed: the first answers say little about the pace."""
_LOOK: Final = 0.1
"""Seconds between two looks at the budget while nothing arrives."""
_GRACE: Final = 1.0
"""Seconds, after the time is up, until the answers under way are left behind."""
_GRACE_CANCELLED: Final = 2.0
"""The same after a cancellation: the process may end then, and what is left behind is lost."""


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
    """The budget as the asking threads see it: they may look, only the caller's thread may talk to the client."""

    cancelled = False
    """Only the caller's thread can tell."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._since = 0.0

    def set(self) -> None:
        """Ask everyone to stop."""
        if not self._event.is_set():
            self._since = monotonic()
            self._event.set()

    def seconds(self) -> float:
        """Return how long ago everyone was asked to stop; 0 before that."""
        return monotonic() - self._since if self._event.is_set() else 0.0

    def spent(self) -> bool:
        """Whether to stop now."""
        return self._event.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """Say nothing: the caller's thread does."""


class Crew:
    """Asks several sources at once, each through a few threads, until the work or the budget is done."""

    def __init__(self, shelf: EvidenceCache, concurrency: int) -> None:
        self._shelf = shelf
        self._concurrency = max(1, concurrency)
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        self._may_leave = False
        self._dear = frozenset[str]()
        """Sources whose answers cost money: who cancels waits for those under way."""

    def run(self, works: Sequence[Work], budget: Budget) -> Harvest:
        """Ask, keep and count until every thread has ended or, when the time is up, was left behind."""
        harvest = Harvest()
        owners = {work.witness.name: _owners(work) for work in works}
        before = {work.witness.name: usage_of(work.witness) for work in works}
        paid = {work.witness.name: spent_by(work.witness) for work in works}
        self._dear = frozenset(work.witness.name for work in works if isinstance(work.witness, Priced))
        stop = _Stop()
        total = sum(map(len, owners.values()))
        for phase in _phases(works):
            if stop.spent():
                break
            tally = _Tally(owners, harvest, total)
            self._may_leave = phase[0].witness.reaches_network
            self._collect(self._start(phase, stop), tally, (budget, stop))
        for work in works:
            name = work.witness.name
            spent, left = usage_of(work.witness)
            harvest.usage[name] = (spent - before[name][0], left)
            cost = {word: round(now - paid[name].get(word, 0.0), 6) for word, now in spent_by(work.witness).items()}
            harvest.spent[name] = cost if any(cost.values()) else {}
            harvest.cut_off(name, len(owners[name]), len(_owners(work)))
        harvest.untouched = frozenset(
            track_id for left_over in owners.values() for ids in left_over.values() for track_id in ids
        )
        return harvest

    def _start(self, works: Sequence[Work], stop: "_Stop") -> dict[str, int]:
        """Start the threads of some sources; return how many each has."""
        running: Counter[str] = Counter()
        for work in works:
            for shard in shards(work.tracks, self._threads(work.witness)):
                running[work.witness.name] += 1
                threading.Thread(target=self._ask, args=(work.witness, shard, stop), daemon=True).start()
        return running

    def _threads(self, witness: Witness) -> int:
        # An analyzer has worker processes of its own; a second thread would only halve each one's view.
        return self._concurrency if witness.reaches_network else 1

    def _ask(self, witness: Witness, tracks: Sequence[Track], stop: _Stop) -> None:
        try:
            for observation in witness.observe(tracks, stop):
                self._shelf.record([observation])
                self._news.put(_News(witness.name, observation))
        except Exception as error:  # noqa: BLE001 - one source's failure is reported and never ends the others
            self._news.put(_News(witness.name, error=error))
        finally:
            self._news.put(_News(witness.name))

    def _collect(self, running: dict[str, int], tally: "_Tally", ends: tuple[Budget, _Stop]) -> None:
        budget, stop = ends
        began = monotonic()
        for news in self._arrivals(running, budget, stop):
            if news.observation is not None:
                tally.count(news.observation)
                left = time_left(tally.done, tally.total, monotonic() - began)
                budget.progress(tally.done, tally.total, f"{news.source}: {tally.done} of {tally.total} answers{left}")
            elif news.error is not None:
                tally.harvest.notes[news.source] = _why(news.error)
                if not isinstance(news.error, RateLimited):  # which only says what the time was spent on
                    tally.harvest.broken.add(news.source)
        if stop.spent():
            tally.harvest.stopped = "cancelled" if budget.cancelled else "time"

    def _arrivals(self, running: dict[str, int], budget: Budget, stop: _Stop) -> Iterator[_News]:
        """Yield news until every thread has ended or, when the time is up, has had a while to end.

        A source over the network may then still wait for an answer that never comes: it is left behind, and keeps by
        itself what arrives later. Only what costs money is waited for when the caller cancels.
        """
        while any(running.values()) and not self._overdue(running, budget, stop):
            if budget.spent():
                stop.set()
            try:
                news = self._news.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if news.observation is None and news.error is None:
                running[news.source] -= 1
            else:
                yield news

    def _overdue(self, running: dict[str, int], budget: Budget, stop: _Stop) -> bool:
        """Whether the sources that still run have had their while to end."""
        if not (stop.spent() and self._may_leave and self._news.empty()):
            return False
        if not budget.cancelled:
            return stop.seconds() >= _GRACE
        return stop.seconds() >= _GRACE_CANCELLED and not any(running[name] for name in self._dear & running.keys())


@dataclass(slots=True)
class _Tally:
    """What has come in."""

    owners: dict[str, dict[str, list[str]]]
    """By source and subject, the tracks that wait for the answer."""
    harvest: Harvest
    total: int

    @property
    def done(self) -> int:
        """Answers so far, over all sources."""
        return self.total - sum(map(len, self.owners.values()))

    def count(self, observation: Observation) -> None:
        """Count an observation for its tracks."""
        _count(self.harvest, observation, self.owners[observation.source].pop(observation.subject, []))


def _phases(works: Sequence[Work]) -> Iterator[Sequence[Work]]:
    """Yield what is on this machine first: files' own tags tell the sources over the network what to ask for."""
    for remote in (False, True):
        phase = [work for work in works if work.witness.reaches_network is remote]
        if phase:
            yield phase


def _owners(work: Work) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for track in work.tracks:
        owners.setdefault(work.witness.subject(track), []).append(track.id)
    return owners


def _count(harvest: Harvest, observation: Observation, ids: Sequence[str]) -> None:
    harvest.count(observation.source, observation.outcome)
    if not observation.outcome.is_answer:
        harvest.failures += [
            Failure(track_id, observation.source, observation.outcome.value, observation.message) for track_id in ids
        ]


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


def time_left(done: int, total: int, seconds: float) -> str:
    """Say how long the rest takes at the pace so far; "" until a few answers have set a pace, and at the end."""
    if done >= total or done < _PACE_SETTERS or seconds < _PACE_SECONDS:
        return ""
    rest = seconds / done * (total - done)
    return f", about {rest:.0f} s left" if rest < 90 else f", about {rest / 60:.0f} min left"  # noqa: PLR2004 - minutes read better from here
