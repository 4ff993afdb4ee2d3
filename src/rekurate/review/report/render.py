"""Write a page as one HTML file: escaped, with its style inside, and a policy that forbids to load anything else."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from rekurate.curation.staging.words import shown
from rekurate.review.report.nouns import Cell, Page, Section, Share, Table, Tier, Tile

_TEMPLATE: Final = Path(__file__).with_name("page.html")
_TIERS: Final = frozenset({"high", "medium", "low", "insufficient"})
_COMMAND: Final = re.compile("`([^`]+)`")
_ENDLESS: Final = re.compile(r"\S{30}(?=\S)")
_FROM_THE_RIGHT: Final = re.compile("{0}+(?: +{0}+)*".format("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"))
"""Hebrew, Arabic and their neighbours: words with the spaces between them."""
_BREAK: Final = "\u200b"
"""Marks where a word may break. `shown` removes this character, so no text can contain it."""
_LONGEST: Final = 600
"""Characters of one text: enough for any reason or path."""


def render(page: Page) -> str:
    """Return the page as HTML."""
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        title=_text(page.title),
        lead=_text(page.lead),
        tiles="".join(map(_tile, page.tiles)),
        links="".join(
            f'<a href="#part-{number}">{_text(one.heading)}</a>' for number, one in enumerate(page.sections, start=1)
        ),
        sections="".join(_section(number, one) for number, one in enumerate(page.sections, start=1)),
        footer=_text(page.footer),
    )


def _text(text: str) -> str:
    """Escape text from anywhere, and remove control and direction characters, which could rearrange the page."""
    return escape(shown(text, _LONGEST), quote=True)


def _prose(text: str) -> str:
    """Escape a sentence, and show what stands between backticks in it as a command."""
    return _apart(_COMMAND.sub(r"<code>\1</code>", _text(text)))


def _breakable(text: str) -> str:
    """Escape a cell. Very long words in it may break, such as a file name for a title, or the columns would not fit."""
    parts = _ENDLESS.sub(rf"\g<0>{_BREAK}", shown(text, _LONGEST)).split(_BREAK)
    return _apart("<wbr>".join(escape(part, quote=True) for part in parts))


def _apart(escaped: str) -> str:
    """Isolate words that are written from right to left, or numbers behind them would be shown in front of them."""
    return _FROM_THE_RIGHT.sub(r"<bdi>\g<0></bdi>", escaped)


def _tile(tile: Tile) -> str:
    note = f"<small>{_text(tile.note)}</small>" if tile.note else ""
    return f"<div class=tile><b>{_text(tile.value)}</b><span>{_text(tile.label)}</span>{note}</div>"


def _section(number: int, section: Section) -> str:
    steps = "".join(f"<li>{_prose(step)}</li>" for step in section.steps)
    parts = [
        f'<section id="part-{number}"><h2>{_text(section.heading)}</h2>',
        *(f"<p>{_prose(paragraph)}</p>" for paragraph in section.paragraphs),
        *map(_table, section.tables),
        f"<ol>{steps}</ol>" if steps else "",
        f"<pre>{''.join(_text(line) + chr(10) for line in section.code.splitlines())}</pre>" if section.code else "",
        "</section>\n",
    ]
    return "".join(parts)


def _table(table: Table) -> str:
    right = [name.startswith("#") for name in table.columns]
    head = "".join(
        _cell("th scope=col", _text(name.removeprefix("#")), number=number)
        for name, number in zip(table.columns, right, strict=True)
    )
    body = "".join(f"<tr>{_row(row, right)}</tr>" for row in table.rows)
    drawn = f"<div class=scroll><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    return f"<details><summary>{_text(table.title)}</summary>{drawn}</details>" if table.title else drawn


def _row(row: Iterable[Cell], right: Iterable[bool]) -> str:
    return "".join(_cell("td", _inside(cell), number=number) for cell, number in zip(row, right, strict=True))


def _cell(tag: str, inside: str, *, number: bool) -> str:
    """Return a cell; `tag` may have attributes, as in "th scope=col"."""
    name = tag.partition(" ")[0]
    return f"<{tag}{' class=n' if number else ''}>{inside}</{name}>"


def _inside(cell: Cell) -> str:
    if isinstance(cell, Share):
        width = max(0.0, min(1.0, cell.value)) * 100
        bar = f'<svg class=bar viewBox="0 0 100 6" preserveAspectRatio=none aria-hidden=true><rect width="{width:.1f}"'
        return f"<span class=share>{bar} height=6 /></svg>{_text(cell.text)}</span>"
    if isinstance(cell, Tier):
        known = cell.name if cell.name in _TIERS else "plain"
        return f'<span class="tier {known}">{_text(cell.name)}</span>'
    return _breakable(cell)
