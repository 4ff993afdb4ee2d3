"""`rekurate evaluate`: how far each tier can be trusted on this library."""

import argparse
from collections.abc import Callable

from rekurate.cli.say import say
from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.evaluate import HOLDOUTS, evaluate


def add(parser: argparse.ArgumentParser) -> None:
    """Add what is hidden, and the selection."""
    parser.add_argument(
        "--holdout", choices=HOLDOUTS, default="artist", help="hide all tracks of an artist (default), or one track"
    )
    parser.add_argument("--playlist", help="only this playlist (name, path or id)")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: 0, or 1 when no track has a genre to measure with."""
    done = evaluate(make_desk(), Selection(playlist=options.playlist), options.holdout)
    measured = done.measured
    if not measured.tracks:
        say("No track has a genre that could be hidden and guessed: there is nothing to measure on.")
        return 1
    say(f"{measured.tracks} genred tracks, each guessed with its genre hidden ({done.holdout} held out).")
    for tier in measured.tiers:
        if tier.n:
            say(
                f"  {tier.tier:12} {tier.right:6} of {tier.n:6} right = {tier.precision:6.1%} "
                f"({tier.low:.1%} to {tier.high:.1%}), {tier.coverage:5.1%} of tracks"
            )
    say(f"  exact {measured.exact:.1%}, same family {measured.family:.1%}, commonest genre {measured.commonest:.1%}")
    for confusion in measured.confusions[:8]:
        say(f"  {confusion.n:5} {confusion.genre} taken for {confusion.proposed}")
    for reason, n in done.excluded.items():
        say(f"Not measured: {n} tracks ({reason.replace('_', ' ')}).")
    return 0
