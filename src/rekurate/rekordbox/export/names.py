"""Names of playlists: which are the same, and which a further one may not have."""

from collections.abc import Collection, Iterable
from unicodedata import normalize

from rekurate.errors import ExportError
from rekurate.rekordbox.characters import unwritable


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
