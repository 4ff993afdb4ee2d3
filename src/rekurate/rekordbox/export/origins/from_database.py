"""Records made from the database, read again just before they are written."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from rekurate.errors import ExportError, LibraryError
from rekurate.model import Numbered, Track
from rekurate.rekordbox.export.asked import Asked, batches
from rekurate.rekordbox.export.names import alike
from rekurate.rekordbox.export.nouns import Reason
from rekurate.rekordbox.export.origins.origin import DEFAULT_PRODUCT, Candidate, Origin, Repeats, location_refusal
from rekurate.rekordbox.export.records.compose import compose, unwritable_attribute, values_of
from rekurate.rekordbox.masterdb.columns import count, reference, text
from rekurate.rekordbox.masterdb.database import Database
from rekurate.rekordbox.masterdb.opening import read_stable
from rekurate.rekordbox.masterdb.playlists import playlist_names
from rekurate.rekordbox.masterdb.tracks import COLLECTION, track_builder
from rekurate.rekordbox.numbers import Damage

_EXTRAS: Final = (reference("ComposerID"), count("DiscNo"), count("TrackNo"), count("SampleRate"))
_NAMES: Final = ("Composer", "DiscNumber", "TrackNumber", "SampleRate")
_ID: Final = len(_EXTRAS)
"""Where the track's id is in a row."""
Answer = TypeVar("Answer")


def with_database(path: Path, asked: Asked, work: Callable[[Origin], Answer]) -> Answer:
    """Do `work` within one consistent reading; again, from the start, when the database moved meanwhile.

    Raises ExportError when the database cannot be read again.
    """
    try:
        return read_stable(path, lambda connection: work(DatabaseOrigin(connection, asked)))[0]
    except LibraryError as error:
        raise ExportError(f"The library cannot be read again, so nothing was written. {error}") from error


class DatabaseOrigin:
    """Reads the locations of all rows, then every row once more, a few at a time."""

    end_of_line = b"\r\n"
    product = DEFAULT_PRODUCT

    def __init__(self, connection: Any, asked: Asked) -> None:
        """Take an open connection, for as long as its reading lasts."""
        self._database = Database.of(connection)
        self._asked = asked
        self._locations = Repeats()
        for (location,) in self._database.tracks((text("FolderPath"),)):
            self._locations.add(location)
        self.playlist_names = frozenset(map(alike, playlist_names(self._database)))

    def candidates(self) -> Iterator[tuple[Candidate, tuple[Numbered, ...]]]:
        """Yield the asked-for tracks in the database's order."""
        build = track_builder(self._database, {}, Damage())
        composer = self._database.names("djmdArtist").get
        for batch in batches(self._database.tracks((*_EXTRAS, *COLLECTION))):
            asked = self._asked.among([row[_ID] for row in batch])
            for row in batch:
                if row[_ID] in asked:
                    values = (composer(row[0], ""), *row[1:_ID])
                    yield self._candidate(build(row[_ID:]), values), asked[row[_ID]]

    def absent(self, track_id: str) -> Reason:
        """Say why there is no row: deleted since, or never there."""
        del track_id
        return Reason.GONE

    def _candidate(self, track: Track, values: tuple[str | int, ...]) -> Candidate:
        extras = {name: str(value) for name, value in zip(_NAMES, values, strict=True) if value}
        written = values_of(track, extras)
        reason, detail = location_refusal(track, self._locations)
        if reason is None and (bad := unwritable_attribute(written)):
            reason, detail = Reason.DAMAGED, f"{bad} holds a character that XML cannot hold"
        return Candidate(track, partial(compose, written), reason, detail)
