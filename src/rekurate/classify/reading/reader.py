"""Read a track's own fields as clues. Everything that repeats is read once and remembered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from rekurate.classify.clues import ClueBook, Clues, Column, Groups, Part
from rekurate.classify.kinds import PEOPLE
from rekurate.classify.reading.names import (
    artist_of,
    credits_of,
    label_of,
    lookups_of,
    others_in,
    remixer_of,
    titled_artist_of,
)
from rekurate.classify.reading.neighbours import NeighbourReader
from rekurate.classify.reading.titles import TitleReader
from rekurate.classify.reading.words import GenreWords, words_of
from rekurate.model import Playlist, Track, fold
from rekurate.taxonomy import Shares, Taxonomy

_COMMENT_LENGTH: Final = 160
"""Characters of a comment that are read."""
_FOLDERS: Final = 6
"""Levels of folders that are read, deepest first."""
YEARS: Final = 4
"""Years that count as one time."""
_KNOWN: Final = {
    "artist": "known_artist",
    "remixed_artist": "known_remixed",
    "remixer": "known_remixer",
    "titled_artist": "known_titled",
}


class TrackReader:
    """Reads tracks of one library, column by column: a text is read once, then only looked up."""

    def __init__(self, taxonomy: Taxonomy, playlists: Iterable[Playlist]) -> None:
        """Index the playlists by track."""
        self.book = ClueBook()
        self._taxonomy = taxonomy
        self._genre_words = GenreWords(taxonomy)
        self._readers: dict[str, Callable[[str, str], Groups]] = {
            "artist": self._read_person,
            "remixed_artist": self._read_person,
            "remixer": self._read_person,
            "titled_artist": self._read_person,
            "label": self._read_label,
            "album": self._read_whole,
            "folder": self._read_folder,
            "comment": self._read_comment,
            "added": self._read_whole,
            "year": self._read_whole,
            "color": self._read_whole,
            "current": self._read_current,
        }
        self._tables: dict[str, dict[str, Part | None]] = {name: {"": None} for name in self._readers}
        self._levels: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._tags: dict[tuple[str, ...], Part | None] = {(): None}
        self.titles = TitleReader(self.book, self._genre_words)
        self._playlists = self._read_playlists(playlists)
        self.neighbours = NeighbourReader(self.book)

    def read_columns(self, tracks: Sequence[Track]) -> list[Column]:
        """Return what the library's own fields say about each track, field by field: so it is read and counted fastest.

        Their genre fields are not looked at.
        """
        columns: list[Column] = [list(map(self._playlists.get, [track.id for track in tracks]))]
        columns += [list(self._column(name, texts)) for name, texts in _texts_of(tracks)]
        columns += [list(self._read_tags(tracks)), self.neighbours.read(tracks)]
        return [*columns, self.titles.read([track.title for track in tracks])]

    def read_current(self, genre: str) -> Clues:
        """Return what a broad or compound genre string narrows a track down to: the genres it names or spans."""
        return tuple([part for part in self._column("current", (genre,)) if part is not None])

    def _column(self, name: str, texts: Sequence[str]) -> Iterable[Part | None]:
        """Return what each text of one field says."""
        table, read = self._tables[name], self._readers[name]
        for text in dict.fromkeys(texts):
            if text not in table:
                groups = read(name, text)
                people = tuple([number for kind, numbers in groups if kind in PEOPLE for number in numbers])
                table[text] = Part(groups, people) if groups else None
        return map(table.__getitem__, texts)

    def _read_tags(self, tracks: Iterable[Track]) -> Iterable[Part | None]:
        table, book = self._tags, self.book
        sets = [track.my_tags for track in tracks]
        for tags in dict.fromkeys(sets):
            if tags not in table:
                table[tags] = Part(book.group("my_tag", (book.number("my_tag", tag) for tag in tags)))
        return map(table.__getitem__, sets)

    def _read_person(self, kind: str, name: str) -> Groups:
        book = self.book
        groups = book.group(kind, (book.number("artist", person) for person in credits_of(name)))
        known = self._known_people(name)
        groups += book.group(_KNOWN[kind], (book.claim(_KNOWN[kind], *pair) for pair in known))
        if kind == "artist":
            words = [word for word in words_of(name[:80]) if len(word) > 1]
            groups += book.group("artist_word", (book.number("artist_word", word) for word in words))
        return groups

    def _known_people(self, name: str) -> list[tuple[str, float]]:
        """Look a whole string up first ("Earth, Wind & Fire" is one band), and only then its credits."""
        ladders = lookups_of(name)
        whole = self._known(ladders[0]) if ladders else ()
        return list(whole) or [pair for ladder in ladders[1:] for pair in self._known(ladder)]

    def _known(self, ladder: tuple[str, ...]) -> Shares:
        """Look one credit up: the whole name, and only where that is nobody, its halves."""
        whole = self._taxonomy.artist_genres(ladder[0])
        return whole or tuple(pair for half in ladder[1:] for pair in self._taxonomy.artist_genres(half))

    def _read_label(self, kind: str, label: str) -> Groups:
        book = self.book
        name = label_of(label)
        groups = book.group(kind, iter((book.number(kind, name),))) if name else ()
        known = self._taxonomy.label_genres(label)
        return groups + book.group("known_label", (book.claim("known_label", *pair) for pair in known))

    def _read_whole(self, kind: str, text: str) -> Groups:
        value = fold(text[:200])
        return self.book.group(kind, iter((self.book.number(kind, value),))) if value else ()

    def _read_current(self, kind: str, genre: str) -> Groups:
        parts = self._taxonomy.resolve(genre).parts
        return self.book.group(kind, (self.book.genre(kind, part, 1.0 / len(parts)) for part in parts))

    def _read_folder(self, kind: str, folder: str) -> Groups:
        book = self.book
        numbers, genres = self._read_levels(folder)
        return book.group(kind, iter(numbers)) + book.group("folder_genre", iter(genres))

    def _read_levels(self, folder: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the clues of a folder and those above it, deepest first, and of the genres their names speak of."""
        known = self._levels.get(folder)
        if known is None:
            above, _, name = folder.rpartition("/")
            numbers, genres = self._read_levels(above) if above else ((), ())
            own = tuple([self.book.genre("folder_genre", genre) for genre in self._genre_words.in_name(name)])
            number = self.book.number("folder", folder)
            known = self._levels[folder] = ((number, *numbers)[:_FOLDERS], (own + genres)[:_FOLDERS])
        return known

    def _read_comment(self, kind: str, comment: str) -> Groups:
        book = self.book
        short = fold(comment[:_COMMENT_LENGTH])
        if not short:
            return ()
        words = [word for word in words_of(short) if not word.isdigit()]
        genres = self._genre_words.in_name(short)
        return (
            book.group(kind, iter((book.number(kind, short),)))
            + book.group("comment_word", (book.number("comment_word", word) for word in words))
            + book.group("comment_genre", (book.genre("comment_genre", genre) for genre in genres))
        )

    def _read_playlists(self, playlists: Iterable[Playlist]) -> Mapping[str, Part]:
        book = self.book
        lists: defaultdict[str, list[int]] = defaultdict(list)
        genres: dict[int, list[int]] = {}
        for playlist in playlists:
            number = book.number("playlist", playlist.path)
            genres[number] = [book.genre("playlist_genre", genre) for genre in self._genre_words.in_name(playlist.path)]
            for track_id in playlist.track_ids:
                lists[track_id].append(number)
        named = {number for number, words in genres.items() if words}
        parts: dict[tuple[int, ...], Part] = {}
        found: dict[str, Part] = {}
        for track_id, numbers in lists.items():
            key = tuple(numbers)
            part = parts.get(key)
            if part is None:
                groups = book.group("playlist", iter(key))
                if not named.isdisjoint(key):
                    groups += book.group("playlist_genre", (genre for number in key for genre in genres[number]))
                part = parts[key] = Part(groups)
            found[track_id] = part
        return found


def _texts_of(tracks: Sequence[Track]) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns of texts that are read, in the order in which their clues stand; "" says nothing."""
    remixers = [remixer_of(track) for track in tracks]
    artists = [artist_of(track) for track in tracks]
    titled = [titled_artist_of(track) for track in tracks]
    credited = list(zip(artists, remixers, titled, strict=True))
    yield "artist", ["" if remixer else artist for artist, remixer, _ in credited]
    yield "remixed_artist", [others_in(artist, remixer) if remixer else "" for artist, remixer, _ in credited]
    yield "remixer", remixers
    yield "titled_artist", [others_in(head, artist, remixer) if head else "" for artist, remixer, head in credited]
    yield "label", [track.label for track in tracks]
    yield "album", [track.album for track in tracks]
    yield "folder", [track.location.rpartition("/")[0] for track in tracks]
    yield "comment", [track.comments for track in tracks]
    yield "added", [track.added for track in tracks]
    yield "year", [str(track.year // YEARS) if track.year >= YEARS else "" for track in tracks]
    yield "color", [track.color for track in tracks]
