"""`rekurate verify`: see whether an export arrived in Rekordbox."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rekurate.cli.say import say
from rekurate.curation.desk import Desk
from rekurate.curation.exporting.past import verify_import
from rekurate.curation.staging.words import shown
from rekurate.review.spoken import for_terminal

if TYPE_CHECKING:
    from rekurate.rekordbox.verify import Arrival

_ROWS = 50


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--export", metavar="ID", help="which export (default: the last)")
    parser.add_argument("--library", type=Path, help="another database or XML to compare with")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: 0 when every track arrived, else 1."""
    verified = verify_import(make_desk(), options.export, options.library)
    result, record = verified.verification, verified.record
    gone = "" if verified.file_exists else ", a file that cannot be found any more"
    say(f"Export {record.id} ({record.finished_at}, {record.path}{gone})")
    say(f"against {verified.source.path}, saved {verified.source.modified_at}:")
    for arrival, count in result.counts.items():
        if count:
            say(f"  {_words(arrival)}: {count}")
    for warning in result.warnings:
        say(f"  warning: {for_terminal(warning)}")
    for row in result.odd[:_ROWS]:
        wanted = ", ".join(f"{change.field} {shown(change.new)!r}" for change in row.track.changes)
        say(f"  {_words(row.arrival)}: {shown(row.track.artist)} - {shown(row.track.title)}: {wanted}")
    if result.missing > _ROWS:
        say(f"  and {result.missing - _ROWS} more")
    return 1 if result.missing else 0


def _words(arrival: "Arrival") -> str:
    return arrival.value.replace("_", " ")
