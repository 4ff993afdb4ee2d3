"""Write the approved changes into a new Rekordbox XML. A kill at any moment neither loses nor repeats a change.

The steps of an export:

1. The approved changes are sealed, so that a stage that changes meanwhile is noticed.
2. The export is planned in the store.
3. The file is written under another name, and its sha256 is kept with the plan.
4. The file gets its own name.
5. The export is recorded as done and its changes leave the stage, in one transaction.

A kill before step 4 leaves the stage as it was. A kill after it leaves a planned export whose file is there:
`settle_exports` knows the file by its sha256, and does step 5 the next time anybody looks at the stage.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.bulk import without_collection
from rekurate.curation.desk import Desk
from rekurate.curation.exporting.names import new_file, new_playlist
from rekurate.curation.staging.approve import check_stage
from rekurate.curation.staging.settle import settle_exports
from rekurate.curation.staging.unimported import unimported
from rekurate.errors import BadRequest, ExportError, StoreError
from rekurate.model import Library, SealedChanges

if TYPE_CHECKING:  # both bring libraries along that a server needs at its first export only
    from rekurate.rekordbox.export import Exported, LeftOuts
    from rekurate.rekordbox.guide import ImportGuide
    from rekurate.store import Plan, Written


_NAMED: Final = 10
"""Unknown track ids that an error names; the rest are counted."""
_ATTEMPTS: Final = 20
"""How often another name is chosen because a program took the last one first: several servers may export at once."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a caller wants written."""

    output_path: str | None = None
    """A new file, or a folder for one; None is the exports folder of the settings."""
    staged_digest: str | None = None
    """Digest of the stage the caller has seen, so that no other is written; None takes the stage as it is."""
    playlists: Sequence[tuple[str, Sequence[str]]] = ()
    """Further playlists: name and track ids in order."""
    keep_cues: bool = False


@dataclass(frozen=True, slots=True)
class ApprovedBy:
    """How many changes of the file were approved through one door."""

    door: str
    changes: int
    last_at: str
    """ISO time, UTC, of the last of these approvals."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file that was written."""

    export_id: str
    path: Path
    sha256: str
    size: int
    tracks: int
    changes: int
    playlist: str
    playlists: Mapping[str, int]
    approvals: tuple[ApprovedBy, ...]
    left_out: "LeftOuts"
    """Approved changes that are not in the file; they stay staged."""
    not_approved: int
    """Staged changes nobody approved; they stay staged."""
    guide: "ImportGuide"
    warnings: tuple[str, ...]


@without_collection()
def write_xml(desk: Desk, wish: ExportWish) -> ExportReport:
    """Write the approved part of the stage to a new file and take it off the stage.

    Raises BadRequest for an empty stage, for a digest of another stage and for an unusable path; NotApproved when
    nothing of the stage is approved, or when the stage changes while it is written; ExportError when the file cannot
    be written. After an error there is no file, and the stage is as it was.
    """
    library = desk.library.read()
    library_id = library.source.library_id
    _check_playlists(library, wish)
    notes = settle_exports(desk, library_id)
    standing = desk.store.approvals.standing(library_id)
    check_stage(standing, wish.staged_digest, notes)
    notes = (*notes, *unimported(desk, library))
    sealing = desk.store.approvals.seal(library_id, standing.digest, partial=True)
    with desk.store.exports.at_work.working(), sealing as sealed:
        export_id, exported = _Export(desk, library, wish, standing.digest, sealed).write()
    return ExportReport(
        export_id=export_id,
        path=exported.path,
        sha256=exported.sha256,
        size=exported.size,
        tracks=exported.tracks,
        changes=exported.changes,
        playlist=exported.playlist_name,
        playlists=exported.playlists,
        approvals=tuple(ApprovedBy(*door) for door in desk.store.exports.doors(export_id)),
        left_out=exported.left_out,
        not_approved=len(standing.unapproved),
        guide=_guide(library, exported),
        warnings=(*notes, *exported.warnings),
    )


def check_wish(desk: Desk, wish: ExportWish) -> None:
    """Raise now what `write_xml` would raise about the wish after a person has been asked to approve.

    Raises BadRequest for a wrong playlist or path argument; ExportError for a place where no file may or can be
    written, for a playlist name that the person's library has already, and for a library whose records cannot be
    copied.
    """
    from rekurate.rekordbox.export.before import check_before  # noqa: PLC0415 - loaded on first use

    library = desk.library.read()
    _check_playlists(library, wish)
    settle_exports(desk, library.source.library_id)
    check_before(library, new_file(desk, wish.output_path), (name for name, _ in wish.playlists))


def _check_playlists(library: Library, wish: ExportWish) -> None:
    names = [name.strip() for name, _ in wish.playlists]
    if len(set(names)) < len(names) or "" in names:
        raise BadRequest("Each of `playlists` needs a name of its own. Nothing was written.")
    missing = sorted({one for _, ids in wish.playlists for one in ids if one not in library.by_id})
    if missing:
        named = ", ".join(repr(one[:40]) for one in missing[:_NAMED])
        raise BadRequest(
            f"`playlists` names {len(missing)} unknown tracks: {named}. Nothing was written; search_tracks finds ids."
        )


@dataclass(frozen=True, slots=True)
class _Export:
    """One export under way."""

    desk: Desk
    library: Library
    wish: ExportWish
    digest: str
    """Of the stage that is written."""
    sealed: SealedChanges
    """The approved changes of that stage."""

    def write(self) -> "tuple[str, Exported]":
        """Write the file; return the id of the export, and what was written.

        When the name of the file is ours to choose and another program takes it first, the next free one is tried.
        """
        attempts = _ATTEMPTS
        while True:
            attempts -= 1
            plan = self._plan()
            try:
                return self._carry_out(plan)
            except ExportError:
                if self._is_named(plan.path) or not attempts or not os.path.lexists(plan.path):
                    raise

    def _is_named(self, path: Path) -> bool:
        """Whether the caller named exactly this file, and not a folder for it."""
        named = self.wish.output_path
        return named is not None and path == Path(named).expanduser()

    def _plan(self) -> "Plan":
        from rekurate.store import Named, Plan  # noqa: PLC0415 - loaded on first use: SQLite

        def named(track_id: str) -> Named:
            track = self.library.by_id.get(track_id)
            return Named("", "", "") if track is None else Named(track.location, track.artist, track.title)

        source = self.library.source
        path = new_file(self.desk, self.wish.output_path)
        return Plan(path, self.digest, new_playlist(self.desk, source.library_id), self.sealed, named, source.stamp)

    def _carry_out(self, plan: "Plan") -> "tuple[str, Exported]":
        from rekurate.rekordbox.export import ExportRequest, write_export  # noqa: PLC0415 - loaded on first use: lxml

        source, exports = self.library.source, self.desk.store.exports
        library_id = source.library_id
        playlists = dict(self.wish.playlists)
        request = ExportRequest(source, self.sealed, plan.path, plan.playlist, playlists, keep_cues=self.wish.keep_cues)
        export_id = exports.plan(library_id, plan)
        try:
            exported = write_export(request, lambda one: exports.announce(library_id, export_id, _written(one)))
        except Exception:
            exports.abandon(library_id, export_id)
            raise
        try:
            exports.finish(library_id, export_id, _written(exported))
        except Exception:
            # The stage changed under the file, or the store cannot say that it is written: then it must not be there.
            with suppress(OSError):
                exported.path.unlink()
            with suppress(StoreError):
                exports.abandon(library_id, export_id)
            raise
        return export_id, exported


def _written(exported: "Exported") -> "Written":
    from rekurate.store import Written  # noqa: PLC0415 - loaded on first use: SQLite

    return Written(exported.sha256, exported.playlist_name, exported.inside)


def _guide(library: Library, exported: "Exported") -> "ImportGuide":
    from rekurate.rekordbox.guide import import_guide  # noqa: PLC0415 - loaded on first use

    return import_guide(
        exported.playlist_name,
        keep_cues=exported.keep_cues,
        from_xml=library.source.kind == "xml",
        companions=exported.companions,
        file=str(exported.path),
    )
