"""What a witness may be able to do beside answering. Who would use an ability asks for it with `isinstance`."""

from collections.abc import Mapping
from typing import Protocol, Self, runtime_checkable

from rekurate.model.evidence import Observation
from rekurate.model.library import Track


@runtime_checkable
class Estimating(Protocol):
    """Says beforehand what asking takes."""

    def estimate(self, pending: int) -> tuple[float | None, str]:
        """Return about how many seconds so many recordings take, where that is known, and what a person should know."""
        ...


@runtime_checkable
class Priced(Estimating, Protocol):
    """Costs money: its estimate says how much."""

    def spent(self) -> Mapping[str, float]:
        """Return what it has cost since the start: runs, seconds, about how many dollars."""
        ...


@runtime_checkable
class Counting(Protocol):
    """Counts its requests."""

    def usage(self) -> tuple[int, int | None]:
        """Return the requests made so far, and how many the source says are left, where it says so."""
        ...


@runtime_checkable
class Refreshing(Protocol):
    """Answers from what it kept for other tracks, unless told not to."""

    def refreshing(self) -> Self:
        """Return a copy that uses nothing older than this moment."""
        ...


@runtime_checkable
class Accepting(Protocol):
    """Has several ways to answer, such as here and hosted, and may let an answer of another way stand."""

    def accepts(self, version: str) -> bool:
        """Whether an answer of that version need not be asked for again."""
        ...


@runtime_checkable
class Rechecking(Protocol):
    """Tells when the file it spoke of holds another recording by now."""

    def is_current(self, track: Track, kept: Observation) -> bool:
        """Whether a kept answer still speaks of the track's file; one look at an untouched one."""
        ...


@runtime_checkable
class Credited(Protocol):
    """May ask to be named beside its data."""

    credit: str
    """What is to be shown, with a link; "" where it asks for nothing."""


@runtime_checkable
class Limited(Protocol):
    """May be able to do less here than elsewhere."""

    def limits(self) -> str:
        """Return what a person should know before asking; "" for nothing."""
        ...
