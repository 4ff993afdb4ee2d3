import io
import logging

import pytest

from rekurate.audio.worker.tail import KEPT, LOGGED_A_MINUTE, WIDTH, Tail


def drained(data: bytes, minutes: float = 0) -> Tail:
    tail = Tail(io.BytesIO(data), clock=lambda: minutes * 60)
    tail.text()
    return tail


def test_the_last_lines_are_kept_each_cut_to_its_width() -> None:
    lines = [f"line {index} ".encode() + b"x" * 500 for index in range(100)]
    kept = drained(b"\n".join(lines)).text().splitlines()

    assert len(kept) == KEPT
    assert kept[-1].startswith("line 99 ")
    assert {len(line) for line in kept} == {WIDTH}


def test_few_lines_a_minute_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "rekurate.audio"):
        drained(b"mpg123: part2_3_length too large\n" * 1000)

    assert len(caplog.records) == LOGGED_A_MINUTE


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe\n", b"no line end"])
def test_anything_may_be_said(data: bytes) -> None:
    assert len(drained(data).text().splitlines()) <= 1
