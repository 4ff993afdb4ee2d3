"""`rekurate classify`: propose genres in the terminal, from cached evidence and the library alone."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.proposals import TIERS, ProposalRequest, Proposed, Summary
from rekurate.curation.proposing.propose import classify
from rekurate.errors import BadRequest

_ROWS: Final = 20
_GENRES: Final = 25


def add(parser: argparse.ArgumentParser) -> None:
    """Add the selection, the rows shown and what is staged."""
    parser.add_argument("--playlist", help="only ungenred tracks of this playlist (name, path or id)")
    parser.add_argument("--artist", help="only artists whose name holds this")
    parser.add_argument("--rows", type=int, default=_ROWS, metavar="N", help=f"tracks listed (default {_ROWS}, 0 none)")
    parser.add_argument("--tier", choices=(*TIERS, "insufficient"), help="list only tracks of this tier")
    parser.add_argument(
        "--stage", action="append", choices=TIERS, default=[], help="stage this tier (repeatable); nothing is exported"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write every proposal with its reasons to an HTML page"
    )


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: 0, also when nothing was to be classified."""
    desk = make_desk()
    selection = Selection(playlist=options.playlist, artist=options.artist)
    whole = classify(
        desk,
        ProposalRequest(selection=selection, format="summary", all_pages=True, auto_stage=tuple(options.stage)),
    )
    _tell_summary(whole)
    if options.rows > 0 and whole.summary.total:
        _tell_rows(desk, selection, options)
    if options.report is not None:
        _say(f"Report: {_write_report(desk, selection, options.report)}")
    for note in whole.notes:
        _say(f"Note: {note}")
    if whole.staging is not None:
        skipped = "".join(f", {n} {reason.replace('_', ' ')}" for reason, n in whole.staging.skipped.items())
        _say(f"Staged {whole.staging.staged}{skipped}; {whole.staging.total_pending} changes are staged in all.")
        _say("Next: rekurate review")
    return 0


def _tell_summary(proposed: Proposed) -> None:
    summary = proposed.summary
    _say(f"{summary.total} tracks: {_counts(summary)}")
    if proposed.locked:
        _say(f"{proposed.locked} locked tracks are left alone.")
    if proposed.streaming:
        _say(f"{proposed.streaming} streaming tracks are left alone: Rekordbox imports no changes for them.")
    for tally in summary.by_genre[:_GENRES]:
        tiers = ", ".join(f"{n} {tier}" for tier, n in tally.by_confidence.items())
        _say(f"  {tally.count:6} {tally.genre}  ({tiers})")
    more = len(summary.by_genre) - _GENRES
    if more > 0:
        _say(f"         and {more} more genres")


def _tell_rows(desk: Desk, selection: Selection, options: argparse.Namespace) -> None:
    offset = shown = 0
    while shown < options.rows:
        page = classify(desk, ProposalRequest(selection=selection, format="compact", max_tracks=200, offset=offset))
        for row in page.rows:
            proposal = row.proposal
            if (options.tier is None or proposal.confidence == options.tier) and shown < options.rows:
                shown += 1
                name = f"{row.track.artist or '?'} - {row.track.title or '?'}"
                _say(f"[{proposal.confidence.value}] {name[:70]}: {proposal.genre or 'no proposal'}")
                _say(f"    {proposal.citation}")
        if page.page.next_offset is None:
            return
        offset = page.page.next_offset


def _write_report(desk: Desk, selection: Selection, named: Path) -> Path:
    """Write the page to a new file. Raises BadRequest where one is, or none can be."""
    from rekurate.curation.proposing.evaluate import evaluate  # noqa: PLC0415 - loaded on first use
    from rekurate.review.report import render  # noqa: PLC0415 - as above
    from rekurate.review.report.classified import classified_page  # noqa: PLC0415 - as above

    path = named.expanduser().absolute()
    grouped = classify(desk, ProposalRequest(selection=selection, format="summary", all_pages=True))
    rows = classify(desk, ProposalRequest(selection=selection, format="compact", all_pages=True)).rows
    source = desk.library.read().source
    when = f"{datetime.fromtimestamp(desk.clock()).astimezone():%d %B %Y, %H:%M}"
    page = render(classified_page(replace(grouped, rows=rows), evaluate(desk, Selection()), str(source.path), when))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise BadRequest(
            f"{path} cannot be written ({error.strerror}). Name a new file in a folder that is there."
        ) from error
    return path


def _counts(summary: Summary) -> str:
    return ", ".join(f"{n} {tier}" for tier, n in summary.by_confidence.items())


def _say(text: str) -> None:
    sys.stdout.write(text.replace("\x1b", "?") + "\n")  # titles are data: no escape sequence reaches the terminal
