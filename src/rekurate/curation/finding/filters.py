"""The filters of a selection, cheapest first, each narrowing what the one before left."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from rekurate.curation.desk import Desk
from rekurate.curation.finding.index import LibraryIndex
from rekurate.curation.finding.selection import Selection
from rekurate.model import Track, TrackKind, fold_typed
from rekurate.rekordbox.location import decode_location

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
        titles, artists, words = index.column("title"), index.column("artist"), _words(selection.query)
        places = [place for place in places if all(word in titles[place] or word in artists[place] for word in words)]
    for test in _unknown_tests(index, selection, desk):
        places = [place for place in places if test(tracks[place])]
    return index.ordered(places)


def in_scope(index: LibraryIndex, selection: Selection, desk: Desk) -> _Test:
    """Return a test of `has_genre` and `has_unknown_genre`: they say on which tracks genre work may be done."""
    tests = (*_genre_tests(selection), *_unknown_tests(index, selection, desk))
    return lambda track: all(test(track) for test in tests)


def day_of(text: str) -> str:
    """Return the day of an ISO date or date-time, in any ISO spelling, as `Track.added` is written.

    Raises ValueError for any other text.
    """
    stripped = text.strip()
    try:
        return date.fromisoformat(stripped).isoformat()
    except ValueError:
        return datetime.fromisoformat(stripped).date().isoformat()


def _unknown_tests(index: LibraryIndex, selection: Selection, desk: Desk) -> Iterator[_Test]:
    if selection.has_unknown_genre is not None:
        known, wanted = index.has_known_genre(desk.taxonomy), selection.has_unknown_genre
        yield lambda track: _is_unknown(track.genre, known) == wanted


def _is_unknown(genre: str, known: Callable[[str], bool]) -> bool:
    return bool(genre.strip()) and not known(genre)


def _tests(selection: Selection) -> Iterator[_Test]:
    if not selection.include_samples:
        yield lambda track: track.kind is not TrackKind.SAMPLER
    yield from _genre_tests(selection)
    yield from _label_tests(selection)
    yield from _number_tests(selection)
    yield from _date_tests(selection)


def _genre_tests(selection: Selection) -> Iterator[_Test]:
    if selection.has_genre is not None:
        has_genre = selection.has_genre
        yield lambda track: bool(track.genre.strip()) == has_genre


def _label_tests(selection: Selection) -> Iterator[_Test]:
    if selection.has_label is not None:
        has_label = selection.has_label
        yield lambda track: bool(track.label.strip()) == has_label


def _number_tests(selection: Selection) -> Iterator[_Test]:
    low, high, rating = selection.bpm_min, selection.bpm_max, selection.rating_min
    if low is not None:
        yield lambda track: track.bpm >= low
    if high is not None:
        yield lambda track: 0 < track.bpm <= high  # a BPM of 0 means "not analysed", not slow
    if rating is not None:
        yield lambda track: track.rating >= rating


def _date_tests(selection: Selection) -> Iterator[_Test]:
    if selection.added_after is not None:
        first = day_of(selection.added_after)
        yield lambda track: track.added[:10] >= first
    if selection.added_before is not None:
        last = day_of(selection.added_before)
        yield lambda track: "" < track.added[:10] <= last


def _text_tests(selection: Selection) -> Iterator[tuple[str, Callable[[str], bool]]]:
    for name in _TEXT:
        asked = getattr(selection, name)
        if asked is not None and asked.strip():  # an empty text filters nothing: some clients send every argument
            yield name, _holds(fold_typed(asked))
    if selection.key is not None and selection.key.strip():
        yield "key", fold_typed(selection.key).__eq__
    if selection.path_prefix is not None:
        yield "location", _starts(fold_typed(_as_location(selection.path_prefix)))


def _words(query: str) -> list[str]:
    """Return the words to look for. A mark alone, such as the dash of "Artist - Title", counts only if all are such."""
    words = fold_typed(query).split()
    return [word for word in words if any(map(str.isalnum, word))] or words


def _holds(needle: str) -> Callable[[str], bool]:
    return lambda text: needle in text


def _starts(prefix: str) -> Callable[[str], bool]:
    return lambda text: text.startswith(prefix)


def _as_location(path: str) -> str:
    """Write a path as `Track.location` is written; it may be copied from an XML (file://...) or from Windows."""
    address = path.strip()
    return (decode_location(address) if address.lower().startswith("file:") else path).replace("\\", "/")
