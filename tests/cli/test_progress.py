"""The line that says how far it is."""

import io
import os

import pytest

from rekurate.cli.progress import ProgressLine


class Terminal(io.StringIO):
    """A stream that says it is a terminal of a width."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


def drawn(monkeypatch: pytest.MonkeyPatch, columns: int, text: str) -> str:
    monkeypatch.setattr("os.get_terminal_size", lambda *_: os.terminal_size((columns, 24)))
    out = Terminal()
    ProgressLine(out).show(1, 1, text)
    return out.getvalue().removeprefix("\r")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_it_is_never_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    assert len(drawn(monkeypatch, columns, "a long title " * 30)) == columns - 1


def test_letters_that_take_two_columns_are_counted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    line = drawn(monkeypatch, 80, "電気グルーヴ" * 20)
    assert sum(2 if char > "\u2e80" else 1 for char in line) == 79


def test_a_terminal_that_does_not_say_its_width_has_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(drawn(monkeypatch, 0, "a long title " * 30)) == 79


def test_a_shorter_line_wipes_a_longer_one_without_codes_that_some_consoles_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = drawn(monkeypatch, 80, "Cafe\u0301")
    assert "\x1b" not in line
    assert len(line) == 80
    assert line.endswith("Cafe\u0301" + " " * 36)


def test_control_characters_of_a_title_are_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not set(drawn(monkeypatch, 80, "\x9b2J\x1b[2J\r\n\u202e")) & set("\x9b\x1b\r\n\u202e")


def test_elsewhere_than_in_a_terminal_it_is_a_whole_line() -> None:
    out = io.StringIO()
    ProgressLine(out).show(1, 1, "a long title " * 30)
    assert out.getvalue().endswith("a long title \n")
