"""The records of the new file, rendered into temporary files that have no name and vanish with the process."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Final

from rekurate.errors import ExportError
from rekurate.model import Numbered
from rekurate.rekordbox.export.asked import Asked
from rekurate.rekordbox.export.decide import Decision, decide, unwritten
from rekurate.rekordbox.export.document import Records, entry
from rekurate.rekordbox.export.names import alike, refuse_names
from rekurate.rekordbox.export.nouns import ExportRequest
from rekurate.rekordbox.export.origins.origin import Candidate, Origin
from rekurate.rekordbox.export.records.splice import Garbled
from rekurate.rekordbox.export.tally import Tally

_IN_MEMORY: Final = 1 << 20
"""Bytes kept in memory before they go to the disk."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one reading of the library gave."""

    name: str
    """Of the dated playlist."""
    product: bytes
    end_of_line: bytes
    tally: Tally


class Spools:
    """Two temporary files: the records, and the entries of the dated playlist."""

    def __init__(self, records: IO[bytes], entries: IO[bytes]) -> None:
        self._records = records
        self._entries = entries

    def clear(self) -> None:
        """Begin again."""
        for file in (self._records, self._entries):
            _rewind(file)
            file.truncate()

    def put(self, record: bytes, entry_of: bytes) -> None:
        """Add a record, and its entry in the playlist if it has one. Raises ExportError when there is no room."""
        try:
            self._records.write(record)
            self._entries.write(entry_of)
        except OSError as error:
            raise _no_room(error) from error

    def records(self, draft: Draft) -> Records:
        """Return the records, to be read once. Raises ExportError as `put` does."""
        _rewind(self._records)
        return Records(draft.product, draft.end_of_line, draft.tally.records, self._records)

    def entries(self) -> Iterator[bytes]:
        """Return the lines of the playlist, to be read once. Raises ExportError as `put` does."""
        _rewind(self._entries)
        return iter(self._entries)


def _rewind(file: IO[bytes]) -> None:
    """Go back to the start: what was still on its way to the disk is written now, and may find no room."""
    try:
        file.seek(0)
    except OSError as error:
        raise _no_room(error) from error


def _no_room(error: OSError) -> ExportError:
    folder = tempfile.tempdir or "the folder for temporary files"  # not asked for: without any, asking raises
    return ExportError(
        f"No room for the records in {folder} ({error.strerror}); nothing was written. Make room there, then try again."
    )


@contextmanager
def room_for_records() -> Iterator[Spools]:
    """Lend the temporary files, which touch the disk when they are filled."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as records, tempfile.SpooledTemporaryFile(_IN_MEMORY) as entries:
        try:
            yield Spools(records, entries)
        finally:
            for file in (records, entries):
                with suppress(OSError):  # what found no room is tried once more, and hides why the export ended
                    file.close()


def draft(request: ExportRequest, spools: Spools) -> Draft:
    """Read the library and render what goes out.

    Raises ExportError when it cannot be read, or when a playlist would replace one of the user's.
    """
    asked = Asked(request)

    def rendered(origin: Origin) -> Draft:
        """Begin anew: a database that moved during a reading is read again."""
        refuse_names(request.playlists, {alike(request.playlist_name), *origin.playlist_names})
        tally = Tally(asked)
        spools.clear()
        _render(origin, tally, spools)
        tally.close(origin)
        return Draft(_free_name(request.playlist_name, origin), origin.product, origin.end_of_line, tally)

    if request.source.kind == "xml":
        from rekurate.rekordbox.export.origins.from_xml import XmlOrigin  # noqa: PLC0415 - loaded on first use (lxml)

        return rendered(XmlOrigin(request.source.path, asked, keep_cues=request.keep_cues))
    from rekurate.rekordbox.export.origins.from_database import with_database  # noqa: PLC0415 - loaded on first use (sqlcipher3)

    return with_database(request.source.path, asked, rendered)


def _render(origin: Origin, tally: Tally, spools: Spools) -> None:
    """Put every record that may go out; count every other one with its reason."""
    for candidate, changes in origin.candidates():
        track_id, (decision, record) = candidate.track.id, _decided(candidate, changes)
        tally.take(track_id, changes, decision)
        if decision.is_refused:
            continue
        line = entry(track_id, origin.end_of_line) if decision.written else b""
        spools.put(b"    " + record + origin.end_of_line, line)


def _decided(candidate: Candidate, changes: tuple[Numbered, ...]) -> tuple[Decision, bytes]:
    """Return what becomes of a candidate, and its record."""
    decision = decide(candidate, changes)
    if decision.is_refused:
        return decision, b""
    try:
        return decision, candidate.render(decision.values)
    except Garbled as error:  # one odd record keeps no other out
        return unwritten(candidate, changes, str(error)), b""


def _free_name(wanted: str, origin: Origin) -> str:
    name, count = wanted, 1
    while alike(name) in origin.playlist_names:
        count += 1
        name = f"{wanted} ({count})"
    return name
