"""`rekurate export`: write what a person approved into a new Rekordbox XML."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rekurate.cli.say import say
from rekurate.cli.typed import typed_path
from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportReport, ExportWish, write_xml
from rekurate.review.spoken import CERTAINTIES, for_terminal


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--output", type=Path, help="a new file, or a folder for it (default: the exports folder)")
    parser.add_argument("--keep-cues", action="store_true", help="copy beat grid and cues from the XML library")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: 0, or 1 when approved changes were left out."""
    output = None if options.output is None else str(typed_path(options.output))
    report = write_xml(make_desk(), ExportWish(output_path=output, keep_cues=options.keep_cues))
    for line in _lines(report):
        say(line)
    return 1 if report.left_out.counts else 0


def _lines(report: ExportReport) -> list[str]:
    lines = [
        f"{report.changes} changes of {report.tracks} tracks, in playlist {report.playlist!r}:",
        f"  {report.path}",
        f"  sha256 {report.sha256}",
        *(f"  approved by {one.door}: {one.changes}, last at {one.last_at}" for one in report.approvals),
    ]
    left_out = report.left_out.counts.items()
    lines += [f"  left out, {reason.value}: {count} (still staged)" for reason, count in left_out]
    if report.not_approved:
        lines.append(f"  not approved: {report.not_approved} (still staged; `rekurate review`)")
    lines += [f"  warning: {warning}" for warning in report.warnings]
    lines += ["", "Into Rekordbox:"]
    steps = enumerate(report.guide.steps, 1)
    lines += [f"  {number}. {for_terminal(step.text)} [{step.certainty}]" for number, step in steps]
    lines.append(f"  Who says so: {CERTAINTIES}")
    lines += [f"  Note: {note}" for note in report.guide.notes]
    lines += [f"  Nobody has verified {one}." for one in report.guide.unverified]
    return lines
