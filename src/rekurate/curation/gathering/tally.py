"""What came of asking one source."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from rekurate.model import Outcome, Witness
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
    def silent(self) -> bool:
        """Whether it was asked and answered about none."""
        asked = self.attempted > 0 or self.broken
        return asked and not any(Outcome(word).is_answer for word in self.outcomes)


@dataclass(slots=True)
class Harvest:
    """Everything one slice brought in."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    usage: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    spent: dict[str, dict[str, float]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Sources that an error ended."""
    untouched: frozenset[str] = frozenset()
    """Ids of tracks that at least one source did not get to."""
    stopped: str | None = None

    def count(self, source: str, outcome: Outcome) -> None:
        """Count one observation."""
        self.outcomes.setdefault(source, Counter())[outcome.value] += 1

    def cut_off(self, source: str, left: int, total: int) -> None:
        """Note that a source did not get to the end of its work, unless it has said why itself."""
        if left and self.stopped:
            end = "it was cancelled" if self.stopped == "cancelled" else "the time given was up"
            said = f"{end} before it answered about {'any' if left == total else left} of {total} recordings"
            self.notes.setdefault(source, said)

    def tally(self, source: str, cached: int) -> SourceTally:
        """Return the counts of one source."""
        outcomes = self.outcomes.get(source, Counter())
        requests, left = self.usage.get(source, (0, None))
        return SourceTally(
            source,
            sum(outcomes.values()),
            dict(outcomes),
            cached,
            requests,
            left,
            self.notes.get(source) or self._why_silent(source),
            self.spent.get(source, {}),
            source in self.broken,
        )

    def _why_silent(self, source: str) -> str:
        """Return the first reason of a source that answered about no track, "" for any other."""
        if any(Outcome(word).is_answer for word in self.outcomes.get(source, ())):
            return ""
        return next((failure.reason for failure in self.failures if failure.source == source), "")


def usage_of(witness: Witness) -> tuple[int, int | None]:
    """Return (requests made so far, requests left), for a witness that counts them."""
    return witness.usage() if isinstance(witness, Counting) else (0, None)


def spent_by(witness: Witness) -> Mapping[str, float]:
    """Return what a witness that costs money has spent so far; empty for all others."""
    return dict(witness.spent()) if isinstance(witness, Priced) else {}
