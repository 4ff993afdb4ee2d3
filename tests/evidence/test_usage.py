"""What a source says before it is asked, and what it counted after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.budgets import FreeBudget
from tests.support.evidence import Hours, MemoryCache
from tests.support.fake_web import FakeWeb, Fault
from tests.support.library import make_track

from rekurate.classify.matching import RecordingMatcher
from rekurate.errors import RateLimited
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.http import Web
from rekurate.evidence.provider import World


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeWeb]:
    (tmp_path / "database" / "search").mkdir(parents=True)
    (tmp_path / "database" / "search" / "_.json").write_text('{"results": []}')
    with FakeWeb(tmp_path) as web:
        yield web


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def source(fake: FakeWeb, hours: Hours) -> Iterator[Discogs]:
    web = Web(time=hours.time())
    yield Discogs(World(web, MemoryCache(), RecordingMatcher(), hours.clock), "token", fake.url)
    web.close()


def test_the_time_is_that_of_the_allowed_rate_and_what_is_sent_is_said(source: Discogs) -> None:
    seconds, notice = source.estimate(1000)
    assert seconds == pytest.approx(1000 * 1.3 * 1.03)  # 60 a minute with 3 % room, 1.3 requests each
    assert notice == "Artist, title and album names are sent to Discogs; nothing else of yours."


def test_requests_are_counted_and_the_rest_is_what_the_source_says(source: Discogs, fake: FakeWeb) -> None:
    fake.headers = {"X-Discogs-Ratelimit": "60", "X-Discogs-Ratelimit-Remaining": "57"}
    before = source.usage()
    list(source.observe([make_track(artist="Nobody", title="Nothing")], FreeBudget()))
    assert (before, source.usage()) == ((0, None), (len(fake.asked), 57))


def test_a_lower_limit_makes_the_estimate_longer(source: Discogs, fake: FakeWeb) -> None:
    fake.headers = {"X-Discogs-Ratelimit": "25", "X-Discogs-Ratelimit-Remaining": "24"}
    list(source.observe([make_track(artist="Nobody", title="Nothing")], FreeBudget()))
    assert source.estimate(10)[0] == pytest.approx(10 * 1.3 * 60 / 25 * 1.03)


def test_time_that_was_spent_on_waiting_as_told_is_said_to_be(source: Discogs, fake: FakeWeb, hours: Hours) -> None:
    began = hours.now
    fake.fail("*", Fault(429))
    with pytest.raises(RateLimited, match=r"Discogs asks to wait 2\d s more"):
        list(source.observe([make_track(artist="Nobody")], FreeBudget(lambda: hours.now - began > 40)))


def test_a_moment_to_wait_is_no_news(source: Discogs, fake: FakeWeb) -> None:
    fake.headers = {"X-Discogs-Ratelimit": "60", "X-Discogs-Ratelimit-Remaining": "0"}
    assert list(source.observe([make_track(artist="Nobody")], FreeBudget(lambda: bool(fake.asked)))) == []
