"""Where records come from: what the two origins, XML and database, both answer."""

import heapq
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Protocol

from rekurate.model import Field, Numbered, Track, TrackKind
from rekurate.rekordbox.export.nouns import Reason
from rekurate.rekordbox.location import LONGEST_PATH

DEFAULT_PRODUCT: Final = b'<PRODUCT Name="rekordbox" Version="7.2.10" Company="AlphaTheta"/>'
"""As Rekordbox's own exports say it: imports of files that say so are known to work."""
_RUN: Final = 1 << 12
"""Values sorted at a time."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A track that was asked for, as the library has it at this moment."""

    track: Track
    render: Callable[[Mapping[Field, str]], bytes]
    """Makes its record with these values (in our units) staged."""
    reason: Reason | None = None
    """Why it cannot be exported, whatever its changes."""
    detail: str = ""


class Origin(Protocol):
    """Reads the asked-for tracks again, just before they are written."""

    end_of_line: bytes
    product: bytes
    """The PRODUCT element of the new file."""
    playlist_names: frozenset[str]
    """Names the user's own playlists have, as `alike` gives them: never to be written."""

    def candidates(self) -> Iterator[tuple[Candidate, tuple[Numbered, ...]]]:
        """Yield the asked-for tracks that are there, in the library's order, each with its changes."""
        ...

    def absent(self, track_id: str) -> Reason:
        """Say why no candidate came for an asked-for id."""
        ...


@dataclass(slots=True)
class Repeats:
    """Finds values that occur twice, in 8 bytes a value: memory stays flat on large collections."""

    _hashes: "array[int]" = field(default_factory=lambda: array("q"))
    _found: frozenset[int] | None = None

    def add(self, value: str) -> None:
        """Count a value."""
        self._hashes.append(hash(value))

    def __contains__(self, value: str) -> bool:
        """Whether `value` was counted more than once; asked only when all have been counted."""
        if self._found is None:
            runs = [
                array("q", sorted(self._hashes[start : start + _RUN])) for start in range(0, len(self._hashes), _RUN)
            ]
            self._found = frozenset(one for one, other in pairwise(heapq.merge(*runs)) if one == other)
            self._hashes = array("q")
        return hash(value) in self._found


def location_refusal(track: Track, locations: Collection[str] | Repeats) -> tuple[Reason | None, str]:
    """Say whether Rekordbox could match this track on import: it does so by Location alone."""
    if track.kind is TrackKind.STREAMING:
        return Reason.STREAMING, track.location[:80]
    if not track.location:
        return Reason.NO_LOCATION, ""
    if len(track.location) > LONGEST_PATH:
        return Reason.PATH_TOO_LONG, f"{len(track.location)} characters"
    if track.location in locations:
        return Reason.DUPLICATE_LOCATION, track.location
    return None, ""
