"""`rekurate hydrate`: fill the evidence cache without an agent, for as long as it takes.

Exit codes: 0 when every track has an answer, 1 when some failed or a source stopped, 2 for wrong settings or arguments,
130 when interrupted (all answers are kept, and the same command goes on from there).
"""

import argparse
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from rekurate.cli.progress import ProgressLine
from rekurate.cli.say import say
from rekurate.cli.typed import whole_number
from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.gather import Gathered, gather
from rekurate.curation.gathering.plan import SourcePlan, plan
from rekurate.curation.gathering.request import ANALYZERS, PROVIDERS, GatherRequest
from rekurate.errors import BadRequest

_SLICE: Final = 100
"""Tracks gathered at a time; then it is looked up anew what is pending."""
_AT_ONCE: Final = 16
_SHOWN: Final = 5
"""Failures of each slice that are named."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what, how much, how fast."""
    parser.add_argument("--providers", help=f"comma-separated, of {', '.join(PROVIDERS)}; default: the configured ones")
    parser.add_argument("--analyzers", help=f"comma-separated, of {', '.join(ANALYZERS)}; listen instead of asking")
    parser.add_argument(
        "--all",
        action="store_true",
        help="also tracks that have a genre: by them the tiers are measured, and more proposals get sure",
    )
    parser.add_argument("--playlist", help="only this playlist (name, path or id)")
    parser.add_argument("--limit", type=whole_number(1), help="at most this many pending tracks")
    parser.add_argument(
        "--concurrency",
        type=whole_number(1, _AT_ONCE),
        default=4,
        help=f"requests under way per source (1 to {_AT_ONCE})",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be asked and how long it takes; ask nobody"
    )
    parser.add_argument("--force-refresh", action="store_true", help="ask again even where an answer is kept")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Fill the cache; return the exit code."""
    request = _request(options)
    desk = make_desk()
    planned = plan(desk, request, options.limit)
    _show_plan(planned)
    if options.dry_run or not any(source.pending for source in planned):
        return 0 if any(source.configured for source in planned) else 1
    with _interruptible() as stop:
        done = _work(desk, request, options.limit, stop)
    return 130 if stop.is_set() else _finish(done, request)


def _request(options: argparse.Namespace) -> GatherRequest:
    listening = options.analyzers is not None
    if options.providers is not None and listening:
        raise BadRequest("Give --providers or --analyzers, not both: run the command twice.")
    names, offered = (options.analyzers, ANALYZERS) if listening else (options.providers, PROVIDERS)
    return GatherRequest(
        selection=Selection(playlist=options.playlist, has_genre=None if options.all or options.playlist else False),
        sources=None if names is None else _named(names, offered),
        offered=offered,
        force_refresh=options.force_refresh,
        concurrency=options.concurrency,
    )


def _named(names: str, offered: Sequence[str]) -> tuple[str, ...]:
    """Return the names between the commas. Raises BadRequest when there is none: that must not mean every source."""
    named = tuple(name.strip() for name in names.split(",") if name.strip())
    if not named:
        raise BadRequest(f"No source is named. Valid: {', '.join(offered)}.")
    return named


def _work(desk: Desk, request: GatherRequest, limit: int | None, stop: threading.Event) -> Counter[str]:
    """Go through the pending tracks slice by slice; return counts by outcome over all sources."""
    done: Counter[str] = Counter()
    offset, left = 0, limit if limit is not None else sys.maxsize
    line = ProgressLine(sys.stderr)
    while left > 0 and not stop.is_set():
        step = replace(request, offset=offset, max_tracks=min(_SLICE, left))
        gathered = gather(desk, step, _UntilStopped(stop, line))
        _note(gathered, done)
        left -= gathered.page.returned
        if gathered.all_silent:
            say(f"{', '.join(gathered.silent)} answered about no track: stopped here. Try again later.")
            break
        if gathered.page.next_offset is None:
            break
        offset = gathered.page.next_offset
    line.close()
    return done


def _note(gathered: Gathered, done: Counter[str]) -> None:
    for tally in gathered.sources:
        done.update(tally.outcomes)
        if tally.spent:
            shown = ", ".join(f"{word.replace('_', ' ')} {number:g}" for word, number in tally.spent.items() if number)
            say(f"{tally.source} cost: {shown}")
        if tally.note:
            done["stopped"] += 1
            say(f"{tally.source} stopped: {tally.note}")
    for failure in gathered.failures[:_SHOWN]:
        say(f"  {failure.source}: track {failure.track_id}: {failure.reason}")


def _finish(done: Counter[str], request: GatherRequest) -> int:
    words = ((outcome.replace("_", " "), count) for outcome, count in done.most_common())
    counted = ", ".join(f"{count:,} {word}" for word, count in words) or "nothing to ask"
    failed = sum(done[word] for word in ("error", "blocked", "rate_limited", "not_configured", "stopped"))
    say(f"Done: {counted}.")
    say("Some failed: run the same command again to retry them." if failed else "Next: rekurate classify")
    if request.selection.has_genre is False:
        say("Or first the same with --all: what is known of the tracks you genred shows how far each source is right.")
    return 1 if failed else 0


def _show_plan(planned: tuple[SourcePlan, ...]) -> None:
    for source in planned:
        if not source.configured:
            say(f"{source.source}: not asked. {source.reason}")
            continue
        about = f", about {_span(source.seconds)}" if source.seconds is not None and source.pending else ""
        say(f"{source.source}: {source.pending:,} of {source.tracks:,} tracks to ask about{about}")
        if source.notice and source.pending:
            say(f"  {source.notice}")


def _span(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"  # noqa: PLR2004 - hours read better from here


class _UntilStopped:
    """A budget without a time limit: it is spent when the person presses Ctrl-C."""

    def __init__(self, stop: threading.Event, line: ProgressLine) -> None:
        self._stop = stop
        self._line = line

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def spent(self) -> bool:
        """Whether to stop now."""
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """Draw."""
        self._line.show(done, total, text)


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Lend an event that the first Ctrl-C or SIGTERM sets, to stop after the answers under way.

    The second one ends the program as usual.
    """
    stop = threading.Event()
    kinds = (signal.SIGINT, signal.SIGTERM)

    def ask(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, before[kinds.index(signal.Signals(number))])
        sys.stderr.write("\nStopping after the answers under way; what is answered is kept.\n")

    before = [signal.signal(kind, ask) for kind in kinds]
    try:
        yield stop
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
