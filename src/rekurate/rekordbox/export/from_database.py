"""Records made from the database, read again just before they are written."""

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from rekurate.errors import ExportError, LibraryError
from rekurate.model import Track
from rekurate.rekordbox.export.compose import compose, unwritable_field
from rekurate.rekordbox.export.from_xml import DEFAULT_PRODUCT
from rekurate.rekordbox.export.nouns import Reason
from rekurate.rekordbox.export.origin import Candidate, Repeats, location_refusal
from rekurate.rekordbox.masterdb.opening import read_stable
from rekurate.rekordbox.masterdb.playlists import playlists_of
from rekurate.rekordbox.masterdb.statement import content_rows, names_of, reference, schema_of, text, whole
from rekurate.rekordbox.masterdb.tracks import each_track

_EXTRAS: Final = (text("ID"), reference("ComposerID"), whole("DiscNo"), whole("TrackNo"), whole("SampleRate"))
_NAMES: Final = ("Composer", "DiscNumber", "TrackNumber", "SampleRate")


class DatabaseOrigin:
    """Reads the asked-for rows in one consistent reading; memory grows with those rows alone."""

    end_of_line = b"\r\n"
    product = DEFAULT_PRODUCT

    def __init__(self, path: Path, wanted: Collection[str]) -> None:
        """Read the rows of the ids in `wanted`. Raises ExportError when the database cannot be read again."""
        self._wanted = wanted
        self._tracks: list[Track] = []
        self._extras: dict[str, tuple[str | int, ...]] = {}
        self._locations = Repeats()
        self.playlist_names: frozenset[str] = frozenset()
        try:
            read_stable(path, self._read)
        except LibraryError as error:
            raise ExportError(f"The library cannot be read again, so nothing was written. {error}") from error

    def candidates(self) -> Iterator[Candidate]:
        """Yield the asked-for tracks in the database's order."""
        for track in self._tracks:
            extras = _written(self._extras[track.id])
            reason, detail = location_refusal(track, self._locations)
            if reason is None and (bad := unwritable_field(track, extras)):
                reason, detail = Reason.DAMAGED, f"{bad} holds a character that XML cannot hold"
            yield Candidate(track, partial(compose, track, extras), reason, detail)

    def absent(self, track_id: str) -> Reason:
        """Say why there is no row: deleted since, or never there."""
        del track_id
        return Reason.GONE

    def _read(self, connection: Any) -> None:
        """Take what is needed; called again, from the start, when the database moved meanwhile."""
        schema = schema_of(connection)
        self._locations = Repeats()
        self._tracks = []
        for track in each_track(connection, schema, {}):
            self._locations.add(track.location)
            if track.id in self._wanted:
                self._tracks.append(track)
        composer = names_of(connection, schema, "djmdArtist").get
        self._extras = {
            row[0]: (composer(row[1], ""), *row[2:])
            for row in connection.execute(content_rows(schema, _EXTRAS))
            if row[0] in self._wanted
        }
        playlists, _ = playlists_of(connection, schema, {})
        self.playlist_names = frozenset(playlist.name.casefold() for playlist in playlists)


def _written(values: tuple[str | int, ...]) -> dict[str, str]:
    return {name: str(value) for name, value in zip(_NAMES, values, strict=True) if value}
