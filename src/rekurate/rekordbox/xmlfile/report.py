"""What was odd about an XML, as counted sentences."""

from collections.abc import Iterator, Sequence

from rekurate.model import Track
from rekurate.rekordbox.kinds import kind_warnings
from rekurate.rekordbox.xmlfile.collector import Collector
from rekurate.rekordbox.xmlfile.identify import NO_ID


def warnings_of(collected: Collector, tracks: Sequence[Track], mended: int, lost: int) -> tuple[str, ...]:
    """Return every warning; none for a file as Rekordbox writes it."""
    return (
        *_file_warnings(collected, mended, lost),
        *collected.reader.damage.warnings,
        *_id_warnings(collected, tracks),
        *_location_warnings(collected),
    )


def _file_warnings(collected: Collector, mended: int, lost: int) -> Iterator[str]:
    count = len(collected.tracks)
    if mended:
        yield f"{mended} damaged characters were read as replacements; the tracks they are in are never exported"
    if collected.entries != str(count):
        yield f'COLLECTION says Entries="{collected.entries[:20]}" but holds {count} tracks; all {count} were read'
    if lost:
        yield f"{lost} playlist entries name no track of the collection and were dropped"


def _id_warnings(collected: Collector, tracks: Sequence[Track]) -> Iterator[str]:
    unnamed = sum(track.id.startswith(NO_ID) for track in tracks)
    renamed = sum(was.id != now.id for was, now in zip(collected.tracks, tracks, strict=True)) - unnamed
    if unnamed:
        yield f"{unnamed} tracks have no TrackID; they are named after their Location and not exported"
    if renamed:
        yield f"{renamed} tracks repeat the TrackID of another; each got an id of its own, none of them is exported"


def _location_warnings(collected: Collector) -> Iterator[str]:
    locations = [track.location for track in collected.tracks if track.location]
    missing = len(collected.tracks) - len(locations)
    repeated = len(locations) - len(set(locations))
    if missing:
        yield f"{missing} tracks have no Location and cannot be exported"
    if repeated:
        yield f"{repeated} tracks repeat the Location of another, by which Rekordbox matches; none of them is exported"
    if collected.foreign_locations:
        yield f"{collected.foreign_locations} Locations are not encoded as Rekordbox does it; they were read as written"
    misread = len(collected.reader.misread)
    if misread:
        yield (
            f"{misread} Locations hold percent codes that are no UTF-8; they were read as Western "
            "letters and are exported as they are written"
        )
    yield from kind_warnings(collected.tracks)
