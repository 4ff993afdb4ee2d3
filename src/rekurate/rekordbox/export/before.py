"""What can be refused before any work: asked before a person is, so that nobody says yes in vain."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from rekurate.errors import ExportError
from rekurate.model import Library
from rekurate.rekordbox.export.target import checked_target, refuse_unwritable
from rekurate.rekordbox.values import unwritable

_TREE: Final = "root"
"""The playlist tree itself has a name in every XML."""


def check_before(library: Library, output: Path, playlists: Iterable[str]) -> None:
    """Raise the ExportError that an export to `output` with these further playlists could not escape."""
    target = checked_target(output, library.source)
    refuse_names(playlists, {_TREE, *(playlist.name.casefold() for playlist in library.playlists)})
    if library.source.kind == "xml":
        from rekurate.rekordbox.export.from_xml import refuse_encoding  # noqa: PLC0415 - loaded on first use (lxml)

        refuse_encoding(library.source.path)
    refuse_unwritable(target)


def refuse_names(names: Iterable[str], taken: Collection[str]) -> None:
    """Refuse a name the user has, as an imported playlist replaces the one of its name; `taken` is case folded."""
    for name in names:
        if name.casefold() in taken:
            raise ExportError(
                f'The library has a playlist named "{name[:80]}", and importing would replace it. Choose another name.'
            )
        if not name.strip() or unwritable(name):
            raise ExportError(f"{name[:80]!r} cannot be the name of a playlist. Choose one of ordinary characters.")
