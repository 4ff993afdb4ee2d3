"""`rekurate review`: a person reads what is staged, in a terminal, and says yes or no."""

import argparse
import getpass
import sys
from collections.abc import Callable

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--list", action="store_true", help="show what waits and leave; decides nothing")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: 0, or 1 when changes still wait for a decision.

    Raises BadRequest when input or output is no terminal: then no person can be there to approve.
    """
    from rekurate.review.session import Review, waiting  # noqa: PLC0415 - loaded on first use
    from rekurate.review.terminal import TerminalScreen  # noqa: PLC0415 - loaded on first use: rich

    if not options.list and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadRequest(
            "rekurate review needs a person at a terminal: input or output is not one, so nothing was decided. "
            "Run it in a terminal window, or use --list to look only."
        )
    desk, screen = make_desk(), TerminalScreen()
    groups, approved = waiting(desk)
    if not groups:
        screen.say(_nothing_waits(approved))
        return 0
    if options.list:
        screen.groups(groups, approved)
        return 1
    outcome = Review(desk, screen, _person()).run()
    screen.say(f"{outcome.approved} approved, {outcome.rejected} taken off the stage, {outcome.waiting} still wait.")
    if outcome.approved or approved:
        screen.say("Next: `rekurate export` writes what is approved, or tell your agent to go on with write_xml.")
    return 1 if outcome.waiting else 0


def _nothing_waits(approved: int) -> str:
    if approved:
        return f"Nothing waits; {approved} changes are approved. Next: `rekurate export`."
    return (
        "Nothing is staged. Let your agent stage changes first, or run `rekurate classify --stage high --stage medium`."
    )


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account name in this environment
        return ""
