"""When the transport waits, how long, and when it says so instead."""

from dataclasses import replace

import pytest
from tests.support.evidence import MANNERS, Hours, go_on
from tests.support.fake_web import FakeWeb, Fault

from rekurate.errors import RateLimited
from rekurate.evidence.http import PoliteLine, Web
from rekurate.model import Ask, Interrupted


def test_429_with_retry_after_waits_that_long_and_asks_again(line: PoliteLine, fake: FakeWeb, hours: Hours) -> None:
    before = hours.now
    fake.fail("*", Fault(429, headers={"Retry-After": "7"}))
    assert line.send(Ask(url="things"), go_on).json() == {"page": 1}
    assert 7 <= hours.now - before < 9


def test_429_without_retry_after_waits_a_minute(line: PoliteLine, fake: FakeWeb, hours: Hours) -> None:
    before = hours.now
    fake.fail("*", Fault(429))
    line.send(Ask(url="things"), go_on)
    assert 60 <= hours.now - before < 62


def test_a_wait_beyond_patience_is_said_instead_of_waited(line: PoliteLine, fake: FakeWeb, hours: Hours) -> None:
    before = hours.now
    fake.fail("*", Fault(429, headers={"Retry-After": "3000"}))
    with pytest.raises(RateLimited) as caught:
        line.send(Ask(url="things"), go_on)
    assert caught.value.retry_after == pytest.approx(3000, abs=2)
    with pytest.raises(RateLimited, match="left alone"):
        line.send(Ask(url="things"), go_on)
    assert (len(fake.asked), hours.now - before) == (1, pytest.approx(0, abs=2))


def test_a_server_error_that_passes_is_asked_again_with_growing_pauses(
    line: PoliteLine, fake: FakeWeb, hours: Hours
) -> None:
    before = hours.now
    fake.fail("*", Fault(500), Fault(502))
    assert line.send(Ask(url="things"), go_on).json() == {"page": 1}
    assert len(fake.asked) == 3
    assert hours.now - before >= 0.75 * (1 + 2)


def test_a_wish_to_stop_ends_a_wait_within_a_quarter_second(line: PoliteLine, fake: FakeWeb, hours: Hours) -> None:
    fake.fail("*", Fault(429, headers={"Retry-After": "100"}))
    before = hours.now
    with pytest.raises(Interrupted):
        line.send(Ask(url="things"), lambda: hours.now - before >= 5)
    assert hours.now - before <= 5.25


def test_a_wish_to_stop_is_heard_between_two_redirects(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("*", *(Fault(302, headers={"Location": "/things"}) for _ in range(2)))
    with pytest.raises(Interrupted):
        line.send(Ask(url="things"), lambda: len(fake.asked) == 1)
    assert len(fake.asked) == 1


def test_a_turn_given_up_is_the_next_ones(web: Web, fake: FakeWeb, hours: Hours) -> None:
    line = web.line(replace(MANNERS, per_minute=1), fake.url)
    before = hours.now
    line.send(Ask(url="things"), go_on)
    with pytest.raises(Interrupted):
        line.send(Ask(url="things"), lambda: hours.now - before >= 5)
    line.send(Ask(url="things"), go_on)
    assert 60 <= hours.now - before < 70


def test_a_clock_that_is_set_back_makes_no_wait_longer(line: PoliteLine, fake: FakeWeb, hours: Hours) -> None:
    fake.fail("*", Fault(429, headers={"Retry-After": "20"}))
    slept = 0.0

    def set_back() -> bool:
        nonlocal slept
        if slept < 10 <= sum(hours.slept):
            hours.now -= 7200
        slept = sum(hours.slept)
        return False

    line.send(Ask(url="things"), set_back)
    assert sum(hours.slept) < 60


def test_ten_minutes_of_asking_never_exceed_the_allowed_rate_and_keep_95_percent_of_it(
    line: PoliteLine, fake: FakeWeb, hours: Hours
) -> None:
    sent: list[float] = []
    start = hours.now
    while hours.now - start < 600:
        line.send(Ask(url="things"), go_on)
        sent.append(hours.now)
        hours.now += 0.3  # what an answer takes
    assert max(sum(at - 60 < other <= at for other in sent) for at in sent) <= 60
    assert len(sent) >= 0.95 * 600
