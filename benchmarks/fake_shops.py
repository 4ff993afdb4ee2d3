"""Providers in memory, made from tables of real rows: what `providers.py` and `enrichment.py` ask.

A strict search wants every word of every field, as Discogs' does; a forgiving one returns the rows that share most
letter triples with what was asked.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

from rekurate.model import Ask, Reply, Track, TrackKind

EMPTY = Track("", *[""] * 8, 0.0, 0, 0, 0, "", "", 0, 0, 0, "", TrackKind.FILE, ())
Table = list[dict[str, str]]
COLUMNS = {
    "beatport": "beatport_id, artist, title, mix, label, beatport_genre, bpm",
    "releases": "release_id, master_id, artist, release, label, catno, year, genres, styles, formats",
    "tracks": "release_id, position, artist, title, duration",
}
"""Of the tables, which are tab-separated with a header."""


@lru_cache(maxsize=1 << 16)
def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", anyascii(text).casefold()))


@lru_cache(maxsize=1 << 16)
def triples(text: str) -> frozenset[str]:
    return frozenset(f" {word} "[at : at + 3] for word in words(text) for at in range(len(word)))


def table(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def by_release(tracks: Table) -> Mapping[str, Table]:
    held: defaultdict[str, Table] = defaultdict(list)
    for row in tracks:
        held[row["release_id"]].append(row)
    return held


def seconds(text: str) -> int:
    return sum(int(part) * 60**place for place, part in enumerate(reversed(text.split(":")))) if text else 0


class Index:
    """Finds keys by the words of named fields, the oldest first; or by letter triples, the likest first."""

    def __init__(self, *, forgiving: bool) -> None:
        self.split = triples if forgiving else words
        self.forgiving = forgiving
        self.fields: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))

    def add(self, key: int, fields: Mapping[str, str]) -> None:
        for name, text in fields.items():
            for part in self.split(text):
                self.fields[name][part].add(key)

    def find(self, asked: Mapping[str, str]) -> list[int]:
        held = [self.fields[name].get(part, set()) for name in asked if name in self.fields
                for part in self.split(asked[name])]  # fmt: skip
        if not self.forgiving:
            return sorted(set.intersection(*held)) if held else []
        shares: defaultdict[int, float] = defaultdict(float)
        for keys in held:
            for key in keys:
                shares[key] += 1 / len(keys)
        return sorted(shares, key=lambda key: (-shares[key], key))


class Shop:
    """Answers requests in place of the network; counts them."""

    def __init__(self) -> None:
        self.requests = 0

    def line(self, _: Any, __: str) -> "Shop":
        return self

    def send(self, ask: Ask, _: Any) -> Reply:
        self.requests += 1
        body = self.answer(ask.url, ask.params)
        return Reply(200 if body else 404, {}, json.dumps(body).encode(), ask.url)

    def answer(self, url: str, params: Mapping[str, str]) -> dict[str, Any]:
        raise LookupError(url, params)


class FakeDiscogs(Shop):
    """Searches and releases."""

    def __init__(self, releases: Table, tracks: Mapping[str, Table], *, forgiving: bool = False) -> None:
        super().__init__()
        self.releases = {int(row["release_id"]): row for row in releases}
        self.tracks = tracks
        self.index = Index(forgiving=forgiving)
        for row in releases:
            listed = tracks.get(row["release_id"], [])
            fields = {
                "artist": " ".join([row["artist"], *(track["artist"] for track in listed)]),
                "track": " ".join(track["title"] for track in listed),
                "release_title": row["release"], "label": row["label"], "catno": row["catno"],
            }  # fmt: skip
            self.index.add(int(row["release_id"]), fields | {"q": " ".join(fields.values())})

    def answer(self, url: str, params: Mapping[str, str]) -> dict[str, Any]:
        return self.search(params) if "search" in url else self.release(url)

    def search(self, params: Mapping[str, str]) -> dict[str, Any]:
        masters = params.get("type") == "master"
        found = [own for own in self.index.find(params) if not masters or self.releases[own]["master_id"]]
        page = found[: int(params.get("per_page", "50"))]
        return {"pagination": {"page": 1, "items": len(found)},
                "results": [self.row(self.releases[own], masters=masters) for own in page]}  # fmt: skip

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
        number = int(own)
        if kind == "masters":
            number = next(key for key, row in self.releases.items() if row["master_id"] == own)
        row = self.releases[number]
        tracks = [{"position": t["position"], "title": t["title"], "duration": t["duration"], "type_": "track",
                   "artists": [{"name": t["artist"]}]} for t in self.tracks[row["release_id"]]]  # fmt: skip
        kinds = re.split(r"[:/]", row["formats"])
        return {"id": number, "master_id": int(row["master_id"] or 0), "title": row["release"], "tracklist": tracks,
                "artists": [{"name": row["artist"]}], "labels": [{"name": row["label"], "catno": row["catno"]}],
                "year": int(row["year"] or 0), "styles": row["styles"].split("; "), "genres": row["genres"].split("; "),
                "formats": [{"name": kinds[0], "descriptions": kinds[1:]}]}  # fmt: skip


class FakeBeatport(Shop):
    """The catalogue's search and its filters."""

    def __init__(self, rows: Table, *, forgiving: bool = False) -> None:
        super().__init__()
        self.rows = rows
        self.index = Index(forgiving=forgiving)
        for key, row in enumerate(rows):
            fields = {"artist_name": row["artist"], "name": row["title"], "mix_name": row["mix"]}
            self.index.add(key, fields | {"q": " ".join([*fields.values(), row["label"]])})

    def answer(self, url: str, params: Mapping[str, str]) -> dict[str, Any]:
        found = self.index.find(params)
        page = [self.track(self.rows[key]) for key in found[: int(params.get("per_page", "25"))]]
        if "search" in url:
            return {"tracks": page}
        return {"results": page, "count": len(found), "page": "1/1", "next": None}

    @staticmethod
    def track(row: Mapping[str, str]) -> dict[str, Any]:
        genre = row["beatport_genre"]
        return {
            "id": int(row["beatport_id"]), "name": row["title"], "mix_name": row["mix"], "isrc": None,
            "artists": [{"id": 1, "name": name} for name in row["artist"].split(", ")], "remixers": [],
            "genre": {"id": sum(genre.encode()), "name": genre}, "sub_genre": None, "bpm": int(float(row["bpm"] or 0)),
            "release": {"id": 1, "name": row["title"], "label": {"id": 1, "name": row["label"]}}, "length_ms": 0,
        }  # fmt: skip


class SignedIn:
    """A Beatport login that is always good."""

    def unavailable(self) -> None:
        return None

    def bearer(self, *_: Any) -> str:
        return "token"


class Memory:
    """An evidence cache in memory."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], Mapping[str, Any]] = {}

    def observations(self, _: Iterable[str]) -> Mapping[str, Any]:
        return {}

    def document(self, source: str, key: str) -> Mapping[str, Any] | None:
        return self.documents.get((source, key))

    def keep_document(self, source: str, key: str, document: Mapping[str, Any]) -> None:
        self.documents[source, key] = document


class Free:
    """A budget without end."""

    cancelled = False

    def spent(self) -> bool:
        return False

    def progress(self, *_: Any) -> None: ...
