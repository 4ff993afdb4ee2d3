"""Choose the command by its name and run it; only its own module is imported."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import rekurate
from rekurate.cli import COMMANDS
from rekurate.cli.command import Command
from rekurate.curation.desk import Desk

Shown = Callable[[], Sequence[tuple[str, str]]]


def run_command(
    arguments: Sequence[str],
    make_desk: Callable[[], Desk],
    settings: Shown = tuple,
    commands: tuple[Command, ...] = COMMANDS,
) -> int:
    """Run the command that `arguments` name; return its exit code. `settings` becomes `options.settings`.

    Raises SystemExit as argparse does: 0 after --help and --version, 2 for a wrong option.
    """
    chosen = _first_word(arguments, commands)
    module: Any = import_module(chosen.module) if chosen else None
    options = _parser(commands, chosen, module).parse_args(arguments)
    options.settings = settings
    return int(module.run(make_desk, options))


def _first_word(arguments: Sequence[str], commands: tuple[Command, ...]) -> Command | None:
    named = {command.name: command for command in commands}
    word = next((argument for argument in arguments if not argument.startswith("-")), "")
    return named.get(word)


def _parser(commands: tuple[Command, ...], chosen: Command | None, module: Any) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rekurate",
        description="Curate the genres of a Rekordbox library. Without a command: serve MCP over stdio.",
    )
    parser.add_argument("--version", action="version", version=f"rekurate {rekurate.__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in commands:
        subparser = subparsers.add_parser(command.name, help=command.help, description=command.help)
        if command is chosen:
            module.add(subparser)
    return parser
