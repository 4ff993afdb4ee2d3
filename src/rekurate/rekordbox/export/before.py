"""What can be refused before any work: asked before a person is, so that nobody says yes in vain."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final
from unicodedata import normalize

from rekurate.errors import ExportError
from rekurate.model import Library
from rekurate.rekordbox.export.target import checked_target, refuse_unwritable
from rekurate.rekordbox.values import unwritable

_TREE: Final = "root"
"""The playlist tree itself has a name in every XML."""


def check_before(library: Library, output: Path, playlists: Iterable[str]) -> None:
    """Raise the ExportError that an export to `output` with these further playlists could not escape."""
    target = checked_target(output, library.source)
    refuse_names(playlists, {_TREE, *(alike(playlist.name) for playlist in library.playlists)})
    if library.source.kind == "xml":
        from rekurate.rekordbox.export.from_xml import refuse_encoding  # noqa: PLC0415 - loaded on first use (lxml)

        refuse_encoding(library.source.path)
    refuse_unwritable(target)


def alike(name: str) -> str:
    """Return what playlists are compared by: names that look the same are the same, however they are written."""
    return " ".join(normalize("NFC", name).casefold().split())


def refuse_names(names: Iterable[str], taken: Collection[str]) -> None:
    """Refuse a name twice, and one the user has, as an imported playlist replaces the one of its name.

    `taken` holds what `alike` gives.
    """
    met = set(taken)
    for name in names:
        if alike(name) in met:
            raise ExportError(
                f'There is a playlist named "{name[:80]}" already, and importing would replace it. Choose another name.'
            )
        met.add(alike(name))
        if not name.strip() or unwritable(name):
            raise ExportError(f"{name[:80]!r} cannot be the name of a playlist. Choose one of ordinary characters.")
