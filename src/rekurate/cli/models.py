"""`rekurate models`: list, fetch, check and choose the weights of Discogs-EffNet."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rekurate.audio.models import LICENCE, MODELS, Model, ModelShelf
from rekurate.cli.say import say_lines
from rekurate.cli.typed import typed_path
from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest, ConfigError

_STATES: Final = {
    "ok": "whole, as published",
    "recorded": "unchanged since it was fetched (its publisher names no hash)",
    "missing": "not here",
    "partial": "fetched in part: `rekurate models fetch` goes on",
    "unreadable": "here, and it MAY NOT BE READ: correct its permissions",
    "changed": "CHANGED since it was published or fetched: remove it and fetch it again",
    "size": "of the WRONG SIZE: remove it and fetch it again",
}
_BAD: Final = ("unreadable", "changed", "size")
_SETTING_WINS: Final = "EFFNET_MODEL_PATH names other weights, and that setting wins: take it out to use these."
_STEP: Final = 10
"""Percent between two progress lines when the output is no terminal."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the four actions."""
    actions = parser.add_subparsers(dest="action", metavar="action")
    actions.add_parser("list", help="what there is, what is here, what is used (the default)")
    actions.add_parser("check", help="hash what is here against what was published; exit code 1 when it differs")
    fetch = actions.add_parser("fetch", help="download weights from their publisher")
    offered = "; ".join(f"{model.name}: {model.title}" for model in MODELS)
    names = [model.name for model in MODELS]
    fetch.add_argument("model", nargs="?", default=names[0], choices=names, help=f"{offered} (default: {names[0]})")
    fetch.add_argument("--accept-licence", action="store_true", help=f"agree to {LICENCE.name} without being asked")
    use = actions.add_parser("use", help="run weights you have")
    use.add_argument("path", type=Path, help="an .onnx or .pb file of Discogs-EffNet")
    use.add_argument("--head", type=Path, help="its genre_discogs400 head, when the file is a backbone alone")


def run(make_desk: Callable[[], Desk], options: argparse.Namespace) -> int:
    """Do it; return the exit code."""
    shelf = _shelf(make_desk())
    if options.action == "fetch":
        return _fetch(shelf, next(model for model in MODELS if model.name == options.model), options)
    if options.action == "use":
        kept = shelf.use(typed_path(options.path), typed_path(options.head) if options.head else None)
        in_use = shelf.chosen() == kept
        say_lines(f"In use: {kept.backbone} ({kept.digest})" if in_use else f"Kept, but {_SETTING_WINS}")
        return 0
    return _list(shelf, checking=options.action == "check")


def _shelf(desk: Desk) -> ModelShelf:
    shelf = getattr(desk.witnesses.get("effnet"), "shelf", None)
    if not isinstance(shelf, ModelShelf):
        raise ConfigError("This Rekurate has no local model to keep weights for.")
    return shelf


def _list(shelf: ModelShelf, *, checking: bool) -> int:
    files = shelf.files()
    for model in MODELS:
        say_lines(f"{model.name}: {model.title} ({model.size / 1e6:.0f} MB, {LICENCE.name})")
        for file in files:
            if file.model == model.name:
                digest = f", sha256 {file.sha256}" if checking and file.sha256 else ""
                say_lines(f"  {file.file}: {_STATES[file.state]}{digest}{' <- in use' if file.used else ''}")
    chosen = shelf.chosen()
    say_lines(f"In use: {chosen.backbone} ({chosen.digest})" if chosen else shelf.why_none())
    say_lines(f"Folder: {shelf.folder}")
    return 1 if checking and any(file.state in _BAD for file in files) else 0


def _fetch(shelf: ModelShelf, model: Model, options: argparse.Namespace) -> int:
    if not options.accept_licence and not shelf.accepted(LICENCE.name):
        _ask(model)
    shelf.accept(LICENCE.name)
    files = shelf.fetch(model, _progress())
    for file in files:
        say_lines(f"{file.file}: {_STATES[file.state]}, sha256 {file.sha256}")
    if any(file.state in _BAD for file in files):
        return 1
    chosen = shelf.chosen()
    if chosen is None or chosen.backbone != shelf.folder / model.backbone.name:
        say_lines(f"Fetched, but {_SETTING_WINS}")
    return 0


def _ask(model: Model) -> None:
    """Show the licence and wait for a yes. Raises BadRequest for any other answer, and when nobody can answer."""
    say_lines(f"{LICENCE.text}\n\n{model.title}: {model.size / 1e6:.0f} MB from essentia.upf.edu.")
    if not sys.stdin.isatty():
        raise BadRequest("Nobody can be asked here: read the licence above and add --accept-licence to agree to it.")
    say_lines(f"Do you accept {LICENCE.name}? Type yes: ", end="")
    if sys.stdin.readline().strip().lower() != "yes":
        raise BadRequest("Not accepted: nothing was fetched. Everything but the local model works without it.")


def _progress() -> Callable[[int, int], None]:
    """Return a function that shows progress: one line that is redrawn in a terminal, else a line every 10 %."""
    watched = sys.stdout.isatty()
    last = -_STEP

    def tell(have: int, total: int) -> None:
        nonlocal last
        percent = 100 * have // total
        if watched:
            sys.stdout.write("\r")
            say_lines(f"{have / 1e6:.1f} of {total / 1e6:.1f} MB", end="\n" if have == total else "")
        elif percent >= last + _STEP or have == total:
            last = percent
            say_lines(f"{percent} %, {have / 1e6:.1f} of {total / 1e6:.1f} MB")

    return tell
