"""The streams of a command, whatever a terminal sends."""

import io
import sys

import pytest

from rekurate.cli.streams import open_streams


def test_half_a_letter_typed_is_an_answer_that_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"y\xc3\n"), encoding="utf-8"))
    open_streams()
    assert sys.stdin.readline() == "y\N{REPLACEMENT CHARACTER}\n"
