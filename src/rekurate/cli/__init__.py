"""The command line: one file for each command, imported only when that command runs.

A command module (`rekurate.cli.<name>`) has

    def add(parser: argparse.ArgumentParser) -> None:
        \"\"\"Add this command's options.\"\"\"

    def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
        \"\"\"Do it; return the exit code. A RekurateError becomes one readable line on stderr and exit code 2.\"\"\"

and a line in `COMMANDS`. `make_desk` builds the desk from the settings on its first call (`demo` never calls it), and
raises ConfigError when a setting is wrong. For `doctor`, which reports that error as a finding, `options.settings()`
returns (name, value) of every setting that is not at its default, with secrets hidden; it raises ConfigError too.
"""

from rekurate.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("demo", "Take the whole trip on a bundled library, offline, in under a minute.", "rekurate.cli.demo"),
    Command(
        "doctor", "Check this machine: library, settings, sources, each with its next step.", "rekurate.cli.doctor"
    ),
    Command(
        "hydrate", "Ask the sources about your tracks, or listen to them; goes on where it was.", "rekurate.cli.hydrate"
    ),
    Command("classify", "Propose genres; with --stage, put them on the stage.", "rekurate.cli.classify"),
    Command("evaluate", "Measure how far each tier can be trusted here.", "rekurate.cli.evaluate"),
    Command("review", "Look at what is staged, and say yes or no.", "rekurate.cli.review"),
    Command("export", "Write the approved changes to one Rekordbox XML.", "rekurate.cli.export"),
    Command("verify", "After the import, tell what arrived.", "rekurate.cli.verify"),
    Command("models", "List, fetch and check model weights.", "rekurate.cli.models"),
    Command("taxonomy", "Check the genre tables, explain a word.", "rekurate.cli.taxonomy"),
)
"""In the order of `rekurate --help`."""
