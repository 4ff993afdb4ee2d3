"""A person's review of the stage: what waits, and what they say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rekurate.curation.desk import Desk
from rekurate.curation.staging.preview import PreviewRow, preview_changes
from rekurate.errors import BadRequest
from rekurate.review.decision import Decision, decide, take_back
from rekurate.review.groups import Group, Groups
from rekurate.review.spoken import for_terminal
from rekurate.review.words import ASKS_ABOVE, HELP, Wish, read_wish

_ASK: Final = "approve what? (help, undo, done) "
_ASK_AT_THE_END: Final = "Nothing waits any more. Enter to leave, or undo: "
"""Asked when the last group is decided too, so that this can be taken back as well."""


class Screen(Protocol):
    """What shows and asks: a terminal, or a script in a test."""

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
    """Changes that nobody has decided, at the end."""

    def count(self, verdict: str, changes: int) -> None:
        """Count changes that were decided, or taken back if `changes` is negative."""
        if verdict == "approve":
            self.approved += changes
        else:
            self.rejected += changes


def waiting(desk: Desk) -> tuple[tuple[Group, ...], int]:
    """Return what waits for a person, in groups, and how many changes are approved already."""
    preview = preview_changes(desk)
    return Groups().of(preview.rows), preview.approved


class Review:
    """One sitting of one person."""

    def __init__(self, desk: Desk, screen: Screen, person: str) -> None:
        self._desk = desk
        self._screen = screen
        self._person = person
        self._outcome = Outcome()
        self._told: set[str] = set()
        self._groups = Groups()
        self._decisions: list[Decision] = []
        """That can be taken back, the last one first."""

    def run(self) -> Outcome:
        """Show what waits and do what the person types, until they are done. Nothing is shown when nothing waits."""
        while self._turn():
            pass
        self._outcome.waiting = sum(len(one.rows) for one in waiting(self._desk)[0])
        return self._outcome

    def _turn(self) -> bool:
        """Show the table, and read lines until one changes it. Return False when the review is over."""
        preview = preview_changes(self._desk)
        groups = self._groups.of(preview.rows)
        if not groups and not self._decisions:
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
        """Show what there is to know before anything is decided, each note once in a sitting."""
        for note in notes:
            if note not in self._told:
                self._screen.say(for_terminal(note))
                self._told.add(note)

    def _follow(self, wish: Wish) -> bool:
        """Do what the person wishes; return whether that changed the table."""
        rows = tuple(row for one in wish.groups for row in one.rows)
        if wish.verb in ("approve", "reject"):
            return self._decide(wish.verb, rows, ask_first=wish.everything or len(rows) > ASKS_ABOVE)
        if wish.verb == "each":
            return self._one_by_one(rows)
        if wish.verb == "undo":
            return self._undo()
        if wish.verb == "show":
            self._screen.rows(rows)
        else:
            self._screen.say(HELP)
        return False

    def _decide(self, verdict: str, rows: Sequence[PreviewRow], *, ask_first: bool) -> bool:
        if ask_first:
            answer = self._screen.ask(f"{verdict.capitalize()} {len(rows)} changes? Type yes: ")
            if answer is None or answer.strip().casefold() != "yes":
                self._screen.say("Nothing was decided.")
                return False
        self._write_down(verdict, rows)
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

    def _write_down(self, verdict: str, rows: Sequence[PreviewRow]) -> None:
        done = decide(self._desk, verdict, tuple(row.change for row in rows), self._person)
        self._outcome.count(verdict, done.count)
        self._outcome.gone += done.gone
        if done.count:
            self._decisions.append(done)
        note = f" {done.gone} had been changed by somebody else meanwhile." if done.gone else ""
        self._screen.say(f"{done.count} {'approved' if verdict == 'approve' else 'taken off the stage'}.{note}")

    def _undo(self) -> bool:
        if not self._decisions:
            self._screen.say("Nothing was decided in this sitting, so there is nothing to take back.")
            return False
        last = self._decisions.pop()
        count = take_back(self._desk, last, self._person)
        self._outcome.count(last.verdict, -count)
        rest = last.count - count
        note = f" {rest} do not: exported, changed or locked meanwhile." if rest else ""
        self._screen.say(f"Taken back: {count} wait again.{note}")
        return True
