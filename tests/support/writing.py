"""A writer of exports for tests that are about approval and recording, not about the bytes of the XML."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.support.exports import Given
from tests.support.library import FakeDoor

from rekurate.errors import ExportError
from rekurate.model import XML_ATTRIBUTE, Track
from rekurate.rekordbox.export import Exported, ExportedTrack, ExportRequest, LeftOut, LeftOuts, Reason
from rekurate.rekordbox.location import encode_location
from rekurate.rekordbox.values import same_value, value_of, xml_text


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, except what the next process does."""


def kill() -> None:
    raise Killed


class FakeWriter:
    """Writes a small, readable Rekordbox XML and remembers every request."""

    def __init__(self, door: FakeDoor) -> None:
        self.door = door
        self.requests: list[ExportRequest] = []
        self.before: Callable[[], None] = lambda: None
        """Called before the file appears: to change the stage under it, or to fail."""
        self.unnamed: Callable[[], None] = lambda: None
        """Called when the file is announced and has no name yet: to be killed."""
        self.after: Callable[[], None] = lambda: None
        """Called when the file is there: to be killed."""

    def __call__(self, request: ExportRequest, announce: Callable[[Exported], None] = lambda _: None) -> Exported:
        request = replace(request, changes=Given(request.changes))  # theirs are gone when the export is done
        self.requests.append(request)
        if request.output.exists():
            raise ExportError(f"{request.output} exists")
        tracks, left_out = self._sorted(request)
        if not tracks:
            raise ExportError("Nothing is left to write.")
        self.before()
        content = self._xml(tracks).encode()
        exported = _exported(request, content, tracks, left_out)
        announce(exported)
        self.unnamed()
        _write_new(request.output, content)
        self.after()
        return exported

    def _sorted(self, request: ExportRequest) -> tuple[list[ExportedTrack], list[LeftOut]]:
        tracks, left_out = [], []
        for approved in request.changes:
            change, track = approved.change, self.door.library.by_id.get(approved.change.track_id)
            if track is None:
                left_out.append(LeftOut(change.track_id, Reason.GONE))
            elif not any(
                same_value(change.field, value_of(track, change.field), one) for one in (change.old, change.new)
            ):
                left_out.append(LeftOut(change.track_id, Reason.CHANGED_SINCE_STAGING))
            else:
                tracks.append(ExportedTrack(track.id, track.location, track.artist, track.title, (change,)))
        return tracks, left_out

    def _xml(self, tracks: list[ExportedTrack]) -> str:
        records = "".join(self._record(self.door.library.by_id[track.track_id], track) for track in tracks)
        keys = "".join(f"<TRACK Key={quoteattr(track.track_id)}/>" for track in tracks)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<DJ_PLAYLISTS Version="1.0.0"><PRODUCT Name="test" Version="1"/>'
            f'<COLLECTION Entries="{len(tracks)}">{records}</COLLECTION><PLAYLISTS>'
            '<NODE Type="0" Name="ROOT" Count="1">'
            f'<NODE Name="Rekurate" Type="1" KeyType="0" Entries="{len(tracks)}">{keys}</NODE></NODE></PLAYLISTS>'
            "</DJ_PLAYLISTS>\n"
        )

    def _record(self, track: Track, exported: ExportedTrack) -> str:
        values = {
            "TrackID": track.id,
            "Name": track.title,
            "Artist": track.artist,
            "Genre": track.genre,
            "Location": encode_location(track.location),
        }
        values |= {XML_ATTRIBUTE[change.field]: xml_text(change.field, change.new) for change in exported.changes}
        return "<TRACK " + " ".join(f"{name}={quoteattr(value)}" for name, value in values.items()) + "/>"


def _write_new(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise ExportError(f"{path} exists already. Choose another name.") from error


def _exported(request: ExportRequest, content: bytes, tracks: list[ExportedTrack], left_out: list[LeftOut]) -> Exported:
    written = {change for track in tracks for change in track.changes}
    return Exported(
        path=request.output,
        sha256=hashlib.sha256(content).hexdigest(),
        tracks=len(tracks),
        inside=bytes(one.change in written for one in request.changes),
        left_out=LeftOuts(Counter(one.reason for one in left_out), tuple(left_out)),
        playlist_name=request.playlist_name,
        playlists={},
        companions=0,
        keep_cues=request.keep_cues,
        size=len(content),
    )


def files_of(folder: Path) -> list[str]:
    """Return the names of the files in a folder that may not exist yet."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
