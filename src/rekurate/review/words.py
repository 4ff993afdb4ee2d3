"""Read what a person types in the review: what is to be done, and with which groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rekurate.errors import BadRequest
from rekurate.model import fold
from rekurate.review.groups import Group

ASKS_ABOVE: Final = 100
"""Changes that one typed line may decide without a further question: a slip of the finger must not decide hundreds."""
HELP: Final = f"""\
  all               approve everything shown
  1 3-5             approve these groups
  tier high         approve a tier: high, medium, low, chosen
  genre Techno      approve every change to a genre
  show 2            list the changes of groups
  each 2            decide change by change: y yes, n no (off the stage), Enter later, q back
  reject 4          say no: takes groups off the stage (also: reject tier low, reject genre House, reject all)
  help              this
  undo              take back your last decision, then the one before it (not what was exported since)
  done              leave; what is not decided stays staged
`all`, and more than {ASKS_ABOVE} changes at once, ask for a typed yes. Numbers stay the same while you are here."""
_VERBS: Final = ("approve", "show", "each", "reject")
_LEAVE: Final = frozenset({"done", "quit", "q", "exit", "bye"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants done with which groups."""

    verb: str
    """approve, show, each, reject, undo, help, done, or "" for an empty line."""
    groups: tuple[Group, ...] = ()
    everything: bool = False
    """Whether the person typed `all` instead of naming groups."""


def read_wish(text: str, groups: Sequence[Group]) -> Wish:
    """Read one typed line. Raises BadRequest, with what can be typed instead, for one that is not understood."""
    words = text.split()
    if not words:
        return Wish("")
    first = words[0].casefold()
    if first in _LEAVE:
        return Wish("done")
    if first in ("help", "?", "h"):
        return Wish("help")
    if first == "undo" and len(words) == 1:
        return Wish("undo")
    verb, rest = (first, words[1:]) if first in _VERBS else ("approve", words)
    return Wish(verb, _chosen(rest, groups, text), everything=" ".join(rest).casefold() == "all")


def _chosen(words: Sequence[str], groups: Sequence[Group], text: str) -> tuple[Group, ...]:
    first, rest = (words[0].casefold(), " ".join(words[1:])) if words else ("", "")
    if first == "all" and not rest:
        chosen = tuple(groups)
    elif first == "tier":
        chosen = tuple(one for one in groups if one.tier == rest.casefold())
    elif first == "genre":
        chosen = tuple(one for one in groups if one.genre and fold(one.genre) == fold(rest))
    else:
        spans = _spans(words, text)
        chosen = tuple(one for one in groups if any(low <= one.number <= high for low, high in spans))
        unknown = sorted({number for span in spans for number in span} - {one.number for one in groups})
        if unknown:
            raise BadRequest(f"No group {unknown[0]} waits. Nothing was decided.")
    if not chosen:
        raise BadRequest(f"Nothing shown fits {text.strip()[:60]!r}. Type help for what can be typed.")
    return chosen


def _spans(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Read each word as first and last number of a span; in between, groups that are decided may be missing."""
    spans = []
    for word in " ".join(words).replace(",", " ").split():
        low, dash, high = word.partition("-")
        if not (_is_number(low) and (not dash or _is_number(high))):
            raise BadRequest(f"{text.strip()[:60]!r} is not understood. Type help for what can be typed.")
        spans.append((int(low), int(high or low)))
    return spans


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < len("100000000")
