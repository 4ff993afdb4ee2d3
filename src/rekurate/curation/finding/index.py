"""The sorted order and the folded texts of a library, kept as long as the library stays the same."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Final

from rekurate.model import Library, Track, fold_typed
from rekurate.taxonomy import Taxonomy, Verdict

_KNOWN = frozenset({Verdict.CANONICAL, Verdict.ALIAS})
_FEW: Final = 4
"""A selection of less than a fourth of the library is sorted alone. A larger one makes the order of all, once."""


class LibraryIndex:
    """The library's tracks by place, with the folded text that filters compare, and their stable order.

    The order is folded title, folded artist, id: nothing that is staged or cached moves a track, so a page stays
    where it was while an agent works through the pages. Columns are folded on first use: most selections need one.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._memo: dict[str, str] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._known: tuple[str, dict[str, bool]] = ("", {})
        self._ranks: list[int] = []

    def ordered(self, places: Sequence[int]) -> tuple[Track, ...]:
        """Return the tracks at these places, in the stable order."""
        tracks = self.library.tracks
        if not self._ranks and len(places) * _FEW > len(tracks):
            self._ranks = [0] * len(tracks)
            for rank, place in enumerate(sorted(range(len(tracks)), key=self._key)):
                self._ranks[place] = rank
        return tuple(
            [tracks[place] for place in sorted(places, key=self._ranks.__getitem__ if self._ranks else self._key)]
        )

    def column(self, name: str) -> tuple[str, ...]:
        """Return the folded text of one attribute, by place."""
        if name not in self._columns:
            values = map(attrgetter(name), self.library.tracks)
            self._columns[name] = tuple(map(self._fold, values))
        return self._columns[name]

    def _key(self, place: int) -> tuple[str, str, str]:
        track = self.library.tracks[place]
        return self._fold(track.title), self._fold(track.artist), track.id

    def has_known_genre(self, taxonomy: Taxonomy) -> Callable[[str], bool]:
        """Return a function that tells whether a genre string is canonical or an alias; it remembers its answers."""
        if self._known[0] != taxonomy.digest:
            self._known = (taxonomy.digest, {})
        verdicts = self._known[1]

        def known(genre: str) -> bool:
            verdict = verdicts.get(genre)
            if verdict is None:
                verdict = verdicts[genre] = taxonomy.resolve(genre).verdict in _KNOWN
            return verdict

        return known

    def _fold(self, text: str) -> str:
        folded = self._memo.get(text)
        if folded is None:
            folded = self._memo[text] = fold_typed(text)
        return folded


class _Kept:
    """The index of the library that was read last. One is enough: a server serves one library."""

    index: LibraryIndex | None = None


def index_of(library: Library) -> LibraryIndex:
    """Return the index of this reading of the library."""
    kept = _Kept.index
    if kept is None or kept.library is not library:
        kept = _Kept.index = LibraryIndex(library)
    return kept
