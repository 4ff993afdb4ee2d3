"""`rekurate doctor`: everything that can be wrong on this machine, each with its next step.

It changes nothing of yours; where Rekurate has no store yet, it makes the empty one it needs anyway.
Exit codes: 0 the main job can run, 1 something stands in its way.
"""

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import rekurate
from rekurate.cli.program import program
from rekurate.cli.say import say_lines
from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError
from rekurate.model import TrackKind
from rekurate.model.abilities import Limited
from rekurate.review.spoken import for_terminal

_ODD: Final = ("is not a setting", "cannot be read")
"""How `options.settings()` begins the text of something that is no setting, such as a misspelt name."""
_MARKS: Final = {"ok": "ok     ", "note": "note   ", "problem": "PROBLEM"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: str
    """ok; note (it works, but with less); problem (the main job cannot run)."""
    about: str
    text: str


def add(parser: argparse.ArgumentParser) -> None:
    """Add no options: it always looks at everything."""
    del parser


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Look at everything and print it; return the exit code."""
    problems: set[str] = set()
    for finding in _look(make_desk, options):
        if finding.level == "problem":
            if finding.text in problems:  # said already: a broken store, for example, breaks the sources too
                continue
            problems.add(finding.text)
        say_lines(f"{_MARKS[finding.level]} {finding.about}: {for_terminal(finding.text)}")
    say_lines(_verdict(len(problems)), end="")
    return 1 if problems else 0


def _verdict(broken: int) -> str:
    if broken:
        things = "1 thing" if broken == 1 else f"{broken} things"
        return f"\n{things} to mend first. `rekurate demo` runs without them, on a bundled library.\n"
    return (
        "\nReady. Tell your agent's client about it, for example:\n"
        f'  claude mcp add --scope user rekurate -- "{program()}"\n'
        'then ask: "Classify genres for my ungenred tracks."\n'
    )


def _look(make_desk: Callable[[], Desk], options: argparse.Namespace) -> Iterator[Finding]:
    yield Finding(
        "ok", "Rekurate", f"{rekurate.__version__}, Python {platform.python_version()}, {platform.platform()}"
    )
    try:
        for name, value in options.settings():
            level = "note" if value.startswith(_ODD) else "ok"
            yield Finding(level, f"setting {name}", value)
        desk = make_desk()
    except RekurateError as error:
        yield Finding("problem", "settings", str(error))
        return
    for look in (_library, _taxonomy, _store, _exports, _witnesses):
        try:
            yield from look(desk)
        except (RekurateError, OSError) as error:
            yield Finding("problem", look.__name__.lstrip("_"), str(error))


def _library(desk: Desk) -> Iterator[Finding]:
    library = desk.library.read()
    source = library.source
    tracks = [track for track in library.tracks if track.kind is not TrackKind.SAMPLER]  # as `read_library` counts
    without = sum(1 for track in tracks if not track.genre.strip())
    product = f", {source.product}" if source.product else ""
    yield Finding(
        "ok",
        "library",
        f"{source.kind} {source.path} of {source.modified_at}{product}: {len(tracks):,} tracks, "
        f"{without:,} without genre, {len(library.playlists):,} playlists",
    )
    for reason, count in library.left_out.items():
        yield Finding("ok", "library", f"{count:,} rows left out: {reason.replace('_', ' ')}")
    for warning in library.warnings:
        yield Finding("note", "library", warning)
    if not library.tracks:
        yield Finding("note", "library", "it is empty: is this the collection you play from?")


def _taxonomy(desk: Desk) -> Iterator[Finding]:
    # The lists of labels and artists are read when first needed: a contradiction in them would stop the first proposal.
    taxonomy: Any = desk.taxonomy
    taxonomy.check_lists()
    yield Finding(
        "ok", "genres", f"{len(taxonomy.genres):,} genres compiled without contradiction, digest {taxonomy.digest}"
    )


def _store(desk: Desk) -> Iterator[Finding]:
    desk.store.evidence.version()
    yield Finding("ok", "store", "evidence, staging and approvals can be kept")


def _exports(desk: Desk) -> Iterator[Finding]:
    nearest = _nearest_existing(desk.exports)
    if not nearest.is_dir():
        yield Finding("problem", "exports", f"{nearest} is not a folder. Set REKURATE_HOME to one, or to a new name.")
    elif os.access(nearest, os.W_OK):
        yield Finding("ok", "exports", f"new XML files go to {desk.exports}")
    else:
        yield Finding("problem", "exports", f"{nearest} is not writable. Set REKURATE_HOME to a folder that is.")


def _nearest_existing(folder: Path) -> Path:
    while not os.path.exists(folder) and folder != folder.parent:  # noqa: PTH110 - never raises, unlike Path.exists
        folder = folder.parent
    return folder


def _witnesses(desk: Desk) -> Iterator[Finding]:
    for name, witness in desk.witnesses.items():
        why = witness.unavailable()
        if why is None:
            limits = witness.limits() if isinstance(witness, Limited) else ""
            yield Finding("note" if limits else "ok", name, f"can be asked. {limits}" if limits else "can be asked")
        else:
            yield Finding("note", name, f"not asked. {why}")
