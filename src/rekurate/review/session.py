"""A person's review of the stage: what waits, and what they say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Selection
from rekurate.curation.staging.approve import approve_changes, reject_changes
from rekurate.curation.staging.preview import Preview, PreviewRow, preview_changes
from rekurate.errors import BadRequest
from rekurate.model import Door
from rekurate.review.groups import Group, Groups
from rekurate.review.spoken import for_terminal
from rekurate.review.undo import Step, still_staged, take_back
from rekurate.review.words import ASKS_ABOVE, HELP, Wish, read_wish

_EVERY_ROW: Final = 10_000_000
_ASK: Final = "approve what? (help, undo, done) "
_ASK_AT_THE_END: Final = "Nothing waits any more. Enter to leave, or undo: "
"""A slip about the last group can be taken back as well."""


class Screen(Protocol):
    """Shows and asks: a terminal, or a script in a test."""

    def groups(self, groups: Sequence[Group], approved: int) -> None:
        """Show the table of what waits, and how many changes are approved already."""
        ...

    def rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show changes one by one."""
        ...

    def say(self, text: str) -> None:
        """Show a line."""
        ...

    def ask(self, prompt: str) -> str | None:
        """Return what the person types, or None when they have gone."""
        ...


@dataclass(slots=True)
class Outcome:
    """What one review decided."""

    approved: int = 0
    rejected: int = 0
    gone: int = 0
    """Changes that were cleared or replaced while the person read: not decided."""
    waiting: int = 0
    """Changes nobody has decided, at the end."""


def waiting(desk: Desk) -> tuple[tuple[Group, ...], int]:
    """Return what waits for a person, in groups, and how many changes are approved already."""
    preview = _preview(desk)
    return Groups().of(preview.rows), preview.approved


def _preview(desk: Desk) -> Preview:
    return preview_changes(desk, Selection(), _EVERY_ROW, 0)


class Review:
    """One sitting of one person."""

    def __init__(self, desk: Desk, screen: Screen, person: str) -> None:
        self._desk = desk
        self._screen = screen
        self._person = person
        self._outcome = Outcome()
        self._told: set[str] = set()
        self._groups = Groups()
        self._steps: list[Step] = []

    def run(self) -> Outcome:
        """Show what waits and do what the person types, until they are done or nothing ever waited."""
        while self._turn():
            pass
        self._outcome.waiting = sum(len(one.rows) for one in waiting(self._desk)[0])
        return self._outcome

    def _turn(self) -> bool:
        """Show the table and follow lines until one changes what waits; False when the review is over."""
        preview = _preview(self._desk)
        groups = self._groups.of(preview.rows)
        if not groups and not self._steps:
            return False
        if groups:
            self._screen.groups(groups, preview.approved)
        self._tell(preview.notes)
        while True:
            text = self._screen.ask(_ASK if groups else _ASK_AT_THE_END)
            if text is None or not (groups or text.strip()):
                return False
            try:
                wish = read_wish(text, groups)
            except BadRequest as error:
                self._screen.say(str(error))
                continue
            if wish.verb == "done":
                return False
            if self._follow(wish):
                return True

    def _tell(self, notes: Sequence[str]) -> None:
        """Say, once a sitting, what there is to know before anything is decided."""
        for note in notes:
            if note not in self._told:
                self._screen.say(for_terminal(note))
                self._told.add(note)

    def _follow(self, wish: Wish) -> bool:
        """Do what is wished; whether the table is another one now."""
        rows = tuple(row for one in wish.groups for row in one.rows)
        if wish.verb in ("approve", "reject"):
            return self._decide(wish.verb, rows, sure=not wish.everything and len(rows) <= ASKS_ABOVE)
        if wish.verb == "each":
            return self._one_by_one(rows)
        if wish.verb == "undo":
            return self._undo()
        if wish.verb == "show":
            self._screen.rows(rows)
        else:
            self._screen.say(HELP)
        return False

    def _decide(self, verb: str, rows: Sequence[PreviewRow], *, sure: bool) -> bool:
        if not sure:
            answer = self._screen.ask(f"{verb.capitalize()} {len(rows)} changes? Type yes: ")
            if answer is None or answer.strip().casefold() != "yes":
                self._screen.say("Nothing was decided.")
                return False
        self._write_down(verb, rows)
        return True

    def _one_by_one(self, rows: Sequence[PreviewRow]) -> bool:
        decided = False
        for row in rows:
            self._screen.rows((row,))
            answer = self._screen.ask("yes, no, Enter for later, q: ")
            word = (answer or "").strip().casefold() if answer is not None else "q"
            if word in ("q", "quit"):
                break
            if word in ("y", "yes"):
                self._write_down("approve", (row,))
            elif word in ("n", "no"):
                self._write_down("reject", (row,))
            decided = decided or bool(word)
        return decided

    def _write_down(self, verb: str, rows: Sequence[PreviewRow]) -> None:
        changes = tuple(row.change for row in rows)
        if verb == "approve":
            done = approve_changes(self._desk, changes, Door.TERMINAL, self._person)
            count, gone = done.approved, done.gone
            self._outcome.approved += count
        else:
            changes = still_staged(self._desk, changes)  # an undo brings back what was rejected here, and no more
            count = reject_changes(self._desk, changes, Door.TERMINAL).cleared
            gone = len(rows) - count
            self._outcome.rejected += count
        self._outcome.gone += gone
        if count:
            self._steps.append(Step(verb, changes, count))
        note = f" {gone} had been changed by somebody else meanwhile." if gone else ""
        self._screen.say(f"{count} {'approved' if verb == 'approve' else 'taken off the stage'}.{note}")

    def _undo(self) -> bool:
        if not self._steps:
            self._screen.say("Nothing was decided in this sitting, so there is nothing to take back.")
            return False
        step = self._steps.pop()
        count = take_back(self._desk, step, self._person)
        if step.verb == "approve":
            self._outcome.approved -= count
        else:
            self._outcome.rejected -= count
        rest = step.count - count
        note = f" {rest} do not: exported, changed or locked meanwhile." if rest else ""
        self._screen.say(f"Taken back: {count} wait again.{note}")
        return True
