"""`rekurate classify`: propose genres in the terminal, from cached evidence and the library alone."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from rekurate.cli.say import say
from rekurate.cli.typed import typed_path, whole_number
from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.proposals import TIERS, ProposalRequest, Proposed, Summary
from rekurate.curation.proposing.propose import classify
from rekurate.errors import BadRequest
from rekurate.review.spoken import for_terminal

_ROWS: Final = 20
_GENRES: Final = 25


def add(parser: argparse.ArgumentParser) -> None:
    """Add the selection, the rows shown and what is staged."""
    narrowing = parser.add_mutually_exclusive_group()
    narrowing.add_argument("--playlist", help="only ungenred tracks of this playlist (name, path or id)")
    narrowing.add_argument("--artist", help="only artists whose name holds this")
    parser.add_argument(
        "--rows", type=whole_number(0), default=_ROWS, metavar="N", help=f"tracks listed (default {_ROWS}, 0 none)"
    )
    parser.add_argument("--tier", choices=(*TIERS, "insufficient"), help="list only tracks of this tier")
    parser.add_argument(
        "--stage", action="append", choices=TIERS, default=[], help="stage this tier (repeatable); nothing is exported"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write every proposal with its reasons to an HTML page"
    )


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code, which is always 0.

    Raises BadRequest, before anything is staged, when the report cannot be written to a new file.
    """
    with _new_page(options.report) as page:
        desk = make_desk()
        selection = Selection(playlist=options.playlist, artist=options.artist)
        whole_selection = ProposalRequest(selection=selection, format="summary", all_pages=True)
        done = classify(desk, replace(whole_selection, auto_stage=tuple(options.stage)))
        _tell_summary(done)
        if options.rows > 0 and done.summary.total:
            _tell_rows(desk, selection, options)
        _tell_staging(done)
        if page is not None:
            page.write(_report(desk, whole_selection))
            say(f"Report: {page.name}")
    for note in done.notes:
        say(f"Note: {for_terminal(note)}")
    say(f"Next: {_next_step(done, options)}")
    return 0


def _tell_staging(done: Proposed) -> None:
    if done.staging is not None:
        skipped = "".join(f", {n} {reason.replace('_', ' ')}" for reason, n in done.staging.skipped.items())
        say(f"Staged {done.staging.staged}{skipped}; {done.staging.total_pending} changes are staged in all.")


def _next_step(done: Proposed, options: argparse.Namespace) -> str:
    if done.staging is not None and done.staging.total_pending:
        return "rekurate review"
    if not done.summary.total:
        return "nothing here to classify. Your agent can audit the genres that are there."
    counts = done.summary.by_confidence
    if not counts["high"] + counts["medium"]:
        return "rekurate hydrate gathers evidence; rekurate evaluate tells what your library alone can show."
    narrowed = "".join(
        f" --{name} {_quoted(getattr(options, name))}" for name in ("playlist", "artist") if getattr(options, name)
    )
    return f"rekurate classify{narrowed} --stage high --stage medium, then rekurate review"


def _quoted(text: str) -> str:
    """Quote a value for the shell; on Windows with double quotes, for single ones have no meaning there."""
    quoted = shlex.quote(text)
    return quoted if quoted == text or sys.platform != "win32" else '"' + text.replace('"', '\\"') + '"'


def _tell_summary(proposed: Proposed) -> None:
    summary = proposed.summary
    say(f"{summary.total} tracks: {_counts(summary)}")
    if proposed.locked:
        say(f"{proposed.locked} locked tracks are left alone.")
    if proposed.streaming:
        say(f"{proposed.streaming} streaming tracks are left alone: Rekordbox imports no changes for them.")
    for tally in summary.by_genre[:_GENRES]:
        tiers = ", ".join(f"{n} {tier}" for tier, n in tally.by_confidence.items())
        say(f"  {tally.count:6} {tally.genre}  ({tiers})")
    more = len(summary.by_genre) - _GENRES
    if more > 0:
        say(f"         and {more} more genres")


def _tell_rows(desk: Desk, selection: Selection, options: argparse.Namespace) -> None:
    offset = shown = 0
    while shown < options.rows:
        page = classify(desk, ProposalRequest(selection=selection, format="compact", max_tracks=200, offset=offset))
        for row in page.rows:
            proposal = row.proposal
            if (options.tier is None or proposal.confidence == options.tier) and shown < options.rows:
                shown += 1
                name = f"{row.track.artist or '?'} - {row.track.title or '?'}"
                say(f"[{proposal.confidence.value}] {name[:70]}: {proposal.genre or 'no proposal'}")
                say(f"    {proposal.citation}")
        if page.page.next_offset is None:
            return
        offset = page.page.next_offset


@contextmanager
def _new_page(named: Path | None) -> Iterator[TextIO | None]:
    """Lend a new file, None when none is wanted. It is removed again when an error ends the block.

    Raises BadRequest when the file cannot be made.
    """
    if named is None:
        yield None
        return
    path = typed_path(named)
    try:
        file = path.open("x", encoding="utf-8")
    except OSError as error:
        raise BadRequest(
            f"{path} cannot be written ({error.strerror}), so nothing was done. Name a new file in a folder that is "
            "there."
        ) from error
    try:
        with file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _report(desk: Desk, request: ProposalRequest) -> str:
    from rekurate.curation.proposing.evaluate import evaluate  # noqa: PLC0415 - loaded on first use
    from rekurate.review.report import render  # noqa: PLC0415 - as above
    from rekurate.review.report.classified import classified_page  # noqa: PLC0415 - as above

    rows = classify(desk, replace(request, format="compact")).rows
    source = desk.library.read().source
    when = f"{datetime.fromtimestamp(desk.clock()).astimezone():%d %B %Y, %H:%M}"
    proposed = replace(classify(desk, request), rows=rows)
    return render(classified_page(proposed, evaluate(desk, Selection()), str(source.path), when))


def _counts(summary: Summary) -> str:
    return ", ".join(f"{n} {tier}" for tier, n in summary.by_confidence.items())
