"""How many requests does Discogs cost a track, and is the right release found? A library of real albums and EPs.

    python benchmarks/enrichment.py --releases releases.tsv --tracks tracks.tsv

Tables are tab-separated: `release_id, master_id, artist, release, label, catno, year, genres, styles, formats` and
`release_id, position, artist, title, duration`. The provider is a fake in memory whose search wants every word of every
field, as Discogs' does; queries are the tracks themselves, with and without album tags.
"""

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from anyascii import anyascii

from rekurate.classify.matching import RecordingMatcher
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.provider import World
from rekurate.model import Ask, Outcome, Reply, Track, TrackKind

EMPTY = Track("", *[""] * 8, 0.0, 0, 0, 0, "", "", 0, 0, 0, "", TrackKind.FILE, ())


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", anyascii(text).casefold()))


class FakeDiscogs:
    """Answers searches and releases; counts requests."""

    def __init__(self, releases: list[dict[str, str]], tracks: Mapping[str, list[dict[str, str]]]) -> None:
        self.requests = 0
        self.releases = {row["release_id"]: row for row in releases}
        self.tracks = tracks
        self.index: dict[str, defaultdict[str, set[str]]] = {}
        for row in releases:
            listed = tracks.get(row["release_id"], [])
            fields = {
                "artist": " ".join([row["artist"], *(track["artist"] for track in listed)]),
                "track": " ".join(track["title"] for track in listed),
                "release_title": row["release"], "label": row["label"], "catno": row["catno"],
            }  # fmt: skip
            fields["q"] = " ".join(fields.values())
            for name, text in fields.items():
                held = self.index.setdefault(name, defaultdict(set))
                for word in words(text):
                    held[word].add(row["release_id"])

    def line(self, _: Any, __: str) -> "FakeDiscogs":
        return self

    def send(self, ask: Ask, _: Any) -> Reply:
        self.requests += 1
        body = self.search(ask.params) if "search" in ask.url else self.release(ask.url)
        return Reply(200 if body else 404, {}, json.dumps(body).encode(), ask.url)

    def search(self, params: Mapping[str, str]) -> dict[str, Any]:
        wanted = [self.index[name][word] for name in params if name in self.index for word in words(params[name])]
        found = set.intersection(*wanted) if wanted else set()
        masters = params.get("type") == "master"
        return {"results": [self.row(self.releases[own], masters=masters) for own in sorted(found, key=int)[:25]
                            if not masters or self.releases[own]["master_id"]]}  # fmt: skip

    @staticmethod
    def row(row: Mapping[str, str], *, masters: bool) -> dict[str, Any]:
        return {
            "id": int(row["master_id"] if masters else row["release_id"]), "type": "master" if masters else "release",
            "master_id": int(row["master_id"] or 0), "title": f"{row['artist']} - {row['release']}",
            "year": row["year"], "format": re.split(r"[:/]", row["formats"]), "label": [row["label"]],
            "style": row["styles"].split("; "),
        }  # fmt: skip

    def release(self, url: str) -> dict[str, Any]:
        kind, own = url.split("/")
        if kind == "masters":
            own = next(key for key, row in self.releases.items() if row["master_id"] == own)
        row = self.releases[own]
        tracks = [{"position": t["position"], "title": t["title"], "duration": t["duration"], "type_": "track",
                   "artists": [{"name": t["artist"]}]} for t in self.tracks[own]]  # fmt: skip
        kinds = re.split(r"[:/]", row["formats"])
        return {"id": int(own), "master_id": int(row["master_id"] or 0), "title": row["release"], "tracklist": tracks,
                "artists": [{"name": row["artist"]}], "labels": [{"name": row["label"], "catno": row["catno"]}],
                "year": int(row["year"] or 0), "styles": row["styles"].split("; "), "genres": row["genres"].split("; "),
                "formats": [{"name": kinds[0], "descriptions": kinds[1:]}]}  # fmt: skip


class Memory:
    """An evidence cache in memory."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], Mapping[str, Any]] = {}

    def observations(self, _: Any) -> Mapping[str, Any]:
        return {}

    def document(self, source: str, key: str) -> Mapping[str, Any] | None:
        return self.documents.get((source, key))

    def keep_document(self, source: str, key: str, document: Mapping[str, Any]) -> None:
        self.documents[source, key] = document


class Free:
    def spent(self) -> bool:
        return False

    def progress(self, *_: Any) -> None: ...


def seconds(text: str) -> int:
    return sum(int(part) * 60**place for place, part in enumerate(reversed(text.split(":")))) if text else 0


def library(
    releases: list[dict[str, str]], tracks: Mapping[str, list[dict[str, str]]], *, album: bool
) -> Iterator[Track]:
    for row in releases:
        for number, track in enumerate(tracks.get(row["release_id"], [])):
            yield EMPTY._replace(id=f"{row['release_id']}-{number}", title=track["title"], artist=track["artist"],
                                 album=row["release"] if album else "", seconds=seconds(track["duration"]),
                                 location=f"/{row['release_id']}/{number}")  # fmt: skip


def misspelt(track: Track, rng: random.Random) -> Track:
    """Swap two letters of title or artist: a strict search finds neither."""
    field = rng.choice(["title", "artist"])
    text = getattr(track, field)
    at = rng.randrange(max(1, len(text) - 1))
    return track._replace(**{field: text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--tracks", type=Path, required=True)
    options = parser.parse_args()
    with options.releases.open(encoding="utf-8", newline="") as lines:
        releases = list(csv.DictReader(lines, delimiter="\t"))
    tracks: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with options.tracks.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            tracks[row["release_id"]].append(row)
    rng = random.Random(7)
    for name, chosen, album in (
        ("albums and EPs, album tags", [r for r in releases if "Compilation" not in r["formats"]], True),
        ("singles and EPs, album tags", [r for r in releases if 0 < len(tracks[r["release_id"]]) <= 4], True),
        ("singles and EPs, no album tags", [r for r in releases if 0 < len(tracks[r["release_id"]]) <= 4], False),
        ("  the same, each name misspelt", [r for r in releases if 0 < len(tracks[r["release_id"]]) <= 4], False),
    ):  # fmt: skip
        fake = FakeDiscogs(releases, tracks)
        witness = Discogs(World(fake, Memory(), RecordingMatcher(), lambda: 1e9), "token")
        listed = list(library(chosen, tracks, album=album))
        if "misspelt" in name:
            listed = [misspelt(track, rng) for track in listed]
        outcomes: defaultdict[str, int] = defaultdict(int)
        for seen in witness.observe(listed, Free()):
            outcomes[seen.outcome.value] += 1
        count = sum(outcomes.values())
        usable = 100 * outcomes[Outcome.USABLE.value] / count
        cost = fake.requests / len(listed)
        print(f"{name:32} {count:5} recordings, {cost:.2f} requests a track, {usable:.1f} % usable, {dict(outcomes)}")


if __name__ == "__main__":
    main()
