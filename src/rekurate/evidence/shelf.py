"""Documents of a provider that many tracks need (searches, releases): fetched once and kept.

A document is kept the moment it arrives, so a killed run asks nothing twice, and another version of the matcher or
parser reads it again without the network. What another server fetches while this one waits for its turn is not asked
for again.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final

from rekurate.model import Clock, EvidenceCache, Interrupted, Stop

SEARCH_DAYS: Final = 29.0
"""How long the answer of a search is believed. A miss is asked again after thirty days, and by then the searches it
rests on must be too old to be used once more."""
DETAIL_DAYS: Final = 180.0
"""The same for a release or a page: they hardly change."""
_DAY: Final = 86_400.0
_MISSING_DAYS: Final = 1.0
"""How long it is believed that what a search listed is not there."""
Load = Callable[[Stop], Mapping[str, Any]]
"""Asks for a document; raises Interrupted when it hears, before it asks, that it should stop."""


class Shelf:
    """The documents of one source."""

    def __init__(self, cache: EvidenceCache, source: str, clock: Clock, since: float = 0.0) -> None:
        """Use documents fetched after `since` (seconds since the epoch) only: a forced refresh sets it to now."""
        self._cache = cache
        self._source = source
        self._clock = clock
        self._since = since
        self._lock = Lock()
        self._loading: dict[str, Lock] = {}

    def fetch(self, key: str, days: float, load: Load, stop: Stop) -> Mapping[str, Any]:
        """Return the document, loading and keeping it when there is none younger than `days`.

        Threads that want the same one wait for the first. What `load` raises is not kept.
        """
        kept = self._kept(key, days)
        if kept is not None:
            return kept
        with self._lock:
            mine = self._loading.setdefault(key, Lock())
        try:
            with mine:
                kept = self._kept(key, days)
                return self._loaded(key, days, load, stop) if kept is None else kept
        finally:
            with self._lock:
                self._loading.pop(key, None)

    def _loaded(self, key: str, days: float, load: Load, stop: Stop) -> Mapping[str, Any]:
        try:
            kept = dict(load(lambda: stop() or self.has(key, days))) | {"fetched_at": self._clock()}
        except Interrupted:
            brought = self._kept(key, days)
            if brought is None:
                raise
            return brought
        self._cache.keep_document(self._source, key, kept)
        return kept

    def has(self, key: str, days: float) -> bool:
        """Whether a young enough document is kept."""
        return self._kept(key, days) is not None

    def _kept(self, key: str, days: float) -> Mapping[str, Any] | None:
        document = self._cache.document(self._source, key)
        if document is None:
            return None
        fetched = float(document.get("fetched_at") or 0.0)
        days = min(days, _MISSING_DAYS) if document.get("missing") else days
        young = self._clock() - fetched < days * _DAY
        return document if young and fetched >= self._since else None
