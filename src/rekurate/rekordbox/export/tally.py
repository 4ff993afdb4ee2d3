"""Counts what becomes of everything that was asked for, with one byte a change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rekurate.model import Numbered, StagedChange
from rekurate.rekordbox.export.asked import Asked
from rekurate.rekordbox.export.decide import Decision
from rekurate.rekordbox.export.nouns import LeftOut, LeftOuts, Reason
from rekurate.rekordbox.export.origins.origin import Origin

_NAMED: Final = 20
"""Of what is left out; the rest is counted."""
_NOT_MET, _WRITTEN, _LEFT_OUT = range(3)
_INSIDE: Final = bytes(state == _WRITTEN for state in range(256))


class Tally:
    """One reading's account of the asked-for tracks; another reading starts another one."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._states = bytearray(len(asked.changes))
        self._met: set[str] = set()
        """The tracks named by a playlist that have come up."""
        self._counts: Counter[Reason] = Counter()
        self._first: list[LeftOut] = []
        self.records = 0
        """Tracks in the file."""
        self.tracks = 0
        """Of these, the changed ones."""
        self.listed: set[str] = set()
        """Of these, the ones that a playlist names."""

    def take(self, track_id: str, asked: tuple[Numbered, ...], decision: Decision) -> None:
        """Count what was decided about a track."""
        if not self._was_met(track_id, asked):  # records that repeat an id come up one by one
            self._leave_out(decision.left_out)
        for one in asked:
            self._states[one.number] = _LEFT_OUT
        for one in decision.written:
            self._states[one.number] = _WRITTEN
        if decision.is_refused:
            return
        self.records += 1
        self.tracks += bool(decision.written)
        if track_id in self._asked.listed:
            self.listed.add(track_id)

    def close(self, origin: Origin) -> None:
        """Count what was asked for and never came up."""
        absent: set[str] = set()
        for track_id, changes in self._never_met():
            self._leave_out((LeftOut(track_id, origin.absent(track_id), "", changes),))
            if track_id in self._asked.listed:
                absent.add(track_id)
        for track_id in sorted(self._asked.listed - self._met - absent):
            self._leave_out((LeftOut(track_id, origin.absent(track_id)),))

    @property
    def inside(self) -> bytes:
        """Return, by number, 1 for each change that is in the file and 0 for the others."""
        return bytes(self._states.translate(_INSIDE))

    @property
    def left_out(self) -> LeftOuts:
        """Return what is not in the file."""
        return LeftOuts(dict(self._counts), tuple(self._first))

    def _was_met(self, track_id: str, asked: tuple[Numbered, ...]) -> bool:
        met = track_id in self._met or any(self._states[one.number] != _NOT_MET for one in asked)
        if track_id in self._asked.listed:
            self._met.add(track_id)
        return met

    def _leave_out(self, left_out: Sequence[LeftOut]) -> None:
        for one in left_out:
            self._counts[one.reason] += 1
            if len(self._first) < _NAMED:
                self._first.append(one)

    def _never_met(self) -> Iterator[tuple[str, tuple[StagedChange, ...]]]:
        if _NOT_MET not in self._states:
            return
        numbered = zip(self._states, self._asked.changes, strict=True)
        changes = (approved.change for state, approved in numbered if state == _NOT_MET)
        for track_id, group in groupby(changes, lambda change: change.track_id):
            yield track_id, tuple(group)
