"""A report page as data. Any text in it may come from outside: the renderer escapes all of it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tier:
    """A cell that shows a confidence tier: high, medium, low, insufficient; another word is shown plainly."""

    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """A cell with a bar: a part of a whole, 0 to 1."""

    value: float
    text: str


Cell = str | Tier | Share


@dataclass(frozen=True, slots=True)
class Tile:
    """One big number."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names. A column whose name begins with "#" holds numbers and is set to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    """A table with a title is folded up until the person opens it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and tables."""

    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()
    steps: Sequence[str] = ()
    """A numbered list after the tables."""
    code: str = ""
    """Lines to copy, shown as they are."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    lead: str
    tiles: Sequence[Tile]
    sections: Sequence[Section]
    footer: str
