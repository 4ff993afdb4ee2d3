"""Read the bundled tables."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Fact:
    """One track of the demo library, as its table has it; unknown numbers are 0."""

    key: str
    artist: str
    title: str
    remixer: str
    album: str
    genre: str
    label: str
    year: int
    bpm: float
    seconds: int
    crate: str
    """The folder its file would lie in."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release that the replayed providers know."""

    id: str
    master: str
    """"" where it has none."""
    artist: str
    title: str
    label: str
    catno: str
    year: str
    country: str
    genres: tuple[str, ...]
    styles: tuple[str, ...]
    formats: tuple[str, ...]
    """Such as "Vinyl", "12\"", "EP"."""
    tracks: "tuple[ReleaseTrack, ...]"


@dataclass(frozen=True, slots=True)
class ReleaseTrack:
    """One track of a release."""

    position: str
    artist: str
    title: str
    duration: str
    """"4:32", or ""."""


def facts() -> tuple[Fact, ...]:
    """Return the tracks of the demo library in their order."""
    return tuple(
        Fact(
            **{name: row[name] for name in ("key", "artist", "title", "remixer", "album", "genre", "label", "crate")},
            year=int(row["year"]),
            bpm=float(row["bpm"]),
            seconds=int(row["seconds"]),
        )
        for row in _rows("tracks.tsv")
    )


def references() -> dict[str, str]:
    """Return the shop's genre of tracks that have none in the demo library, by key."""
    return {row["key"]: row["beatport_genre"] for row in _rows("reference.tsv")}


def releases() -> tuple[Release, ...]:
    """Return the releases that the replayed providers know."""
    tracks: dict[str, list[ReleaseTrack]] = {}
    for row in _rows("tracklists.tsv"):
        one = ReleaseTrack(row["position"], row["artist"], row["title"].strip(), row["duration"])
        tracks.setdefault(row["release_id"], []).append(one)
    return tuple(_release(row, tuple(tracks.get(row["release_id"], ()))) for row in _rows("releases.tsv"))


def playlists() -> list[dict[str, Any]]:
    """Return the tree: {name, keys} is a playlist, {name, folder} a folder."""
    tree: list[dict[str, Any]] = json.loads((FOLDER / "playlists.json").read_text(encoding="utf-8"))
    return tree


def _release(row: dict[str, str], tracks: tuple[ReleaseTrack, ...]) -> Release:
    return Release(
        row["release_id"],
        row["master_id"],
        row["artist"],
        row["release"],
        row["label"],
        row["catno"],
        row["year"],
        row["country"],
        _split(row["genres"], "; "),
        _split(row["styles"], "; "),
        tuple(word for part in _split(row["formats"], " + ") for word in part.replace(":", "/", 1).split("/") if word),
        tracks,
    )


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(separator) if part)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
