"""A Discogs release or master, read: its tracks as suspects, its styles as terms, its facts.

Only facts are kept (names, numbers, years, styles), no images and no prices; `trim` is what goes into the cache.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from rekurate.evidence.shapes import number, seconds, table, tables, text, texts, year
from rekurate.model import Recording, Suspect, Term

_NUMBERED: Final = re.compile(r"\s*\(\d+\)$|\*$")
_ARTICLE_LAST: Final = re.compile(r"^(?P<name>[^,]+), (?P<article>The|Die|Der|Das|Los|Las|Les)$", re.IGNORECASE)
_GATHERED: Final = frozenset({"compilation", "mixed", "sampler", "dj mix"})
_POSITIONS: Final = re.compile(r"\s*,\s*|\s+and\s+|\s*&\s*")
_ALL: Final = frozenset({"various", "various artists"})
_BREADTH: Final = 0.6
"""Exponent: a style among n says n ** -0.6 of what a single one says; four styles are hardly more than two."""
_GATHERED_SHARE: Final = 0.5
"""A compilation's styles describe twenty tracks, and one of them half as well."""
_GENRE_SHARE: Final = 0.5
"""Genres ("Electronic") are broad by design."""


@dataclass(frozen=True, slots=True)
class Track:
    """One track of a release."""

    position: str
    recording: Recording


@dataclass(frozen=True, slots=True)
class Release:
    """A release or master, as far as it is evidence."""

    id: str
    """"release/123" or "master/123": also its path."""
    master: str
    """What pressings of one thing share: "master/123", or the release itself."""
    title: str
    artists: tuple[str, ...]
    label: str
    catno: str
    year: int
    country: str
    gathered: bool
    """A compilation, a sampler or a DJ mix."""
    genres: tuple[str, ...]
    styles: tuple[str, ...]
    tracks: tuple[Track, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Its styles and genres, each as strong as the release's narrowness makes it."""
        share = _GATHERED_SHARE if self.gathered else 1.0
        return (
            *(Term("discogs_style", style, _strength(share, len(self.styles))) for style in self.styles),
            *(Term("discogs_genre", genre, _strength(share * _GENRE_SHARE, len(self.genres))) for genre in self.genres),
        )

    def suspects(self) -> list[Suspect]:
        """Return its tracks as suspects of one group."""
        words = frozenset(style.casefold() for style in self.styles)
        return [
            Suspect(recording=track.recording, words=words, group=self.master, compilation=self.gathered)
            for track in self.tracks
        ]

    def facts(self) -> dict[str, Any]:
        """Return the facts worth showing, with the attribution that Discogs asks for."""
        return {
            "label": self.label,
            "catno": self.catno,
            "year": self.year,
            "country": self.country,
            "release": self.title,
            "compilation": self.gathered,
            "url": f"https://www.discogs.com/{self.id}",
            "attribution": "Data provided by Discogs.",
        }


def _strength(share: float, among: int) -> float:
    return round(share * math.pow(among, -_BREADTH), 3)


def clean(name: str) -> str:
    """Take "(2)", "*" and ", The" off a name."""
    bare = _NUMBERED.sub("", name.strip()).strip()
    turned = _ARTICLE_LAST.match(bare)
    return f"{turned['article']} {turned['name']}" if turned else bare


def trim(document: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of an answer what `read` needs."""
    kept = ("id", "master_id", "main_release", "title", "artists", "year", "released", "country", "genres", "styles")
    return {name: document[name] for name in kept if name in document} | {
        "labels": tables(document.get("labels"))[:2] or [{"name": name} for name in texts(document.get("labels"))[:1]],
        "formats": tables(document.get("formats")),
        "extraartists": [_credit(credit) for credit in tables(document.get("extraartists")) if _made_anew(credit)],
        "tracklist": [_trimmed_track(track) for track in tables(document.get("tracklist"))],
    }


def read(document: Mapping[str, Any], kind: str) -> Release:
    """Read a trimmed document; `kind` is "release" or "master"."""
    own = f"{kind}/{text(document.get('id'))}"
    master = int(number(document.get("master_id")))
    labels = tables(document.get("labels"))
    label = clean(text(labels[0])) if labels else ""
    release = Release(
        id=own,
        master=f"master/{master}" if master else own,
        title=text(document.get("title")),
        artists=_names(document.get("artists")),
        label="" if label.casefold().startswith("not on label") else label,
        catno=_catno(text(labels[0].get("catno")) if labels else ""),
        year=year(document.get("year")) or year(document.get("released")),
        country=text(document.get("country")),
        gathered=_is_gathered(document),
        genres=texts(document.get("genres")),
        styles=texts(document.get("styles")),
        tracks=(),
    )
    return _with_tracks(release, document)


def _with_tracks(release: Release, document: Mapping[str, Any]) -> Release:
    everywhere = tables(document.get("extraartists"))
    tracks = tuple(_track(release, track, document, everywhere) for track in _flat(tables(document.get("tracklist"))))
    return replace(release, tracks=tracks)


def _track(
    release: Release, track: Mapping[str, Any], document: Mapping[str, Any], everywhere: Iterable[Mapping[str, Any]]
) -> Track:
    position = text(track.get("position"))
    credits_ = [*tables(track.get("extraartists")), *(one for one in everywhere if _applies(one, position))]
    own = tables(track.get("artists"))
    recording = Recording(
        title=text(track.get("title")),
        artists=_names(own) if own else release.artists,
        aliases=_variations(own or tables(document.get("artists"))) + _guests(credits_),
        remixers=tuple(clean(text(credit)) for credit in credits_ if _made_anew(credit)),
        album=release.title,
        label=release.label,
        catno=release.catno,
        year=release.year,
        seconds=seconds(track.get("duration")),
    )
    return Track(position, recording)


def _flat(tracklist: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Leave headings out, and open index tracks."""
    for track in tracklist:
        parts = tables(track.get("sub_tracks"))
        if parts:
            yield from parts
        if text(track.get("type_")) not in {"heading", "index"} and text(track.get("title")):
            yield track


def _names(value: Any) -> tuple[str, ...]:
    names = (clean(name) for name in texts(value))
    return tuple(name for name in names if name)


def _variations(artists: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(found for artist in artists if (found := clean(text(artist.get("anv")))))


def _guests(credited: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(clean(text(credit)) for credit in credited if text(credit.get("role")).casefold().startswith("feat"))


def _made_anew(credit: Mapping[str, Any]) -> bool:
    return "remix" in text(credit.get("role")).casefold()


def _applies(credit: Mapping[str, Any], position: str) -> bool:
    """Whether a credit of the whole release names this track: "A1, B2", ranges "A1 to B2" aside."""
    where = text(credit.get("tracks"))
    return bool(where) and " to " not in where and position in _POSITIONS.split(where)


def _is_gathered(document: Mapping[str, Any]) -> bool:
    words = {
        text(word).casefold() for one in tables(document.get("formats")) for word in texts(one.get("descriptions"))
    }
    words |= {text(one.get("text")).casefold() for one in tables(document.get("formats"))}
    return bool(words & _GATHERED) or bool({name.casefold() for name in _names(document.get("artists"))} & _ALL)


def _catno(value: str) -> str:
    return "" if value.casefold() == "none" else value


def _trimmed_track(track: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: text(track.get(name)) for name in ("position", "title", "duration", "type_")}
    if track.get("artists"):
        kept["artists"] = [_credit(artist) for artist in tables(track.get("artists"))]
    credits_ = [_credit(one) for one in tables(track.get("extraartists")) if _made_anew(one) or _guests([one])]
    if credits_:
        kept["extraartists"] = credits_
    parts = [_trimmed_track(table(part)) for part in tables(track.get("sub_tracks"))]
    return kept | ({"sub_tracks": parts} if parts else {})


def _credit(one: Mapping[str, Any]) -> dict[str, str]:
    return {name: text(one.get(name)) for name in ("name", "anv", "role", "tracks") if text(one.get(name))}
