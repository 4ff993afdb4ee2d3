"""Search the bundled releases. As in the real searches, a release must have every word that is searched for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rekurate.demo.facts import Release, ReleaseTrack
from rekurate.model import fold

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A release with the words it is found by."""

    release: Release
    artist: frozenset[str]
    title: frozenset[str]
    track: frozenset[str]
    label: frozenset[str]
    everything: frozenset[str]


class Catalogue:
    """The releases, found by words or by id."""

    def __init__(self, releases: Iterable[Release]) -> None:
        self.by_id = {release.id: release for release in releases}
        self.by_master = {release.master: release for release in self.by_id.values() if release.master}
        self._indexed = tuple(map(_index, self.by_id.values()))

    def releases(self, asked: Mapping[str, str]) -> list[Release]:
        """Return the releases for a search by `artist`, `track`, `release_title`, `label`, `catno` or `q`."""
        wanted = {name: words(text) for name, text in asked.items()}
        return [one.release for one in self._indexed if _fits(one, wanted)]

    def tracks(self, artist: frozenset[str], title: frozenset[str]) -> list[tuple[Release, ReleaseTrack]]:
        """Return the tracks whose artist and title hold all these words."""
        return [
            (release, track)
            for release in self.by_id.values()
            for track in release.tracks
            if artist <= words(track.artist) and title <= words(track.title)
        ]


def words(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(_WORD.findall(fold(text)))


def _index(release: Release) -> _Indexed:
    artist = words(" ".join((release.artist, *(track.artist for track in release.tracks))))
    title, track = words(release.title), words(" ".join(track.title for track in release.tracks))
    label = words(f"{release.label} {release.catno}")
    return _Indexed(release, artist, title, track, label, artist | title | track | label)


def _fits(one: _Indexed, wanted: Mapping[str, frozenset[str]]) -> bool:
    places = {
        "artist": one.artist,
        "release_title": one.title,
        "track": one.track,
        "label": one.label,
        "catno": one.label,
        "q": one.everything,
    }
    asked = {name: texts for name, texts in wanted.items() if name in places and texts}
    return bool(asked) and all(texts <= places[name] for name, texts in asked.items())
