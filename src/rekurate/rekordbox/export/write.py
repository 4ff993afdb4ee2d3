"""One export from request to a validated file."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Final

from rekurate.errors import ExportError
from rekurate.model import StagedChange
from rekurate.rekordbox.export.decide import Decision, by_track, decide, merged
from rekurate.rekordbox.export.document import write_document
from rekurate.rekordbox.export.nouns import Exported, ExportedTrack, ExportRequest, LeftOut, Reason
from rekurate.rekordbox.export.origin import Candidate, Origin
from rekurate.rekordbox.export.target import checked_target, new_file
from rekurate.rekordbox.export.validate import validated
from rekurate.rekordbox.values import unwritable

Spool = IO[bytes]
_IN_MEMORY: Final = 1 << 22
"""Bytes of records kept in memory before they go to an unnamed temporary file."""


@dataclass(slots=True)
class _Written:
    """What went into the spool."""

    tracks: list[ExportedTrack] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)


def write_export(request: ExportRequest) -> Exported:
    """Write the approved changes to a new XML file, atomically, and validate it before it appears.

    Raises ExportError when the output cannot be written (exists, inside Rekordbox's folder, folder missing or not
    writable), when a playlist would replace one of the user's, or when nothing is left to write. In every error case
    no file appears at `request.output`.
    """
    target = checked_target(request.output, request.source)
    changes = by_track(request.changes)
    if not changes:
        raise ExportError(
            "No approved change was given, so there is nothing to write. Stage and approve changes first."
        )
    wanted = {*changes, *(id_ for ids in request.playlists.values() for id_ in ids)}
    origin = _origin(request, wanted)
    _refuse_own_names(request, origin)
    with _room_for_records() as spool:
        written = _spool(spool, origin, changes, wanted)
        if not written.tracks:
            raise ExportError(_nothing_left(written.left_out))
        name = _free_name(request.playlist_name, origin)
        playlists = {name: [track.track_id for track in written.tracks], **_asked_for(request, written)}
        with new_file(target) as file:
            write_document(file, origin, len(written.ids), spool, playlists)
            sha256, size = validated(file, len(written.ids), playlists)
    return Exported(
        path=target,
        sha256=sha256,
        tracks=tuple(written.tracks),
        left_out=merged(written.left_out),
        playlist_name=name,
        playlists={name: len(playlists[name]) for name in request.playlists},
        companions=len(written.ids) - len(written.tracks),
        keep_cues=request.keep_cues and request.source.kind == "xml",
        size=size,
        warnings=tuple(_warnings(request)),
    )


@contextmanager
def _room_for_records() -> Iterator[Spool]:
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            yield spool
    except OSError as error:
        raise ExportError(
            f"No room for the records in {tempfile.gettempdir()} ({error.strerror}); nothing was written. "
            "Make room there, then try again."
        ) from error


def _origin(request: ExportRequest, wanted: set[str]) -> Origin:
    if request.source.kind == "xml":
        from rekurate.rekordbox.export.from_xml import XmlOrigin  # noqa: PLC0415 - loaded on first use (lxml)

        return XmlOrigin(request.source.path, wanted, keep_cues=request.keep_cues)
    from rekurate.rekordbox.export.from_database import DatabaseOrigin  # noqa: PLC0415 - loaded on first use (sqlcipher3)

    return DatabaseOrigin(request.source.path, wanted)


def _spool(
    spool: Spool,
    origin: Origin,
    changes: Mapping[str, tuple[StagedChange, ...]],
    wanted: set[str],
) -> _Written:
    """Render every record that may go out; say about every other one why not."""
    written, met = _Written(), set()
    for candidate in origin.candidates():
        track_id = candidate.track.id
        met.add(track_id)
        decision = _decide(candidate, changes.get(track_id))
        written.left_out.extend(decision.left_out)
        if decision.is_refused:
            continue
        spool.write(b"    " + candidate.render(decision.values) + origin.end_of_line)
        written.ids.add(track_id)
        if decision.exported:
            written.tracks.append(decision.exported)
    written.left_out.extend(
        LeftOut(track_id, origin.absent(track_id), "", changes.get(track_id, ())) for track_id in sorted(wanted - met)
    )
    return written


def _decide(candidate: Candidate, changes: tuple[StagedChange, ...] | None) -> Decision:
    if changes is not None:
        return decide(candidate, changes)
    if candidate.reason is None:
        return Decision()
    return Decision(left_out=(LeftOut(candidate.track.id, candidate.reason, candidate.detail),))


def _asked_for(request: ExportRequest, written: _Written) -> dict[str, list[str]]:
    return {name: [id_ for id_ in ids if id_ in written.ids] for name, ids in request.playlists.items()}


def _refuse_own_names(request: ExportRequest, origin: Origin) -> None:
    """Refuse a name the user has: an imported playlist replaces the one of its name."""
    for name in request.playlists:
        if name.casefold() in origin.playlist_names or name == request.playlist_name:
            raise ExportError(
                f'The library has a playlist named "{name[:80]}", and importing would replace it. Choose another name.'
            )
        if not name.strip() or unwritable(name):
            raise ExportError(f"{name[:80]!r} cannot be the name of a playlist. Choose one of ordinary characters.")


def _free_name(wanted: str, origin: Origin) -> str:
    name, count = wanted, 1
    while name.casefold() in origin.playlist_names:
        count += 1
        name = f"{wanted} ({count})"
    return name


def _nothing_left(left_out: Sequence[LeftOut]) -> str:
    counts: dict[Reason, int] = {}
    for each in left_out:
        counts[each.reason] = counts.get(each.reason, 0) + 1
    listed = ", ".join(f"{reason.value}: {count}" for reason, count in counts.items())
    example = next((each.detail for each in left_out if each.detail), "")
    return (
        f"Nothing is left to write ({listed}{'; ' + example if example else ''}). Read the library again, "
        "then clear or stage these changes anew."
    )


def _warnings(request: ExportRequest) -> Iterator[str]:
    if request.keep_cues and request.source.kind == "database":
        yield "Cues were not written: the database holds no beat grid, and half a cue list would replace the whole one"
