"""Counts of what came of asking the sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rekurate.model import Observation, Outcome, Witness
from rekurate.model.abilities import Counting, Priced


@dataclass(frozen=True, slots=True)
class Failure:
    """One track that one source did not answer about."""

    track_id: str
    source: str
    outcome: str
    """error, blocked, rate_limited, not_configured."""
    reason: str


@dataclass(frozen=True, slots=True)
class SourceTally:
    """Counts of one source over one slice."""

    source: str
    attempted: int
    outcomes: Mapping[str, int]
    """By outcome, all that occurred."""
    cached: int
    """Tracks of the slice whose kept answer was enough."""
    requests: int
    """HTTP requests spent, 0 for sources that make none."""
    requests_left: int | None
    """What the source says is left in its current window, when it says so."""
    note: str = ""
    """Why the source stopped before its tracks did, or why it answered about none."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """What asking cost, for a source that costs money: runs, seconds, about how many dollars."""
    broken: bool = False
    """Whether an error ended it, such as a full disk: `note` says which."""

    @property
    def was_asked(self) -> bool:
        """Whether it was asked about anything, even if an error ended it before its first answer."""
        return self.attempted > 0 or self.broken

    @property
    def silent(self) -> bool:
        """Whether it was asked and answered about no track."""
        return self.was_asked and not _has_answer(self.outcomes)


class Meter:
    """Counts what one source spends from the moment this is made."""

    def __init__(self, witness: Witness) -> None:
        """Remember what the source had spent before."""
        self._witness = witness
        self._requests_before, _ = self._usage()
        self._cost_before = self._cost()

    def requests(self) -> tuple[int, int | None]:
        """Return (requests made since, requests left as the source says); (0, None) for one that counts none."""
        made, left = self._usage()
        return made - self._requests_before, left

    def cost(self) -> dict[str, float]:
        """Return what a source that costs money took since: runs, seconds, dollars. Empty when that is nothing."""
        cost = {word: round(now - self._cost_before.get(word, 0.0), 6) for word, now in self._cost().items()}
        return cost if any(cost.values()) else {}

    def _usage(self) -> tuple[int, int | None]:
        return self._witness.usage() if isinstance(self._witness, Counting) else (0, None)

    def _cost(self) -> Mapping[str, float]:
        return dict(self._witness.spent()) if isinstance(self._witness, Priced) else {}


@dataclass(slots=True)
class Harvest:
    """Everything one slice brought in."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    requests: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """By source: requests made, and requests left where the source says so."""
    notes: dict[str, str] = field(default_factory=dict)
    """By source: why it stopped early."""
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Sources that an error ended."""
    untouched: frozenset[str] = frozenset()
    """Ids of tracks that at least one source did not get to."""
    stopped: str | None = None
    """"time" or "cancelled" when the slice was stopped."""

    def count(self, observation: Observation, track_ids: Iterable[str]) -> None:
        """Count one observation; when it is no answer, it is a failure of each of the tracks that waited for it."""
        source, outcome = observation.source, observation.outcome
        self.outcomes.setdefault(source, Counter())[outcome.value] += 1
        if not outcome.is_answer:
            self.failures += [Failure(track_id, source, outcome.value, observation.message) for track_id in track_ids]

    def note_if_cut_off(self, source: str, left: int, total: int) -> None:
        """Note that a source did not get to the end of its work, unless it has said why itself."""
        if left and self.stopped:
            end = "it was cancelled" if self.stopped == "cancelled" else "the time given was up"
            said = f"{end} before it answered about {'any' if left == total else left} of {total} recordings"
            self.notes.setdefault(source, said)

    def tally(self, source: str, cached: int) -> SourceTally:
        """Return the counts of one source; `cached` are the tracks it was not asked about."""
        outcomes = self.outcomes.get(source, Counter())
        requests, left = self.requests.get(source, (0, None))
        return SourceTally(
            source=source,
            attempted=outcomes.total(),
            outcomes=dict(outcomes),
            cached=cached,
            requests=requests,
            requests_left=left,
            note=self.notes.get(source) or self._why_silent(source),
            spent=self.spent.get(source, {}),
            broken=source in self.broken,
        )

    def _why_silent(self, source: str) -> str:
        """Return the first reason of a source that answered about no track, "" for any other."""
        if _has_answer(self.outcomes.get(source, ())):
            return ""
        return next((failure.reason for failure in self.failures if failure.source == source), "")


def _has_answer(outcomes: Iterable[str]) -> bool:
    return any(Outcome(word).is_answer for word in outcomes)
