"""A DJ's library in miniature whose labels, playlists and folders mean a genre, as far as a test wants them to."""

import random

from tests.support.library import make_library, make_playlist, make_track

from rekurate.model import Library, Track

GENRES = {"House": ("Night Groove", 124.0), "Techno": ("Hard Steel", 126.0), "Minimal": ("Low End", 125.0)}
"""Label and BPM of each genre: tempos so near that they refute nothing."""


def make_crates(size: int = 240, noise: float = 0.0, ungenred: int = 0, seed: int = 1) -> Library:
    """Return a library of `size` genred and `ungenred` ungenred tracks.

    Each genre has a label, a playlist and a folder of its own; with `noise` (0 to 1) a track sits in those of a genre
    drawn at random instead. Artists have one to four tracks.
    """
    rng = random.Random(seed)
    tracks: list[Track] = []
    lists: dict[str, list[str]] = {genre: [] for genre in GENRES}
    for number in range(size + ungenred):
        genre = rng.choice(list(GENRES))
        place, shelf = (rng.choice(list(GENRES)) if rng.random() < noise else genre for _ in range(2))
        track = make_track(
            id=str(number + 1),
            title=f"Track {number}",
            artist=f"Artist {genre[:1]}{number // 9}",
            genre=genre if number < size else "",
            label=GENRES[place][0] if rng.random() < 0.9 else "",
            bpm=GENRES[genre][1],
            added="",
            location=f"/Music/{shelf} crate/{number}.mp3",
        )
        tracks.append(track)
        if rng.random() < 0.7:
            lists[place].append(track.id)
    playlists = tuple(make_playlist(f"crate {genre}", tuple(ids)) for genre, ids in lists.items())
    return make_library(*tracks, playlists=playlists)
