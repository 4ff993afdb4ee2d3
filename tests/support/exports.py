"""Approved changes and export requests as small as a test needs them."""

import re
from collections.abc import Sequence
from pathlib import Path

from rekurate.model import ApprovedChange, Field, Library, StagedChange
from rekurate.rekordbox.export import ExportRequest


def approved(track_id: str, new: str, old: str = "", field: Field = Field.GENRE) -> ApprovedChange:
    """Return a change a person said yes to."""
    return ApprovedChange(StagedChange(track_id, field, old, new), "terminal", "2026-11-20T10:00:00+00:00")


def request(library: Library, output: Path, changes: Sequence[ApprovedChange], **options: object) -> ExportRequest:
    """Ask for an export of `library` into `output`."""
    return ExportRequest(library.source, changes, output, "Rekurate 2026-11-20", **options)


def collection_of(path: Path) -> bytes:
    """Return the bytes between COLLECTION's tags."""
    return re.search(rb"<COLLECTION[^>]*>\r?\n(.*)  </COLLECTION>", path.read_bytes(), re.DOTALL)[1]
