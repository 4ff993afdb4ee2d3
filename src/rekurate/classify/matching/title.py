"""A title, taken apart: what it is called, which version, who guests.

Read from brackets of every kind, a trailing " - Somebody Remix", bare "Original Mix" at the end, and the provider's own
mix field.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from rekurate.classify.matching.text import alike, near, plain
from rekurate.classify.matching.versions import Version, read_version, speaks_of_version

_OPEN: Final = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
_GUESTS: Final = re.compile(r"[\s,(\[]+(?:feat|ft|featuring)\b\.?\s*(?P<names>.+)$", re.IGNORECASE)
_GUEST_BRACKET: Final = re.compile(r"^(?:feat|ft|featuring|with|w/)\b\.?\s*(?P<names>.+)$", re.IGNORECASE)
_CREDIT_BRACKET: Final = re.compile(r"^(?:prod(?:uced)?\b\.?|written|mastered|out now|free\b|official)", re.IGNORECASE)
_BARE_VERSION: Final = re.compile(
    r"\s+(?:(?:original|extended|club|dub|vocal|radio|instrumental|vip|album|main|short|single)"
    r"\s+(?:mix|edit|version|dub)|vip)\s*$",
    re.IGNORECASE,
)
_LEFT_OUT: Final = 0.92
"""What a title is worth when one side leaves its subtitle out."""
_DASH: Final = re.compile(r"\s+[-–—|]\s+")
_TELLING: Final = 4
"""Digits from which a number is a title: "1984", but not "7" or "303"."""
_UNNAMED: Final = re.compile(
    r"(?:untitled|no title|unknown|track|id|side|untitled track|senza titolo|ohne titel|sans titre)"
    r"(?: \w{1,3})?(?: \d+)?"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, taken apart."""

    core: str
    """Without version and guests, as printed; never empty."""
    bare: str
    """The core without its own trailing bracket: "Lady" of "Lady (Hear Me Tonight)"."""
    version: Version
    guests: str
    """Featured artists as printed, "" for none."""
    subtitle: str = ""
    """The last bracket of the core, where there is one."""

    @property
    def says_nothing(self) -> bool:
        """Whether the title alone cannot tell two recordings of one artist apart: untitled, or only a small number."""
        folded = plain(self.core)
        number = not any(char.isalpha() for char in folded) and sum(map(str.isdigit, folded)) < _TELLING
        return bool(_UNNAMED.fullmatch(folded)) or number


def read_title(title: str, mix: str = "") -> Title:
    """Read a title with the mix field beside it."""
    rest, groups = _brackets(title)
    versions = [group for group in groups if _is_version(group)]
    guests = [found["names"] for group in groups if (found := _GUEST_BRACKET.match(group))]
    rest, trailing = _trailing_version(rest)
    rest, more_guests = _cut_guests(rest)
    rest, before_guests = _trailing_version(rest) if more_guests else (rest, "")
    bare = _tidy(rest) or _tidy(title)
    core = _with_subtitles(title, rest, groups) or bare
    version = read_version(*versions, trailing, before_guests, mix)
    subtitles = [group for group in groups if not _is_version(group) and not _is_credit(group)]
    named = " & ".join([*guests, *([more_guests] if more_guests else [])])
    return Title(core, bare, version, named, subtitles[-1] if subtitles else "")


def with_subtitle_as_mix(title: Title, mix: str) -> Title:
    """Read a title's own bracket as its version where the other side's mix field says just that: "(Akusztik)"."""
    if not title.subtitle or not title.version.neutral or not near(title.subtitle, mix):
        return title
    return replace(title, core=title.bare, version=read_version(title.subtitle))


def title_fit(wanted: Title, offered: Title, slack: int = 0) -> tuple[float, str]:
    """Compare two titles: 0 to 1, and why it is 0.

    1 for the same words, less for a slip of the finger or a subtitle that one side leaves out, 0 for another title.
    For `slack`, which an exactly equal artist gives, see `text.near`.
    """
    if near(wanted.core, offered.core, slack):
        return _closeness(wanted.core, offered.core), ""
    for one, other in ((wanted.core, offered.bare), (wanted.bare, offered.core)):
        if near(one, other):
            return _LEFT_OUT * _closeness(one, other), ""
    return 0.0, f"“{wanted.core}” is not “{offered.core}”"


def _closeness(one: str, other: str) -> float:
    if plain(one) == plain(other):
        return 1.0
    return min(0.98, alike(one, other))


def _is_version(group: str) -> bool:
    return not _GUEST_BRACKET.match(group) and speaks_of_version(group)


def _is_credit(group: str) -> bool:
    return bool(_GUEST_BRACKET.match(group) or _CREDIT_BRACKET.match(group))


def _brackets(title: str) -> tuple[str, list[str]]:
    """Split top-level bracket groups from the rest; an unclosed one ends with the title."""
    rest: list[str] = []
    groups: list[str] = []
    closing: list[str] = []
    for char in title:
        if char in _OPEN:
            if not closing:
                groups.append("")
                rest.append(" ")
            else:
                groups[-1] += char
            closing.append(_OPEN[char])
        elif closing and char == closing[-1]:
            closing.pop()
            groups[-1] += char if closing else ""
        elif closing:
            groups[-1] += char
        else:
            rest.append(char)
    return "".join(rest), [part for group in groups for part in _nested(group.strip()) if part]


def _nested(group: str) -> list[str]:
    """Take "(Somebody Remix (Other Remix)" apart: two versions, not one."""
    outer, _, inner = group.partition("(")
    both = inner and speaks_of_version(outer) and speaks_of_version(inner.rstrip(")"))
    return [outer.strip(), inner.rstrip(") ")] if both else [group]


def _with_subtitles(title: str, rest: str, groups: list[str]) -> str:
    """Return the title with those brackets that belong to it, in their places."""
    dropped = [group for group in groups if _is_version(group) or _is_credit(group)]
    if len(dropped) == len(groups):
        return _tidy(rest)
    kept = title
    for group in dropped:
        kept = re.sub(r"[(\[{（【［]\s*" + re.escape(group) + r"\s*[)\]}）】］]?", " ", kept)
    kept, _ = _trailing_version(kept)
    kept, guests = _cut_guests(kept)
    return _tidy(_trailing_version(kept)[0] if guests else kept)


def _trailing_version(text: str) -> tuple[str, str]:
    """Cut " - Somebody Remix", or a bare "Original Mix" or "VIP", off the end."""
    text = text.rstrip()
    parts = _DASH.split(text)
    if len(parts) > 1 and speaks_of_version(parts[-1]):
        return text[: text.rindex(parts[-1])].rstrip(" -–—|"), parts[-1]
    found = _BARE_VERSION.search(text)
    if found and found.start() > 0:
        return text[: found.start()], found.group().strip()
    return text, ""


def _cut_guests(text: str) -> tuple[str, str]:
    found = _GUESTS.search(text)
    if not found or not text[: found.start()].strip():
        return text, ""
    return text[: found.start()], found["names"].strip(" )]")


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" -–—|,")
