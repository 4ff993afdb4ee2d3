"""The command line: one file a command, imported only when it is the one that runs.

A command module (`rekurate.cli.<name>`) has

    def add(parser: argparse.ArgumentParser) -> None:
        \"\"\"Add this command's options.\"\"\"

    def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
        \"\"\"Do it; return the exit code. A RekurateError becomes one readable line on stderr and exit code 2.\"\"\"

and a line in `COMMANDS`. `make_desk` builds the desk from the settings on its first call: `demo` never calls it.
`options.settings()` returns (name, value) of every setting that is not at its default, secrets hidden, and raises
ConfigError as `make_desk` does: for `doctor`, which survives both.
"""

from rekurate.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("doctor", "check this machine: library, settings, sources, each with its next step", "rekurate.cli.doctor"),
    Command("hydrate", "fill the evidence cache outside the agent", "rekurate.cli.hydrate"),
    Command("review", "look at what is staged, and approve it", "rekurate.cli.review"),
    Command("export", "write the approved changes to one Rekordbox XML", "rekurate.cli.export"),
    Command("verify", "after the import: did it arrive?", "rekurate.cli.verify"),
    Command("models", "list, fetch and check model weights", "rekurate.cli.models"),
)
"""In the order of `rekurate --help`."""
