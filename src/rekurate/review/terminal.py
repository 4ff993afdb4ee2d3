"""The review in a terminal. Titles and tags are shown as plain text: no markup or control code in them takes effect."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rekurate.curation.staging.preview import PreviewRow
from rekurate.curation.staging.words import change_shown, shown, track_name
from rekurate.review.groups import Group

_EXAMPLES = 3
_REASON = 80
_NARROW = 72
"""Columns below which there is no room for examples beside the genres."""


class TerminalScreen:
    """Implements `rekurate.review.session.Screen` with rich; imported when a review begins."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def groups(self, groups: Sequence[Group], approved: int) -> None:
        """Show the table of what waits."""
        table = Table(title=Text(f"{sum(len(one.rows) for one in groups)} changes wait, {approved} are approved"))
        table.add_column("#", justify="right", no_wrap=True)
        table.add_column("change", overflow="fold")
        table.add_column("tier", no_wrap=True)
        table.add_column("tracks", justify="right", no_wrap=True)
        narrow = self._console.width < _NARROW
        if not narrow:
            table.add_column("such as")  # the one that shrinks: its cells are cut to one line, the others stay whole
        for one in groups:
            examples = "; ".join(track_name(row.track, row.change.track_id) for row in one.rows[:_EXAMPLES])
            cells = (str(one.number), one.title, one.tier, str(len(one.rows)))
            such_as = () if narrow else (Text(examples, no_wrap=True, overflow="ellipsis"),)
            table.add_row(*map(Text, cells), *such_as)
        self._console.print(table)

    def rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show changes one by one."""
        for row in rows:
            note = " (the library changed: an export leaves it out)" if row.outdated or row.track is None else ""
            name = track_name(row.track, row.change.track_id)
            reason = f"  [{shown(row.change.reason, _REASON)}]" if row.change.reason else ""
            self.say(f"  {name}: {change_shown(row.change)}{reason}{note}")

    def say(self, text: str) -> None:
        """Show a line. The terminal wraps it, not rich, so that a command in it can be copied whole."""
        self._console.print(Text(text), soft_wrap=True)

    def ask(self, prompt: str) -> str | None:
        """Return what the person types, or None when they have gone (end of input, Ctrl-C)."""
        try:
            return self._console.input(Text(prompt))
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None
