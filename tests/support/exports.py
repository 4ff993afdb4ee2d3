"""Approved changes and export requests as small as a test needs them."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from rekurate.model import ApprovedChange, Field, Library, Numbered, StagedChange
from rekurate.rekordbox.export import Exported, ExportRequest


def approved(track_id: str, new: str, old: str = "", field: Field = Field.GENRE) -> ApprovedChange:
    """Return a change a person said yes to."""
    return ApprovedChange(StagedChange(track_id, field, old, new), "terminal", "2026-11-20T10:00:00+00:00")


class Given(tuple[ApprovedChange, ...]):
    """Approved changes in memory, numbered as they stand."""

    __slots__ = ()

    def of(self, track_ids: Collection[str]) -> dict[str, tuple[Numbered, ...]]:
        found: dict[str, tuple[Numbered, ...]] = {}
        for number, one in enumerate(self):
            if one.change.track_id in track_ids:
                found[one.change.track_id] = (*found.get(one.change.track_id, ()), Numbered(number, one))
        return found


def inside(asked: ExportRequest, exported: Exported) -> list[StagedChange]:
    """Return the changes that are in the file."""
    return [one.change for one, is_in in zip(asked.changes, exported.inside, strict=True) if is_in]


def request(library: Library, output: Path, changes: Sequence[ApprovedChange], **options: object) -> ExportRequest:
    """Ask for an export of `library` into `output`."""
    return ExportRequest(library.source, Given(changes), output, "Rekurate 2026-11-20", **options)


def collection_of(path: Path) -> bytes:
    """Return the bytes between COLLECTION's tags."""
    return re.search(rb"<COLLECTION[^>]*>\r?\n(.*)  </COLLECTION>", path.read_bytes(), re.DOTALL)[1]
