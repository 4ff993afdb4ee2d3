"""Documents are fetched once, kept at once, and grow old."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.support.evidence import Hours, MemoryCache, go_on

from rekurate.errors import Blocked
from rekurate.evidence.shelf import Load, Shelf
from rekurate.model import Interrupted, Stop


def says(title: str) -> Load:
    return lambda _: {"title": title}


def test_threads_that_want_one_document_load_it_once() -> None:
    hours, cache = Hours(), MemoryCache()
    shelf = Shelf(cache, "shop", hours.clock)
    loads: list[int] = []
    ready = threading.Barrier(4)

    def load(_: Stop) -> Mapping[str, Any]:
        loads.append(1)
        return {"title": "Glass Tide"}

    def fetch(_: int) -> str:
        ready.wait(5)
        return str(shelf.fetch("releases/1", 30, load, go_on)["title"])

    with ThreadPoolExecutor(4) as pool:
        titles = list(pool.map(fetch, range(4)))
    assert (titles, len(loads)) == (["Glass Tide"] * 4, 1)


def test_what_fails_is_not_kept() -> None:
    cache = MemoryCache()
    shelf = Shelf(cache, "shop", Hours().clock)

    def wall(_: Stop) -> Mapping[str, Any]:
        raise Blocked("wall")

    with pytest.raises(Blocked):
        shelf.fetch("releases/1", 30, wall, go_on)
    assert cache.documents == {}
    assert shelf.fetch("releases/1", 30, says("x"), go_on)["title"] == "x"


def test_an_old_document_is_loaded_again() -> None:
    hours = Hours()
    shelf = Shelf(MemoryCache(), "shop", hours.clock)
    shelf.fetch("releases/1", 30, says("old"), go_on)
    hours.now += 29 * 86_400
    assert shelf.fetch("releases/1", 30, says("new"), go_on)["title"] == "old"
    hours.now += 2 * 86_400
    assert shelf.fetch("releases/1", 30, says("new"), go_on)["title"] == "new"


def test_what_was_missing_is_asked_for_again_after_a_day() -> None:
    hours = Hours()
    shelf = Shelf(MemoryCache(), "shop", hours.clock)
    assert shelf.fetch("releases/1", 180, lambda _: {"missing": True}, go_on)["missing"]
    hours.now += 80_000
    assert shelf.fetch("releases/1", 180, says("back"), go_on)["missing"]
    hours.now += 10_000
    assert shelf.fetch("releases/1", 180, says("back"), go_on)["title"] == "back"


def test_what_another_server_fetches_while_this_one_waits_for_its_turn_is_not_asked_for_again() -> None:
    hours, cache = Hours(), MemoryCache()
    shelf, other = Shelf(cache, "shop", hours.clock), Shelf(cache, "shop", hours.clock)

    def waiting(stop: Stop) -> Mapping[str, Any]:
        assert not stop()
        other.fetch("releases/1", 30, says("theirs"), go_on)
        assert stop()
        raise Interrupted

    assert shelf.fetch("releases/1", 30, waiting, go_on)["title"] == "theirs"


def test_a_wish_to_stop_while_waiting_is_passed_on() -> None:
    def waiting(stop: Stop) -> Mapping[str, Any]:
        assert stop()
        raise Interrupted

    with pytest.raises(Interrupted):
        Shelf(MemoryCache(), "shop", Hours().clock).fetch("releases/1", 30, waiting, lambda: True)
