"""A Beatport track, read from either of its two shapes: the catalogue's and the flat one of search pages.

The mix may sit in the name while the mix field says "Original Mix", or the other way round: the matcher reads both.
The genre is keyed by id, because names drift; drum and bass is often listed at half its tempo, kept as it was said.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rekurate.evidence.shapes import number, seconds, table, tables, text, year
from rekurate.model import Recording, Suspect, Term

_SCRIPT: Final = re.compile(r"<script[^>]*id=\"__NEXT_DATA__\"[^>]*>(?P<data>.*?)</script>", re.DOTALL)
_MILLI: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Found:
    """One track of Beatport, whichever shape it came in."""

    id: str
    recording: Recording
    genre: Term | None
    sub_genre: Term | None
    release: str
    bpm: float
    key: str
    slug: str

    @property
    def terms(self) -> tuple[Term, ...]:
        """Its genre and, where said, its sub-genre."""
        return tuple(term for term in (self.genre, self.sub_genre) if term is not None)

    @property
    def suspect(self) -> Suspect:
        """The track as a suspect; its genre's id is its word."""
        words = frozenset({self.genre.id or self.genre.text.casefold()} if self.genre else ())
        return Suspect(recording=self.recording, words=words, group=f"track/{self.id}")

    def facts(self) -> dict[str, Any]:
        """Return the facts worth showing."""
        return {
            "label": self.recording.label,
            "catno": self.recording.catno,
            "year": self.recording.year,
            "isrc": next(iter(self.recording.isrcs), ""),
            "bpm": self.bpm,
            "key": self.key,
            "release": self.release,
            "url": f"https://www.beatport.com/track/{self.slug or '-'}/{self.id}",
        }


def trim(track: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a track what `read` needs: no images, prices or samples."""
    kept = (
        "id", "track_id", "name", "track_name", "mix_name", "artists", "remixers", "genre", "sub_genre", "bpm", "key",
        "key_name", "length_ms", "length", "isrc", "catalog_number", "publish_date", "new_release_date", "label",
        "slug",
    )  # fmt: skip
    release = table(track.get("release"))
    small = {name: _small(track[name]) for name in kept if name in track}
    return small | {"release": {name: _small(release[name]) for name in _RELEASE if name in release}}


_RELEASE: Final = ("id", "name", "release_id", "release_name", "label")
_NAMES: Final = ("id", "name", "artist_id", "artist_name", "artist_type_name", "genre_id", "genre_name", "label_id",
                 "label_name", "sub_genre_id", "sub_genre_name")  # fmt: skip


def _small(value: Any) -> Any:
    """Keep ids and names of nested objects."""
    if isinstance(value, Mapping):
        return {name: value[name] for name in _NAMES if name in value}
    return [_small(item) for item in value] if isinstance(value, list) else value


def read(track: Mapping[str, Any]) -> Found:
    """Read a trimmed track of either shape."""
    release = table(track.get("release"))
    label = _name(release.get("label"), "label") or _name(track.get("label"), "label")
    bpm = number(track.get("bpm"))
    people = tables(track.get("artists"))
    typed = [one for one in people if text(one.get("artist_type_name")).casefold() == "remixer"]
    recording = Recording(
        title=text(track.get("name")) or text(track.get("track_name")),
        mix=text(track.get("mix_name")),
        artists=tuple(
            dict.fromkeys(_name(one, "artist") for one in people if one not in typed or len(typed) == len(people))
        ),
        remixers=tuple(dict.fromkeys(_name(one, "artist") for one in [*tables(track.get("remixers")), *typed])),
        album=text(release.get("name")) or text(release.get("release_name")),
        label=label,
        catno=text(track.get("catalog_number")),
        isrcs=(text(track.get("isrc")),) if text(track.get("isrc")) else (),
        year=year(track.get("new_release_date")) or year(track.get("publish_date")),
        seconds=_length(track),
        bpm=bpm,
    )
    return Found(
        id=text(track.get("id")) or text(track.get("track_id")),
        recording=recording,
        genre=_term("beatport_genre", track.get("genre"), "genre"),
        sub_genre=_term("beatport_sub_genre", track.get("sub_genre"), "sub_genre"),
        release=recording.album,
        bpm=bpm,
        key=text(track.get("key")) or text(track.get("key_name")),
        slug=text(track.get("slug")),
    )


def found_in(answer: Any) -> list[dict[str, Any]] | None:
    """Return the trimmed tracks of an answer of the API: a search, a listing, or one track; None where it is none."""
    body = table(answer)
    tracks = body.get("tracks") if "tracks" in body else body.get("results")
    if tracks is None and ("name" in body or "track_name" in body):
        tracks = [body]
    if isinstance(tracks, Mapping):
        tracks = tracks.get("data")
    return [trim(track) for track in tables(tracks)] if isinstance(tracks, list) else None


def found_in_page(page: str) -> list[dict[str, Any]] | None:
    """Return the trimmed tracks of a search page, or None where the page holds no data: a wall, or another site."""
    script = _SCRIPT.search(page)
    if script is None:
        return None
    try:
        data = json.loads(html.unescape(script["data"]) if "&quot;" in script["data"][:200] else script["data"])
    except (ValueError, RecursionError):
        return None
    state = table(table(table(table(data).get("props")).get("pageProps")).get("dehydratedState"))
    states = [table(table(query.get("state")).get("data")) for query in tables(state.get("queries"))]
    places = ((table(one.get("tracks")).get("data"), one.get("data"), one.get("results")) for one in states)
    lists = [value for values in places for value in values if isinstance(value, list)]
    tracks = (track for listed in lists for track in tables(listed))
    return [trim(track) for track in tracks if "track_name" in track or "mix_name" in track] if lists else None


def _length(track: Mapping[str, Any]) -> float:
    """Return seconds: `length_ms`, or `length` as "4:32" in the catalogue and milliseconds on pages."""
    if track.get("length_ms"):
        return number(track.get("length_ms")) / _MILLI
    length = track.get("length")
    return seconds(length) if isinstance(length, str) else number(length) / _MILLI


def _name(value: Any, kind: str) -> str:
    one = table(value)
    return text(one.get("name")) or text(one.get(f"{kind}_name")) or (text(value) if isinstance(value, str) else "")


def _term(vocabulary: str, value: Any, kind: str) -> Term | None:
    name = _name(value, kind)
    one = table(value)
    return Term(vocabulary, name, 1.0, text(one.get("id")) or text(one.get(f"{kind}_id"))) if name else None
