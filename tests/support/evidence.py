"""What tests of evidence sources share: a cache in memory, time of their own, a world over a fake web."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.budgets import FreeBudget
from tests.support.fake_web import RESPONSES, FakeWeb

from rekurate.classify.matching import RecordingMatcher
from rekurate.evidence.http import Time, Web
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import World
from rekurate.model import Observation, Track, Witness

NOON = 1_700_000_000.0
MANNERS = Manners(name="shop", shown="The Shop", per_minute=60)


def go_on() -> bool:
    return False


class Hours:
    """A clock that only moves when somebody sleeps."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def time(self) -> Time:
        return Time(self.clock, self.sleep, lambda: 0.5)


class MemoryCache:
    """An evidence cache in memory."""

    def __init__(self) -> None:
        self.kept: defaultdict[str, dict[str, Observation]] = defaultdict(dict)
        self.documents: dict[tuple[str, str], Mapping[str, Any]] = {}

    def record(self, observations: Iterable[Observation]) -> None:
        for seen in observations:
            self.kept[seen.subject][seen.source] = seen

    def observations(self, subjects: Iterable[str]) -> Mapping[str, tuple[Observation, ...]]:
        return {name: tuple(self.kept[name].values()) for name in subjects if name in self.kept}

    def document(self, source: str, key: str) -> Mapping[str, Any] | None:
        return self.documents.get((source, key))

    def keep_document(self, source: str, key: str, document: Mapping[str, Any]) -> None:
        self.documents[source, key] = document

    def exchange_document(
        self, source: str, key: str, expected: Mapping[str, Any] | None, document: Mapping[str, Any]
    ) -> bool:
        is_expected = self.document(source, key) == expected
        if is_expected:
            self.keep_document(source, key, document)
        return is_expected


@dataclass
class Stage:
    """A fake web with everything a source needs to be asked over it."""

    fake: FakeWeb
    hours: Hours = field(default_factory=Hours)
    cache: MemoryCache = field(default_factory=MemoryCache)
    web: Web = field(init=False)

    def __post_init__(self) -> None:  # noqa: D105 - a dataclass' second half
        self.web = Web(contact="dj@example.org", time=self.hours.time())

    @property
    def url(self) -> str:
        return self.fake.url

    @property
    def world(self) -> World:
        return World(self.web, self.cache, RecordingMatcher(), self.hours.clock)


@contextmanager
def stage(provider: str, folder: Path | None = None) -> Iterator[Stage]:
    """Serve the recorded-shape responses of one provider."""
    with FakeWeb(folder or RESPONSES / provider) as fake:
        made = Stage(fake)
        try:
            yield made
        finally:
            made.web.close()


def ask(witness: Witness, *tracks: Track) -> list[Observation]:
    """Return everything a witness says about these tracks."""
    return list(witness.observe(tracks, FreeBudget()))
