"""`rekurate taxonomy`: check the genre tables, and explain how a string is read."""

import argparse
from collections.abc import Callable
from typing import Any

from rekurate.curation.desk import Desk
from rekurate.curation.staging.words import shown


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    actions.add_parser("check", help="compile every file, your own folder included; say what contradicts itself")
    explain = actions.add_parser("explain", help="say step by step how a genre string is read")
    explain.add_argument("term", nargs="+", help="the string; several words need no quotes")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code: for `explain` 1 when the string is unknown."""
    desk = make_desk()
    return _check(desk) if options.action == "check" else _explain(desk, " ".join(options.term))


def _check(desk: Desk) -> int:
    taxonomy: Any = desk.taxonomy  # `check_lists` is not for use cases, which know the `Taxonomy` protocol only
    labels, artists = taxonomy.check_lists()
    genres = taxonomy.genres
    spellings = sum(len(taxonomy.aliases_of(genre)) for genre in genres)
    families = len({genre.family for genre in genres.values()})
    print(f"{len(genres)} genres in {families} families, {spellings} other spellings.")
    print(f"{labels} labels and {artists} artists by name, with what they are known for. Nothing contradicts itself.")
    print(f"Digest {taxonomy.digest}")
    return 0


def _explain(desk: Desk, term: str) -> int:
    found = desk.taxonomy.resolve(term)
    for step in found.steps:
        print(f"  {shown(step, 200)}")
    meant = found.genre or ", ".join(found.parts)
    verdict = found.verdict.value.replace("_", " ")
    print(f"{shown(term)}: {verdict}" + (f" → {meant}" if meant else ""))
    if found.debatable or found.why:
        print(f"  {'debatable: ' if found.debatable else ''}{shown(found.why, 300)}")
    if found.genre is not None or found.parts:
        return 0
    near = desk.taxonomy.nearest(term)
    if near:
        print(f"  nearest genres: {', '.join(near)}")
    return 1 if found.verdict.value == "unknown" else 0
