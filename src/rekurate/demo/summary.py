"""The summary of the demo in a terminal. Titles are shown as plain text: no markup or control code takes effect."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rekurate.curation.proposing.proposals import Row
from rekurate.curation.staging.words import shown, track_name
from rekurate.demo.counts import agreements, clearer, new_genres, spellings, sureness
from rekurate.demo.story import Story
from rekurate.demo.words import (
    APPROVED,
    CHOSEN,
    SOURCES,
    TO_LOOK_AT,
    lead,
    lines_to_try,
    next_steps,
    quoted,
    unmeasured,
)

_GENRES = 12
_EXAMPLES = 2
_BAR = 12
_NARROW = 60
"""Columns below which bars and examples are left out, to leave room for the genre."""
_STYLES = {"high": "bold green", "medium": "bold blue", "low": "yellow", "insufficient": "dim"}


def tell_proposals(console: Console, story: Story) -> None:
    """Show what was found and what is staged, before the person is asked."""
    _heading(console, "The library")
    _say(console, lead(story))
    _heading(console, "Evidence")
    _tell_evidence(console, story)
    _heading(console, "How far to trust the tiers, measured on the genred tracks with their artist hidden")
    _tell_measured(console, story)
    _heading(console, "Genres for tracks that had none (staged: high and medium)")
    _tell_moves(console, story)
    _heading(console, "One name for several spellings (staged)")
    for new, olds, count in spellings(story):
        _say(console, f"  {count:>3}  {new}  for {', '.join(map(quoted, olds))}")
    if clearer(story):
        _heading(console, "A clearer genre for one that is unknown or says too little (staged: high and medium)")
    for new, olds, count in clearer(story):
        _say(console, f"  {count:>3}  {new}  for {', '.join(map(quoted, olds))}")
    _heading(console, "Some of the reasons")
    for row in _examples(story.proposed.rows):
        _tell_example(console, row)
    _heading(console, "Beside the genre under which Beatport sold them (never seen by the classifier)")
    _tell_compared(console, story)


def tell_file(console: Console, story: Story, report: Path, program: str) -> None:
    """Show what was written, and how to go on."""
    _heading(console, "The file")
    if story.export is None or story.arrived is None or story.decision is None:
        _say(console, "Nothing was approved, so nothing was written. The stage is kept in the demo's folder.")
    else:
        export, arrived = story.export, story.arrived
        counts = ", ".join(f"{n} {word.value.replace('_', ' ')}" for word, n in arrived.counts.items() if n)
        _say(console, f"{export.tracks} tracks, {APPROVED[story.decision.door]}:")
        _say(console, f"  {export.path}")
        _say(console, f"  sha256 {export.sha256}")
        _say(console, TO_LOOK_AT)
        _say(console, f"Imported into a copy as the manual describes it (Rekordbox itself was not run): {counts}.")
    _say(console, f"Report page: {report}")
    _say(console, "The demo's folder holds all it made: delete it when you have seen enough.")
    _heading(console, "Try the server on this library: two settings for your client, or one command")
    for line in lines_to_try(story, program).splitlines():
        _say(console, f"  {line}")
    _heading(console, "Now with your own library")
    for number, step in enumerate(next_steps(), start=1):
        _say(console, f"  {number}. {step}")


def tell_end(console: Console, story: Story, report: Path, program: str) -> None:
    """Show what was made, and nothing else."""
    decision, export = story.decision, story.export
    if export is not None and decision is not None:
        _say(console, f"{decision.approved} changes, {APPROVED[decision.door]}.")
        _say(console, f"XML: {export.path}")
        _say(console, f"sha256: {export.sha256}")
    _say(console, f"Report: {report}")
    _say(console, lines_to_try(story, program))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _say(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=True)


def _grid(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", width=0)
    for index, name in enumerate(columns):
        number, inner = name.startswith("#"), 0 < index < len(columns) - 1
        side: Literal["left", "right"] = "right" if number else "left"
        table.add_column(Text(name.removeprefix("#")), justify=side, overflow="fold", no_wrap=inner)
    return table


def _tell_evidence(console: Console, story: Story) -> None:
    table = _grid("source", "#asked", "#usable", "#no match", "#failed")
    for one in story.coverage.sources:
        numbers = (one.tracks, one.usable, one.no_match, one.failed)
        table.add_row("", Text(SOURCES.get(one.source, one.source)), *(str(number) for number in numbers))
    console.print(table)
    requests = story.asked.requests
    _say(
        console,
        f"Replayed on this machine from bundled facts: {requests.get('discogs', 0)} + {requests.get('musicbrainz', 0)} "
        f"requests, one told to wait. The real ones would have taken about {story.asked.waits / 60:.0f} minutes at "
        "their limits. The audio files do not exist here, so their tags fail.",
        "dim",
    )


def _tell_measured(console: Console, story: Story) -> None:
    measured = (("library alone", story.alone.measured), ("with evidence", story.helped.measured))
    table = _grid("", "tier", "#right", "#of", "#", "interval", "#of all tracks")
    for name, one in measured:
        for score in one.tiers:
            if score.n and score.tier in ("high", "medium", "low"):
                interval = f"{score.low:.0%}-{score.high:.0%}"
                tier = Text(score.tier, style=_STYLES.get(score.tier, ""))
                numbers = (str(score.right), str(score.n), f"{score.precision:.0%}", interval, f"{score.coverage:.0%}")
                table.add_row("", Text(name), tier, *numbers)
                name = ""  # noqa: PLW2901 - said once, at its first line
    console.print(table)
    for note in (CHOSEN, *unmeasured(story)):
        _say(console, note, "dim")


def _tell_moves(console: Console, story: Story) -> None:
    roomy = console.width >= _NARROW
    table = _grid("genre", "#tracks", "", "how sure", "such as") if roomy else _grid("genre", "#tracks", "how sure")
    given = new_genres(story)
    most = max((move.count for move in given), default=1)
    artists = _artists(story)
    block = "#" if console.options.ascii_only else "█"  # a Windows code page may lack it
    for move in given[:_GENRES]:
        bar = Text(block * max(1, round(_BAR * move.count / most)), style="blue")
        known = Text("; ".join(artists[move.new][:_EXAMPLES]))
        genre, count, sure = Text(move.new), str(move.count), ", ".join(sureness(move.by_confidence))
        table.add_row("", *((genre, count, bar, sure, known) if roomy else (genre, count, sure)))
    console.print(table)
    if len(given) > _GENRES:
        _say(console, f"  and {len(given) - _GENRES} more genres", "dim")
    _say(
        console,
        f"{story.undecided.total_tracks} tracks by {story.undecided.total_artists} artists need a person's ear, and so "
        f"do {sum(row.proposal.confidence in ('low', 'insufficient') for row in story.vague.rows)} whose genre is "
        "unknown or says too little. The report lists them with what little is known.",
    )


def _artists(story: Story) -> dict[str, list[str]]:
    """Return, by genre, the artists whose tracks get it, most tracks first."""
    counts: dict[str, Counter[str]] = {}
    for row in story.preview.rows:
        if row.track is not None and not row.change.old.strip():
            counts.setdefault(row.change.new, Counter())[shown(row.track.artist, 30)] += bool(row.track.artist)
    return {genre: [name for name, _ in counter.most_common() if name] for genre, counter in counts.items()}


def _examples(rows: Sequence[Row]) -> Iterable[Row]:
    """Yield a few proposals of each tier: those with the most votes."""
    for tier in _STYLES:
        of_tier = [row for row in rows if row.proposal.confidence == tier and row.track.artist]
        told: set[str] = set()
        for row in sorted(of_tier, key=lambda row: (-len(row.proposal.votes), row.track.title)):
            if row.track.artist not in told and len(told) < _EXAMPLES:
                told.add(row.track.artist)
                yield row


def _tell_example(console: Console, row: Row) -> None:
    proposal = row.proposal
    line = Text(f"  {proposal.confidence.value:<12} ", style=_STYLES[proposal.confidence.value])
    line.append(f"{track_name(row.track, row.track.id)}: {proposal.genre or 'no proposal'}", style="default not bold")
    console.print(line, soft_wrap=True)
    _say(console, f"               {shown(proposal.citation, 300)}", "dim")


def _tell_compared(console: Console, story: Story) -> None:
    table = _grid("tier", "#tracks", "#same genre", "#same family")
    for tier, *numbers in agreements(story):
        table.add_row("", Text(tier, style=_STYLES[tier]), *(str(number) for number in numbers))
    console.print(table)
    apart = [one for one in story.compared if not one.akin and one.row.proposal.confidence in ("high", "medium")]
    for one in apart[:_EXAMPLES]:
        name = track_name(one.row.track, one.row.track.id)
        _say(console, f"  apart: {name}: {one.row.proposal.genre}, sold as {one.shop}", "dim")
