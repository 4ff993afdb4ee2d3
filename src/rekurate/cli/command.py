"""What is known of a command before its module is imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, one line of help, and the module that does it."""

    name: str
    help: str
    module: str
    """Such as "rekurate.cli.doctor": has `add(parser)` and `run(make_desk, options) -> int`."""
