"""Find a playlist the way a person names it."""

from itertools import takewhile

from rekurate.errors import BadRequest
from rekurate.model import Library, Playlist, fold
from rekurate.model.text import cut

_SHOWN = 8
_NAME = 80
"""Characters of an unknown name that an error repeats."""


def playlist_named(library: Library, name: str) -> Playlist:
    """Return the playlist or folder with this id, path or name (case and accents folded).

    Raises BadRequest when there is none (with the nearest names) or when several fit (with their paths and ids).
    """
    wanted = fold(name)
    by_path = [playlist for playlist in library.playlists if fold(playlist.path) == wanted]
    by_id = {playlist.id: [playlist] for playlist in library.playlists}  # in an XML, the id is the path, with blanks
    exact = by_id.get(name) or by_id.get(name.strip()) or by_path
    matches = exact or [playlist for playlist in library.playlists if fold(playlist.name) == wanted]
    if len(matches) == 1:
        return matches[0]
    if matches:
        shown = "; ".join(f"{playlist.path!r} (id {playlist.id})" for playlist in matches[:_SHOWN])
        raise BadRequest(f"{len(matches)} playlists are called {name!r}: {shown}. Name one by its path or id.")
    asked = cut(name, _NAME)
    raise BadRequest(f"No playlist has the name, path or id {asked!r}. {_suggestions(library, wanted)}")


def tracks_of(library: Library, playlist: Playlist) -> tuple[str, ...]:
    """Return the track ids in playlist order without repeats; of a folder, those of every playlist below it."""
    if not playlist.is_folder:
        return tuple(dict.fromkeys(playlist.track_ids))
    after = library.playlists[library.playlists.index(playlist) + 1 :]
    inside = takewhile(lambda other: other.depth > playlist.depth, after)
    return tuple(dict.fromkeys(track_id for other in inside for track_id in other.track_ids))


def _suggestions(library: Library, wanted: str) -> str:
    if not library.playlists:
        return "This library has no playlists: leave `playlist` out."
    import difflib  # noqa: PLC0415 - loaded on first use: only a refused call needs it

    paths = {fold(playlist.name): playlist.path for playlist in library.playlists}
    near = difflib.get_close_matches(wanted, list(paths), 5, 0.5)
    holding = [folded for folded in paths if wanted and wanted in folded and folded not in near]
    found = [paths[folded] for folded in [*near, *holding]][:_SHOWN] or list(paths.values())[:_SHOWN]
    return f"Nearest: {', '.join(map(repr, found))}. `read_library` lists them."
