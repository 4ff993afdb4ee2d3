"""What odd headers and bodies mean."""

import email.utils

import pytest
from tests.support.evidence import NOON

from rekurate.evidence.verdict import retry_after
from rekurate.model import Reply


def wait(said: str) -> float | None:
    return retry_after(Reply(429, {"retry-after": said}, b"", ""), NOON)


@pytest.mark.parametrize(("said", "seconds"), [("30", 30.0), ("1.5", 1.5), (" 2 ", 2.0), ("0", 0.0)])
def test_a_wait_in_seconds_may_have_a_fraction(said: str, seconds: float) -> None:
    assert wait(said) == seconds


def test_a_date_that_is_past_means_no_wait() -> None:
    assert wait(email.utils.formatdate(NOON + 40, usegmt=True)) == 40.0
    assert wait(email.utils.formatdate(NOON - 40, usegmt=True)) == 0.0


@pytest.mark.parametrize("said", ["", "soon", "-5", "\u00b2", "1e9", "9" * 400, "Wed, 99 Foo 2026 99:99:99 GMT"])
def test_a_wait_that_cannot_be_read_is_none(said: str) -> None:
    assert wait(said) is None
