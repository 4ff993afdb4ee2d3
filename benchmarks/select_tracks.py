"""How fast a selection is on 100,000 tracks: the first ones sort and fold, later ones only compare.

uv run --extra audio python benchmarks/select_tracks.py
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track

from rekurate.curation.finding.find import select
from rekurate.curation.finding.index import index_of
from rekurate.curation.finding.overview import overview
from rekurate.curation.finding.selection import Selection
from rekurate.store import open_store

COUNT = 100_000


def clocked(label, work):
    begun = time.perf_counter()
    result = work()
    print(f"{label:42} {(time.perf_counter() - begun) * 1000:8.1f} ms")
    return result


def main():
    dice = random.Random(7)
    genres = ["", "House", "Techno", "Dance", "My Own", "dnb", "Drum & Bass"]
    tracks = [
        make_track(
            id=str(number),
            title=f"{dice.choice(['Ääkkönen', 'Night', 'Солнце', 'Loop'])} {dice.randrange(50_000)}",
            artist=f"Artist {dice.randrange(8_000)}",
            genre=dice.choice(genres),
            bpm=dice.uniform(80, 180),
        )
        for number in range(COUNT)
    ]
    library = make_library(*tracks, playlists=(make_playlist("All", tuple(str(n) for n in range(COUNT))),))
    with tempfile.TemporaryDirectory() as folder:
        measure(make_desk(library, store=open_store(Path(folder) / "store.sqlite")))


def measure(desk):
    library = desk.library.read()
    clocked("sort (once a library)", lambda: index_of(library).ordered(range(COUNT)))
    for label, selection in (
        ("has_genre=False", Selection(has_genre=False)),
        ("query, first time (folds)", Selection(query="aakkonen artist")),
        ("query, again", Selection(query="солнце")),
        ("has_unknown_genre=True", Selection(has_unknown_genre=True)),
        ("bpm 120 to 130, genre house", Selection(bpm_min=120, bpm_max=130, genre="house")),
        ("playlist of everything", Selection(playlist="All")),
        ("path_prefix, first time", Selection(path_prefix="/Music/9")),
        ("everything", Selection()),
    ):
        found = clocked(label, lambda selection=selection: select(desk, selection))
        print(f"{'':42} {len(found.tracks):8} tracks")
    clocked("overview", lambda: overview(desk))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    main()
