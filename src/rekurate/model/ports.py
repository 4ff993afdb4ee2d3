"""The doors that `curation` opens without knowing what is behind them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from rekurate.model.evidence import Observation
from rekurate.model.library import Library, Track

Clock = Callable[[], float]
"""Seconds since the epoch; injected, so that tests own time."""


class LibraryDoor(Protocol):
    """Reads the user's Rekordbox library, never writes it."""

    def read(self) -> Library:
        """Return the current library, from memory while the file on disk has not changed."""
        ...


class Budget(Protocol):
    """Time left and the wish to stop, asked between two pieces of work."""

    @property
    def cancelled(self) -> bool:
        """Whether it was the caller who ended it, and not the time."""
        ...

    def spent(self) -> bool:
        """Whether to stop now: time is up or the caller cancelled."""
        ...

    def progress(self, done: int, total: int, text: str) -> None:
        """Say what is happening."""
        ...


class Witness(Protocol):
    """A source of evidence outside the library: a provider, the file's tags, an analyzer.

    What else one may be able to do is in `rekurate.model.abilities`.
    """

    name: str

    @property
    def reaches_network(self) -> bool:
        """Whether asking leaves this machine: it may go through several threads then."""
        ...

    @property
    def version(self) -> str:
        """Version of the asker (parser, matcher, model and sampling): another version is asked again."""
        ...

    def unavailable(self) -> str | None:
        """Return why it cannot be asked and what to set, or None when it can."""
        ...

    def subject(self, track: Track) -> str:
        """Return the key its answers about this track are kept under."""
        ...

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track, in any order, stopping early when the budget is spent."""
        ...


class EvidenceCache(Protocol):
    """Keeps what sources said."""

    def record(self, observations: Iterable[Observation]) -> None:
        """Keep observations, each replacing the one of the same subject and source, in one transaction."""
        ...

    def observations(self, subjects: Iterable[str]) -> Mapping[str, tuple[Observation, ...]]:
        """Return what is kept, by subject."""
        ...

    def document(self, source: str, key: str) -> Mapping[str, Any] | None:
        """Return a document kept for many tracks (a release), or None."""
        ...

    def keep_document(self, source: str, key: str, document: Mapping[str, Any]) -> None:
        """Keep a document for the other tracks that will need it."""
        ...

    def exchange_document(
        self, source: str, key: str, expected: Mapping[str, Any] | None, document: Mapping[str, Any]
    ) -> bool:
        """Keep a document if `expected` (None: none) is still what is kept, whoever else writes; return whether."""
        ...
