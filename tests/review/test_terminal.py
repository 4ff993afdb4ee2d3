"""On the terminal, text from outside is text: no markup, no control codes."""

import io

import pytest
from rich.console import Console
from tests.support.library import make_track
from tests.support.staging import genre

from rekurate.curation.staging.preview import PreviewRow
from rekurate.review.groups import Groups
from rekurate.review.terminal import TerminalScreen

EVIL = make_track(id="1", artist="[red]Mal[/red]", title="\x1b[2Jgone\nsecond line")


def screen() -> tuple[TerminalScreen, io.StringIO]:
    out = io.StringIO()
    return TerminalScreen(Console(file=out, width=150, force_terminal=False)), out


def row(**overrides: object) -> PreviewRow:
    fields = {"track": EVIL, "change": genre("1", confidence="high", reason="[bold]why"), "approval": None}
    return PreviewRow(**{**fields, "outdated": False, **overrides})


def test_a_table_names_number_move_tier_count_and_examples() -> None:
    shown, out = screen()
    shown.groups(Groups().of([row()]), 7)
    text = out.getvalue()
    assert "1 changes wait, 7 are approved" in text
    line = next(line for line in text.splitlines() if "Techno" in line)
    assert [cell.strip() for cell in line.strip("│┃ ").replace("│", "|").split("|")] == [
        "1",
        "(none) → Techno",
        "high",
        "1",
        "[red]Mal[/red] -  [2Jgone second line",
    ]


def test_rows_show_reason_and_what_an_export_would_leave_out() -> None:
    shown, out = screen()
    shown.rows([row(), row(outdated=True), row(track=None)])
    one, two, three = out.getvalue().splitlines()
    assert one == "  [red]Mal[/red] -  [2Jgone second line: (none) → Techno  [[bold]why]"
    assert two.endswith("(the library changed: an export leaves it out)")
    assert three.startswith("  track 1, not in the library any more: (none) → Techno")


@pytest.mark.parametrize("gone", [EOFError, KeyboardInterrupt])
def test_a_person_who_left_answers_nothing(gone: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _ = screen()

    def leave(*_: object) -> str:
        raise gone

    monkeypatch.setattr("builtins.input", leave)
    assert shown.ask("? ") is None


def test_long_examples_leave_the_other_columns_readable() -> None:
    out = io.StringIO()
    many = row(track=make_track(id="1", artist="A name that goes on " * 5, title="and on " * 20))
    TerminalScreen(Console(file=out, width=80, force_terminal=False)).groups(Groups().of([many]), 0)
    line = next(line for line in out.getvalue().splitlines() if "Techno" in line)
    assert [cell.strip() for cell in line.strip("│┃ ").split("│")][:4] == ["1", "(none) → Techno", "high", "1"]
    assert len(line) <= 80


def test_a_narrow_terminal_gives_the_room_of_the_examples_to_the_genres() -> None:
    out = io.StringIO()
    long = row(change=genre("1", "Melodic House & Techno", "Progressive House", confidence="medium"))
    TerminalScreen(Console(file=out, width=40, force_terminal=False)).groups(Groups().of([long]), 0)
    cells = [line.split("│")[2].strip() for line in out.getvalue().splitlines() if line.startswith("│")]
    assert cells == ["Progressive", "House →", "Melodic House", "& Techno"]
