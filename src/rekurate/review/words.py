"""What a person types in the review, read into a verb and the groups it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rekurate.errors import BadRequest
from rekurate.model import fold
from rekurate.review.groups import Group

HELP: Final = """\
  all               approve everything shown
  1 3-5             approve these groups
  tier high         approve a tier: high, medium, low, chosen
  genre Techno      approve every change to a genre
  show 2            list the changes of groups
  each 2            decide change by change: y yes, n no (off the stage), Enter later, q back
  reject 4          say no: takes groups off the stage (also: reject tier low, reject genre House, reject all)
  help              this
  done              leave; what is not decided stays staged"""
_VERBS: Final = ("approve", "show", "each", "reject")
_LEAVE: Final = frozenset({"done", "quit", "q", "exit", "bye"})
_MOST_NUMBERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants done with which groups."""

    verb: str
    """approve, show, each, reject, help, done, or "" for an empty line."""
    groups: tuple[Group, ...] = ()


def read_wish(text: str, groups: Sequence[Group]) -> Wish:
    """Read one typed line. Raises BadRequest, with what can be typed, for one that says nothing known."""
    words = text.split()
    if not words:
        return Wish("")
    first = words[0].casefold()
    if first in _LEAVE:
        return Wish("done")
    if first in ("help", "?", "h"):
        return Wish("help")
    verb, rest = (first, words[1:]) if first in _VERBS else ("approve", words)
    return Wish(verb, _chosen(rest, groups, text))


def _chosen(words: Sequence[str], groups: Sequence[Group], text: str) -> tuple[Group, ...]:
    first, rest = (words[0].casefold(), " ".join(words[1:])) if words else ("", "")
    if first == "all" and not rest:
        return tuple(groups)
    if first == "tier":
        chosen = tuple(one for one in groups if one.tier == rest.casefold())
    elif first == "genre":
        chosen = tuple(one for one in groups if one.genre and fold(one.genre) == fold(rest))
    else:
        numbers = _numbers(words, text)
        chosen = tuple(one for one in groups if one.number in numbers)
        unknown = sorted(numbers - {one.number for one in groups})
        if unknown:
            raise BadRequest(f"There is no group {unknown[0]}; they go from 1 to {len(groups)}.")
    if not chosen:
        raise BadRequest(f"Nothing shown fits {text.strip()[:60]!r}. Type help for what can be typed.")
    return chosen


def _numbers(words: Sequence[str], text: str) -> set[int]:
    numbers: set[int] = set()
    for word in " ".join(words).replace(",", " ").split():
        low, _, high = word.partition("-")
        if not (_is_number(low) and ((high == "" and "-" not in word) or _is_number(high))):
            raise BadRequest(f"{text.strip()[:60]!r} is not understood. Type help for what can be typed.")
        last = int(high or low)
        if last - int(low) > _MOST_NUMBERS:
            raise BadRequest(f"There is no group {last}.")
        numbers.update(range(int(low), last + 1))
    return numbers


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < len("100000000")
