"""Tracks, playlists and libraries as small as a test needs them."""

from pathlib import Path

from rekurate.model import Library, Playlist, Source, Track, TrackKind

PLAIN = Track(
    id="1",
    title="Night Drive",
    artist="Mira Vale",
    remixer="",
    album="",
    genre="",
    label="",
    key="",
    comments="",
    bpm=0.0,
    year=0,
    rating=0,
    seconds=360,
    added="2024-01-01",
    color="",
    play_count=0,
    bit_rate=320,
    file_size=14_400_000,
    location="/Music/night-drive.mp3",
    kind=TrackKind.FILE,
    my_tags=(),
)


def make_track(**overrides: object) -> Track:
    """Return a plain ungenred track, with what the test is about overridden; the location follows the id."""
    if "id" in overrides:
        overrides.setdefault("location", f"/Music/{overrides['id']}.mp3")
    return PLAIN._replace(**overrides)


def make_playlist(name: str, track_ids: tuple[str, ...] = (), **overrides: object) -> Playlist:
    """Return a playlist at the root of the tree."""
    fields = {"id": f"p-{name}", "name": name, "path": name, "is_folder": False, "track_ids": tuple(track_ids)}
    return Playlist(**{**fields, **overrides})


def make_source(**overrides: object) -> Source:
    """Return a database last changed on the first of June 2024."""
    fields = {
        "kind": "database",
        "path": Path("/Users/dj/Library/Pioneer/rekordbox/master.db"),
        "stamp": "stamp-1",
        "modified_at": "2024-06-01T12:00:00+00:00",
        "product": "rekordbox 7.2.8",
        "library_id": "library-1",
    }
    return Source(**{**fields, **overrides})


def make_library(
    *tracks: Track,
    playlists: tuple[Playlist, ...] = (),
    left_out: dict[str, int] | None = None,
    warnings: tuple[str, ...] = (),
    source: Source | None = None,
) -> Library:
    """Return a library of these tracks."""
    return Library.of(source or make_source(), tuple(tracks), tuple(playlists), left_out, warnings)


class FakeDoor:
    """A library in memory; `library` may be replaced, as when Rekordbox saves."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def read(self) -> Library:
        return self.library
