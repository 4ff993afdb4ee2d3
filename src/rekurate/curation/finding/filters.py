"""The filters of a selection, cheapest first, each narrowing what the one before left."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from rekurate.curation.desk import Desk
from rekurate.curation.finding.index import LibraryIndex
from rekurate.curation.finding.selection import Selection
from rekurate.model import Track, TrackKind, fold

_TEXT = ("artist", "title", "album", "genre", "label")
_Test = Callable[[Track], bool]


def passing(index: LibraryIndex, selection: Selection, desk: Desk) -> tuple[Track, ...]:
    """Return the tracks that pass every filter, in the stable order."""
    tracks = index.library.tracks
    places: Sequence[int] = range(len(tracks))
    for test in _tests(selection):
        places = [place for place in places if test(tracks[place])]
    for name, accepts in _text_tests(selection):
        column = index.column(name)
        places = [place for place in places if accepts(column[place])]
    if selection.query is not None:
        titles, artists, words = index.column("title"), index.column("artist"), fold(selection.query).split()
        places = [place for place in places if all(word in titles[place] or word in artists[place] for word in words)]
    if selection.has_unknown_genre is not None:
        known, wanted = index.has_known_genre(desk.taxonomy), selection.has_unknown_genre
        places = [place for place in places if _is_unknown(tracks[place].genre, known) == wanted]
    return index.ordered(places)


def _is_unknown(genre: str, known: Callable[[str], bool]) -> bool:
    return bool(genre.strip()) and not known(genre)


def _tests(selection: Selection) -> Iterator[_Test]:
    if not selection.include_samples:
        yield lambda track: track.kind is not TrackKind.SAMPLER
    yield from _presence_tests(selection)
    yield from _number_tests(selection)
    yield from _date_tests(selection)


def _presence_tests(selection: Selection) -> Iterator[_Test]:
    if selection.has_genre is not None:
        has_genre = selection.has_genre
        yield lambda track: bool(track.genre.strip()) == has_genre
    if selection.has_label is not None:
        has_label = selection.has_label
        yield lambda track: bool(track.label.strip()) == has_label


def _number_tests(selection: Selection) -> Iterator[_Test]:
    low, high, rating = selection.bpm_min, selection.bpm_max, selection.rating_min
    if low is not None:
        yield lambda track: track.bpm >= low
    if high is not None:
        yield lambda track: 0 < track.bpm <= high  # 0 is "not analysed", not slow
    if rating is not None:
        yield lambda track: track.rating >= rating


def _date_tests(selection: Selection) -> Iterator[_Test]:
    if selection.added_after is not None:
        first = selection.added_after.strip()[:10]
        yield lambda track: track.added[:10] >= first
    if selection.added_before is not None:
        last = selection.added_before.strip()[:10]
        yield lambda track: "" < track.added[:10] <= last


def _text_tests(selection: Selection) -> Iterator[tuple[str, Callable[[str], bool]]]:
    for name in _TEXT:
        asked = getattr(selection, name)
        if asked is not None and asked.strip():  # an empty text filters nothing: some clients send every argument
            yield name, _holds(fold(asked))
    if selection.key is not None:
        yield "key", fold(selection.key).__eq__
    if selection.path_prefix is not None:
        yield "location", _starts(fold(_as_location(selection.path_prefix)))


def _holds(needle: str) -> Callable[[str], bool]:
    return lambda text: needle in text


def _starts(prefix: str) -> Callable[[str], bool]:
    return lambda text: text.startswith(prefix)


def _as_location(path: str) -> str:
    """Write a path the way `Track.location` is written, also when it was pasted from an XML or from Windows."""
    if path.lower().startswith("file://"):
        path = unquote(path[len("file://") :].removeprefix("localhost"))
    return path.replace("\\", "/")
