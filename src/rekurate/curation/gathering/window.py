"""Which tracks one slice of gathering works on: those whose answers are missing, as far as it has slots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rekurate.curation.gathering.request import GatherRequest
from rekurate.model import Track, Witness


@dataclass(frozen=True, slots=True)
class Asked:
    """The sources that can be asked, and the questions to which a kept answer is still good."""

    witnesses: Mapping[str, Witness]
    answered: Mapping[str, frozenset[str]]
    """By source: the subjects (keys of recordings or files) that need not be asked about."""

    def lacking(self, tracks: Sequence[Track]) -> int:
        """Return how many of the tracks lack the answer of at least one source."""
        sources = [(witness, self.answered[name]) for name, witness in self.witnesses.items()]
        return sum(
            1 for track in tracks if any(witness.subject(track) not in answered for witness, answered in sources)
        )


@dataclass(slots=True)
class Window:
    """The slice of the selection that this call works on."""

    work: dict[str, list[Track]]
    """By source, the tracks to ask it about: one for each recording."""
    cached: dict[str, int]
    """By source, tracks of the slice whose kept answer is enough."""
    end: int
    """Index in the selection, after the last track that was looked at."""
    positions: dict[str, int] = field(default_factory=dict)
    """Track id -> index in the selection, for the tracks that are worked on."""
    slots: int = 0
    """How many of the `max_tracks` are taken."""
    _asked_about: set[tuple[str, str]] = field(default_factory=set)
    """(source, subject) of every question so far."""

    @classmethod
    def over(cls, tracks: Sequence[Track], asked: Asked, request: GatherRequest) -> "Window":
        """Walk on from the request's offset until its `max_tracks` slots are taken."""
        window = cls({name: [] for name in asked.witnesses}, dict.fromkeys(asked.witnesses, 0), request.offset)
        for position in range(request.offset, len(tracks)):
            if window.slots >= request.max_tracks:
                break
            window.end = position + 1
            is_pending = window._take(tracks[position], asked)
            if is_pending:
                window.positions[tracks[position].id] = position
            window.slots += is_pending or not request.skip_cached
        return window

    def _take(self, track: Track, asked: Asked) -> bool:
        """Give the track to each source that lacks it, and return whether one does.

        Two tracks of one recording are one question: the second of them is not given to anybody.
        """
        is_pending = False
        for name, witness in asked.witnesses.items():
            subject = witness.subject(track)
            if subject in asked.answered[name]:
                self.cached[name] += 1
            elif (name, subject) not in self._asked_about:
                self._asked_about.add((name, subject))
                self.work[name].append(track)
                is_pending = True
        return is_pending
