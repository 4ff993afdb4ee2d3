# ruff: noqa: E501 - tables and records read better in long rows
"""Libraries that never were, shaped like those that are: what the classifier is tuned and timed on.

Every library is drawn from a seed. Four kinds of DJ, each with a `mess` from 0 (a librarian) to 1 (nothing means
anything): what differs is where the meaning sits (labels, folders, playlists, names) and how much of it there is.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rekurate.model import Library, Playlist, Source, Track, TrackKind
from rekurate.resources import data_folder

CLUB = [
    "House",
    "Tech House",
    "Techno",
    "Deep House",
    "Melodic House & Techno",
    "Minimal",
    "Progressive House",
    "Drum & Bass",
    "Breaks",
    "Trance",
    "Afro House",
    "Electro",
    "UK Garage",
    "Dubstep",
    "Hard Techno",
    "Disco",
    "Nu Disco",
    "Indie Dance",
    "Ambient",
    "Downtempo",
    "Psytrance",
    "Bass House",
    "Organic House",
    "Acid House",
    "Jungle",
    "Dub Techno",
]
OPEN = [
    "Hip Hop",
    "House",
    "Pop",
    "R&B",
    "Reggaeton",
    "Dancehall",
    "Rock",
    "Disco",
    "Funk",
    "Soul",
    "Bachata",
    "Salsa",
    "Afrobeats",
    "Trap",
    "Drum & Bass",
    "Country",
    "Merengue",
    "Amapiano",
    "Techno",
    "Reggae",
    "Indie Rock",
    "Dance-Pop",
    "UK Garage",
    "Jazz",
]
TEMPO = {
    "House": (120, 128), "Tech House": (124, 130), "Techno": (126, 140), "Deep House": (116, 124), "Drum & Bass": (170, 176),
    "Melodic House & Techno": (120, 125), "Minimal": (123, 130), "Progressive House": (121, 127), "Breaks": (122, 138),
    "Trance": (130, 140), "Afro House": (118, 124), "Electro": (120, 138), "UK Garage": (128, 136), "Dubstep": (138, 142),
    "Hard Techno": (142, 158), "Disco": (108, 126), "Nu Disco": (110, 124), "Indie Dance": (105, 125), "Ambient": (60, 130),
    "Downtempo": (80, 112), "Psytrance": (138, 146), "Bass House": (124, 129), "Organic House": (114, 122),
    "Acid House": (120, 130), "Jungle": (160, 174), "Dub Techno": (118, 130), "Hip Hop": (78, 104), "Pop": (90, 130),
    "R&B": (68, 108), "Reggaeton": (88, 102), "Dancehall": (90, 108), "Rock": (90, 150), "Funk": (95, 122), "Soul": (70, 125),
    "Bachata": (118, 136), "Salsa": (88, 108), "Afrobeats": (96, 116), "Trap": (130, 150), "Country": (80, 140),
    "Merengue": (120, 170), "Amapiano": (110, 115), "Reggae": (70, 95), "Indie Rock": (95, 150), "Dance-Pop": (112, 130),
    "Jazz": (70, 160),
}  # fmt: skip
ARTIST_HOME, LABEL_HOME = 0.85, 0.7
KNOWN = {ARTIST_HOME: 0.4, LABEL_HOME: 0.3}
"""Share of artists, and of labels, whose names the taxonomy has heard of."""
CLAIM_HOLDS = {"shopper": 0.5, "sorter": 0.5, "crate": 0.4, "open": 0.75}
"""How often a known name is at home where the taxonomy says: assumed, and kinder than what was measured. On real Beatport
and Discogs tracks the surest claim about an artist was exactly the given genre for 36 % and 44 % of the known artists'
tracks, about a label for 40 % and 17 %; nothing was measured for `open`."""
WRITTEN = {
    "shopper": {"Techno": "Techno (Peak Time / Driving)", "Minimal": "Minimal / Deep Tech", "UK Garage": "UK Garage / Bassline", "Trance": "Trance (Main Floor)", "Breaks": "Breaks / Breakbeat / UK Bass", "Nu Disco": "Nu Disco / Disco"},
    "open": {"Hip Hop": "Hip-Hop/Rap", "R&B": "R&B/Soul"},
    "crate": {"Minimal": "Wonk Minimal", "Breaks": "Brokenish", "Downtempo": "Porch Music", "Electro": "Robot Night"},
}  # fmt: skip
"""How some kinds of DJ write a genre: a shop's names, iTunes' buckets, words of their own."""
BUCKETS = {"open": ("Dance", "Pop", "Electronic"), "shopper": ("Electronica", "Dance")}
KINDS = ("shopper", "sorter", "crate", "open")


@dataclass(frozen=True)
class Drawn:
    """A library as its DJ keeps it, and the genre each track would get."""

    library: Library
    truth: dict[str, str]


def draw(kind: str, size: int, mess: float, seed: int, genred: float = 0.7) -> Drawn:
    """Draw a library of `size` tracks of which a share `genred` carries its genre."""
    return _Drawer(kind, size, mess, random.Random(f"{kind} {size} {mess} {seed}")).draw(genred)


@cache
def known_names(file):
    """Names the taxonomy knows, by genre."""
    names = {}
    tables = tomllib.loads((data_folder("taxonomy") / file).read_text(encoding="utf-8"))
    for rows in tables.values():
        for genre, artists in rows.items():
            names.setdefault(genre, []).extend(" ".join(artists.split()).split("; "))
    return names


class _Drawer:
    def __init__(self, kind, size, mess, rng):
        self.kind, self.size, self.mess, self.rng = kind, size, mess, rng
        genres = list(OPEN if kind == "open" else CLUB)
        rng.shuffle(genres)
        self.genres = genres[: rng.randint(10, len(genres))]
        self.weights = [1 / (rank + 1.5) for rank in range(len(self.genres))]
        self.words = {genre: [self.word() for _ in range(40)] for genre in self.genres}
        self.common = [self.word() for _ in range(600)]
        self.known = {ARTIST_HOME: known_names("artists.toml"), LABEL_HOME: known_names("labels.toml")}
        self.labels = self.houses(max(20, size // 18), LABEL_HOME)
        self.artists = self.houses(max(30, int(size / 2.6)), ARTIST_HOME)

    def word(self):
        rng = self.rng
        return "".join(rng.choice("bcdfghklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))

    def genre(self):
        return self.rng.choices(self.genres, self.weights)[0]

    def houses(self, count, home):
        """Names with a home genre; a few appear often, most once. `home` is how often a track goes to one at home."""
        made = {genre: ([], []) for genre in [*self.genres, None]}
        for rank in range(count):
            genre = self.genre()
            name = f"{self.word().title()} {self.word().title()}"
            claimed = genre if self.rng.random() < CLAIM_HOLDS[self.kind] else self.genre()
            known = self.known[home].get(claimed, ())
            if known and self.rng.random() < KNOWN[home]:
                name = self.rng.choice(known)
            for key in (genre, None):
                made[key][0].append(name)
                made[key][1].append(1 / (rank + 8) ** 0.7)
        return made, home

    def pick(self, houses, genre):
        """Pick a name for a track of a genre: mostly one at home there, sometimes any."""
        made, home = houses
        at_home = made[genre][0] and self.rng.random() < home - 0.4 * self.mess
        names, weights = made[genre if at_home else None]
        return self.rng.choices(names, weights)[0]

    def draw(self, genred):
        tracks, truth, true_lists = [], {}, {}
        album = None
        while len(tracks) < self.size:
            if album is None or self.rng.random() < 0.45:
                album = self.album()
            number = len(tracks)
            track, genre = self.track(number, album)
            sloppy = self.genre() if self.rng.random() < 0.04 + 0.16 * self.mess else genre
            sloppy = WRITTEN.get(self.kind, {}).get(sloppy, sloppy)
            if self.kind in BUCKETS and self.rng.random() < 0.12:
                sloppy = self.rng.choice(BUCKETS[self.kind])
            truth[track.id] = sloppy
            true_lists.setdefault(genre, []).append(track.id)
            tracks.append(track._replace(genre=sloppy if self.rng.random() < genred else ""))
        source = Source("xml", Path("/drawn.xml"), f"drawn {self.kind} {self.size}", "", "", "drawn")
        return Drawn(Library.of(source, tuple(tracks), tuple(self.playlists(tracks, true_lists))), truth)

    def album(self):
        genre = self.genre()
        compilation = self.rng.random() < 0.15
        return {
            "genre": genre, "compilation": compilation, "artist": self.pick(self.artists, genre),
            "label": self.pick(self.labels, genre), "name": f"{self.word()} {self.word()}".title(),
            "year": self.rng.randint(1995, 2025), "added": f"20{self.rng.randint(16, 25)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}",
        }  # fmt: skip

    def track(self, number, album):
        rng = self.rng
        genre = self.genre() if rng.random() < 0.15 + 0.3 * self.mess else album["genre"]
        artist = self.pick(self.artists, genre) if album["compilation"] else album["artist"]
        words = [
            rng.choice(self.words[genre] if rng.random() < 0.12 * (1 - self.mess) else self.common)
            for _ in range(rng.randint(1, 4))
        ]
        title = " ".join(words).title()
        if rng.random() < 0.3:
            title += rng.choice([" (Original Mix)", " (Extended Mix)", f" ({self.pick(self.artists, genre)} Remix)"])
        low, high = TEMPO.get(genre, (100, 130))
        bpm = round(rng.uniform(low, high) / (2 if low > 160 and rng.random() < 0.3 else 1), 2)
        has_label = rng.random() < {"shopper": 0.9, "sorter": 0.4, "crate": 0.5, "open": 0.1}[self.kind]
        return Track(
            id=str(number + 1), title=title, artist=artist, remixer="", album=album["name"] if rng.random() < 0.8 else "",
            genre="", label=album["label"] if has_label else "", key="", comments=rng.choice(["", "", "8A - Energy 6", "Purchased at a shop"]),
            bpm=bpm if rng.random() > 0.03 else 0.0, year=album["year"], rating=rng.randint(0, 5), seconds=rng.randint(150, 480),
            added=album["added"], color="", play_count=0, bit_rate=320, file_size=9_000_000,
            location=self.location(number, genre, artist, album), kind=TrackKind.FILE, my_tags=(),
        ), genre  # fmt: skip

    def location(self, number, genre, artist, album):
        if self.kind == "sorter" and self.rng.random() > 0.1 + 0.5 * self.mess:
            return f"/Users/dj/Music/{genre}/{album['added'][:4]}/{number}.mp3"
        if self.kind == "open" and self.rng.random() > 0.3 + 0.6 * self.mess:
            return f"/Users/dj/Music/pool/{self.rng.choice(['clean', 'dirty'])} {genre}/{number}.mp3"
        if self.kind == "crate":
            return f"/Users/dj/Music/{album['added'][:7]}/{artist} - {album['name']}/{number}.mp3"
        return f"/Users/dj/Music/iTunes/{artist}/{album['name']}/{number}.mp3"

    def playlists(self, tracks, by_genre):
        """Some lists mean one genre, some a night of three, some nothing; not every track is in one."""
        rng = self.rng
        made = []
        everyone = [track.id for track in tracks]
        share = {"shopper": 0.25, "sorter": 0.15, "crate": 0.8, "open": 0.5}[self.kind]
        room = int(self.size * share)
        while room > 0:
            size = min(room, rng.randint(8, 60))
            spread = rng.choices([1, 3, 6], [0.5, 0.3, 0.2])[0]
            genres = [self.genre() for _ in range(spread)]
            pool = [one for genre in genres for one in by_genre.get(genre, [])] or everyone
            ids = [rng.choice(everyone if rng.random() < 0.08 + 0.6 * self.mess else pool) for _ in range(size)]
            name = genres[0] if spread == 1 and rng.random() < 0.4 else f"{self.word()} {len(made)}"
            made.append(
                Playlist(
                    str(len(made)),
                    name,
                    f"Sets / {name} {len(made)}",
                    is_folder=False,
                    track_ids=tuple(dict.fromkeys(ids)),
                )
            )
            room -= size
        return made
