"""What an export is asked for, looked up for some tracks at a time: it is never held whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeVar

from rekurate.model import Numbered
from rekurate.rekordbox.export.nouns import ExportRequest

BATCH: Final = 256
"""Records held and looked up at a time."""
Item = TypeVar("Item")


class Asked:
    """The tracks with changes, and the companions that a playlist names."""

    def __init__(self, request: ExportRequest) -> None:
        self.changes = request.changes
        self.listed = frozenset(id_ for ids in request.playlists.values() for id_ in ids)
        """Tracks that a playlist of the caller's names."""

    def among(self, track_ids: Sequence[str]) -> Mapping[str, tuple[Numbered, ...]]:
        """Return which of some tracks are asked for, each with its changes: none for a companion."""
        return {**{one: () for one in track_ids if one in self.listed}, **self.changes.of(track_ids)}


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists of BATCH, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
