import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from types import ModuleType

import pytest
from tests.support.desk import make_desk

import rekurate
from rekurate import __main__
from rekurate.cli import COMMANDS as OURS
from rekurate.cli.command import Command
from rekurate.cli.dispatch import run_command
from rekurate.errors import BadRequest, RekurateError

SEEN: list[Namespace] = []
COMMANDS = (
    Command("greet", "Say hello.", "greeting_command"),
    Command("broken", "Is never imported.", "no_such_module_at_all"),
)


@pytest.fixture(autouse=True)
def greeting(monkeypatch: pytest.MonkeyPatch) -> None:
    SEEN.clear()
    module = ModuleType("greeting_command")

    def add(parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--loud", action="store_true")

    def run(make: object, options: Namespace) -> int:
        SEEN.append(options)
        return 7

    module.add, module.run = add, run
    monkeypatch.setitem(sys.modules, "greeting_command", module)


def test_a_command_runs_with_its_options_and_gives_the_exit_code() -> None:
    assert run_command(["greet", "Mira", "--loud"], make_desk, lambda: [("A", "1")], COMMANDS) == 7
    assert (SEEN[0].name, SEEN[0].loud, SEEN[0].settings()) == ("Mira", True, [("A", "1")])


def test_help_lists_every_command_without_importing_any(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run_command(["--help"], make_desk, commands=COMMANDS)
    text = capsys.readouterr().out
    assert left.value.code == 0
    assert "Say hello." in text
    assert "Is never imported." in text


@pytest.mark.parametrize("wrong", [["greeet"], ["greet"], ["greet", "Mira", "--lound"], ["--loud"]])
def test_a_wrong_command_or_option_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run_command(wrong, make_desk, commands=COMMANDS)
    assert left.value.code == 2
    assert "usage: rekurate" in capsys.readouterr().err
    assert SEEN == []


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        __main__.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"rekurate {rekurate.__version__}\n"


def raising(error: BaseException):
    def run(*given: object) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadRequest("No such playlist."), 2, "rekurate: No such playlist.\n"),
        (RekurateError("Titel mit Ä"), 2, "rekurate: Titel mit Ä\n"),
        (RekurateError("a\x1b[2J\nSee preview_changes"), 2, "rekurate: a [2J\nSee `rekurate review --list`\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr("rekurate.cli.dispatch.run_command", raising(error))
    assert __main__.main(["greet"]) == code
    assert capsys.readouterr() == ("", said)


def test_every_command_of_the_product_can_be_loaded_and_documented() -> None:
    for command in OURS:
        module = import_module(command.module)
        assert callable(module.run), command
        module.add(ArgumentParser())
        assert command.help.endswith("."), command
