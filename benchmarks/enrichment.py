"""How many requests does Discogs cost a track, and is the right release found? A library of real albums and EPs.

    uv run --extra audio python benchmarks/enrichment.py --releases releases.tsv --tracks tracks.tsv

The provider is a fake in memory with a strict search (see `fake_shops.py`); queries are the tracks themselves, with
album tags, with album tags as shops and rips write them, without, and misspelt. Each line is asked by one thread and by
four, which share the work as `enrich_tracks` shares it.
"""

import argparse
import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from fake_shops import COLUMNS, EMPTY, FakeDiscogs, Free, Memory, Table, by_release, seconds, table
from rekurate.classify.matching import RecordingMatcher
from rekurate.curation.gathering.shards import shards
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.provider import World
from rekurate.model import Outcome, Track


def library(releases: Table, tracks: Mapping[str, Table], *, album: bool) -> Iterator[Track]:
    for row in releases:
        for number, track in enumerate(tracks.get(row["release_id"], [])):
            yield EMPTY._replace(id=f"{row['release_id']}-{number}", title=track["title"], artist=track["artist"],
                                 album=row["release"] if album else "", seconds=seconds(track["duration"]),
                                 label=row["label"], location=f"/{row['release_id']}/{number}")  # fmt: skip


def misspelt(track: Track, rng: random.Random) -> Track:
    """Swap two letters of title or artist: a strict search finds neither."""
    field = rng.choice(["title", "artist"])
    text = getattr(track, field)
    at = rng.randrange(max(1, len(text) - 1))
    return track._replace(**{field: text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]})


def retagged(track: Track, rng: random.Random) -> Track:
    """Write the album as shops and rips do: other tracks of the album may be written otherwise."""
    name = track.album
    forms = [name, f"{name} EP", f"{name} - Single", f"{name} (Deluxe Edition)", f"{name} [{track.label}]",
             name.upper(), f"{name} (2011 Remaster)", f"{name} CD1", f"{track.artist} - {name}"]  # fmt: skip
    return track._replace(album=rng.choice(forms))


def measure(name: str, listed: list[Track], fake: FakeDiscogs, threads: int) -> None:
    witness = Discogs(World(fake, Memory(), RecordingMatcher(), lambda: 1e9), "token")  # type: ignore[arg-type] # stand-ins
    outcomes: Counter[str] = Counter()

    def ask(part: list[Track]) -> None:
        for seen in witness.observe(part, Free()):
            outcomes[seen.outcome.value] += 1

    crew = [threading.Thread(target=ask, args=(part,)) for part in shards(listed, threads)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    count = sum(outcomes.values())
    usable = 100 * outcomes[Outcome.USABLE.value] / count
    cost = fake.requests / len(listed)
    print(f"{name:38} {threads} threads {count:5} recordings, {cost:.2f} requests a track, {usable:.1f} % usable, "
          f"{dict(outcomes)}", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("releases", "tracks"):
        parser.add_argument(
            f"--{name}", type=Path, required=True, help=f"tab-separated, with a header: {COLUMNS[name]}"
        )
    options = parser.parse_args()
    releases, tracks = table(options.releases), by_release(table(options.tracks))
    whole = [row for row in releases if "Compilation" not in row["formats"]]
    small = [row for row in releases if 0 < len(tracks.get(row["release_id"], [])) <= 4]
    rng = random.Random(7)
    bare = list(library(small, tracks, album=False))
    for name, listed in (
        ("albums and EPs, album tags", list(library(whole, tracks, album=True))),
        ("  the same, albums named differently", [retagged(one, rng) for one in library(whole, tracks, album=True)]),
        ("singles and EPs, album tags", list(library(small, tracks, album=True))),
        ("  the same, albums named differently", [retagged(one, rng) for one in library(small, tracks, album=True)]),
        ("singles and EPs, no album tags", bare),
        ("  the same, each name misspelt", [misspelt(track, rng) for track in bare]),
    ):
        for threads in (1, 4):
            measure(name, listed, FakeDiscogs(releases, tracks), threads)


if __name__ == "__main__":
    main()
