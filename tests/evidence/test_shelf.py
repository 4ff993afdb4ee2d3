"""Documents are fetched once, kept at once, and grow old."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.support.evidence import Hours, MemoryCache

from rekurate.errors import Blocked
from rekurate.evidence.shelf import Shelf


def test_threads_that_want_one_document_load_it_once() -> None:
    hours, cache = Hours(), MemoryCache()
    shelf = Shelf(cache, "shop", hours.clock)
    loads: list[int] = []
    ready = threading.Barrier(4)

    def load() -> Mapping[str, Any]:
        loads.append(1)
        return {"title": "Glass Tide"}

    def fetch(_: int) -> str:
        ready.wait(5)
        return str(shelf.fetch("releases/1", 30, load)["title"])

    with ThreadPoolExecutor(4) as pool:
        titles = list(pool.map(fetch, range(4)))
    assert (titles, len(loads)) == (["Glass Tide"] * 4, 1)


def test_what_fails_is_not_kept() -> None:
    cache = MemoryCache()
    shelf = Shelf(cache, "shop", Hours().clock)

    def wall() -> Mapping[str, Any]:
        raise Blocked("wall")

    with pytest.raises(Blocked):
        shelf.fetch("releases/1", 30, wall)
    assert cache.documents == {}
    assert shelf.fetch("releases/1", 30, lambda: {"title": "x"})["title"] == "x"


def test_an_old_document_is_loaded_again() -> None:
    hours = Hours()
    shelf = Shelf(MemoryCache(), "shop", hours.clock)
    shelf.fetch("releases/1", 30, lambda: {"title": "old"})
    hours.now += 29 * 86_400
    assert shelf.fetch("releases/1", 30, lambda: {"title": "new"})["title"] == "old"
    hours.now += 2 * 86_400
    assert shelf.fetch("releases/1", 30, lambda: {"title": "new"})["title"] == "new"
