"""What can be refused before any work: asked before a person is, so that nobody says yes in vain."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rekurate.model import Library
from rekurate.rekordbox.export.names import alike, refuse_names
from rekurate.rekordbox.export.target import checked_target, refuse_unwritable

_TREE: Final = "root"
"""The playlist tree itself has a name in every XML."""


def check_before(library: Library, output: Path, playlists: Iterable[str]) -> None:
    """Raise the ExportError that an export to `output` with these further playlists could not escape."""
    target = checked_target(output, library.source)
    refuse_names(playlists, {_TREE, *(alike(playlist.name) for playlist in library.playlists)})
    if library.source.kind == "xml":
        from rekurate.rekordbox.export.origins.from_xml import refuse_encoding  # noqa: PLC0415 - loaded on first use (lxml)

        refuse_encoding(library.source.path)
    refuse_unwritable(target)
