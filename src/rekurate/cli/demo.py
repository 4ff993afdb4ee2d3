"""`rekurate demo`: the whole trip on a bundled library, offline, in a folder of its own.

It never builds a desk from the settings, so it cannot reach the user's library, store or exports. Exit codes: 0 done,
also when the person approved nothing; 2 when the folder cannot be used; 130 when interrupted.
"""

import argparse
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.cli.program import program
from rekurate.cli.progress import ProgressLine
from rekurate.cli.typed import typed_path
from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest
from rekurate.model import Door
from rekurate.places import resolved

if TYPE_CHECKING:
    from rich.console import Console

    from rekurate.demo.story import Decision, Story

_REPORT: Final = "report.html"
_WIDTH: Final = 110
"""Columns when the output is not a terminal but a file or a pipe."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add where to work, and how much to say."""
    parser.add_argument("--folder", type=Path, help="a new folder to work in (default: one beside your user data)")
    parser.add_argument("--quiet", action="store_true", help="ask nothing, and say only what was made")
    parser.add_argument("--web-report", action="store_true", help="open the report page in the browser at the end")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code."""
    del make_desk  # it would make the desk of the user's own library
    from rekurate.demo.summary import tell_end, tell_file, tell_proposals  # noqa: PLC0415 - loaded on first use: rich
    from rekurate.demo.trip import Trip  # noqa: PLC0415 - loaded on first use: it brings every room along

    home, console, line = _new_folder(options.folder), _console(), ProgressLine(sys.stderr)
    steps = Steps(console, line, quiet=options.quiet)
    steps.say("Rekurate demo: a bundled library, no network; nothing of yours is read or changed.")
    steps.say(f"Folder: {home}\n")
    with Trip(home, steps.finished, steps) as trip:
        story = trip.propose()
        if not options.quiet:
            tell_proposals(console, story)
        trip.finish(story, _decide(trip.desk, console, story, asking=not options.quiet))
    report = _write_report(story)
    (tell_end if options.quiet else tell_file)(console, story, report, program())
    if options.web_report:
        webbrowser.open(report.as_uri())
    return 0


class Steps:
    """Shows each step when it is done. As a `Budget` it is never spent: only Ctrl-C ends the demo."""

    cancelled = False

    def __init__(self, console: "Console", line: ProgressLine, *, quiet: bool) -> None:
        self._console = console
        self._line = line
        self._quiet = quiet

    def say(self, text: str) -> None:
        """Show a line, unless asked to be quiet."""
        if not self._quiet:
            self._console.print(text, soft_wrap=True)

    def finished(self, step: str, seconds: float) -> None:
        """Show a finished step."""
        self._line.close()
        self.say(f"  {step:<62} {seconds:4.1f} s")

    def spent(self) -> bool:
        """Return False: the demo is short."""
        return False

    def progress(self, done: int, total: int, text: str) -> None:
        """Draw how far the gathering is, if stderr is a terminal."""
        if not self._quiet and sys.stderr.isatty():
            self._line.show(done, total, text)


def _new_folder(named: Path | None) -> Path:
    """Make the folder of this demo. Raises BadRequest when it cannot be made, or is not empty."""
    if named is not None:
        return _made(typed_path(named))
    import platformdirs  # noqa: PLC0415 - loaded on first use: a named folder saves it

    name = f"rekurate-demo-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    with suppress(BadRequest, RuntimeError):  # RuntimeError: a user without a home folder
        made = _made(Path(platformdirs.user_data_dir(name, appauthor=False)))
        # Python from the Microsoft Store is given another folder than it asked for: other programs need the real one
        return resolved(made)
    return _made(Path(tempfile.mkdtemp(prefix=f"{name}-")))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except OSError as error:
        raise BadRequest(
            f"The demo cannot work in {folder} ({error.strerror}). Name a folder that is not there yet."
        ) from error
    if taken:
        raise BadRequest(
            f"{folder} is not empty, and the demo writes beside nothing. Name a folder that is not there yet."
        )
    return folder


def _console() -> "Console":
    from rich.console import Console  # noqa: PLC0415 - loaded on first use

    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH)


def _decide(desk: Desk, console: "Console", story: "Story", *, asking: bool) -> "Decision":
    """Let the person decide. When nobody is at a terminal, the demo answers itself and says so."""
    from rekurate.curation.staging.approve import approve_changes  # noqa: PLC0415 - loaded on first use
    from rekurate.demo.story import Decision  # noqa: PLC0415 - as above

    changes = [row.change for row in story.preview.rows]
    if not (asking and sys.stdin.isatty() and sys.stdout.isatty()):
        if asking:
            console.print(
                f"\nNobody sits at this terminal, so the demo approves its own {len(changes)} changes itself and says "
                'so in the journal (door "demo"). It is shut for every other library: there, only you can approve.',
                soft_wrap=True,
            )
        done = approve_changes(desk, changes, Door.PRACTICE, "rekurate demo")
        return Decision(done.approved, Door.PRACTICE)
    answer = _ask(console, len(changes))
    if answer in ("y", "yes"):
        return Decision(approve_changes(desk, changes, Door.TERMINAL, "rekurate demo").approved, Door.TERMINAL)
    return Decision(_review(desk) if answer in ("r", "review") else 0, Door.TERMINAL)


def _ask(console: "Console", changes: int) -> str:
    console.print(f"\nNothing is written without a yes. Approve all {changes} changes?", style="bold")
    try:
        return console.input("y yes, n no, r review them group by group: ").strip().casefold()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return "n"


def _review(desk: Desk) -> int:
    from rekurate.review.session import Review  # noqa: PLC0415 - loaded on first use
    from rekurate.review.terminal import TerminalScreen  # noqa: PLC0415 - as above

    return Review(desk, TerminalScreen(), "rekurate demo").run().approved


def _write_report(story: "Story") -> Path:
    from rekurate.demo.page import demo_page  # noqa: PLC0415 - loaded on first use
    from rekurate.review.report import render  # noqa: PLC0415 - as above

    when = f"{datetime.now().astimezone():%d %B %Y, %H:%M}"
    report = story.home / _REPORT
    report.write_text(render(demo_page(story, when, program())), encoding="utf-8")
    return report
