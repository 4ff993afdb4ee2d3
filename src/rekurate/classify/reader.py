"""Read a track's own fields as clues. Everything that repeats is read once and remembered."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rekurate.classify.clues import ClueBook, Clues, Groups, Part, Shares
from rekurate.classify.kinds import PEOPLE
from rekurate.classify.names import artist_of, credits_of, label_of, lookups_of, remixer_of
from rekurate.classify.words import TITLE_WORDS, GenreWords, words_of
from rekurate.model import Playlist, Track, fold
from rekurate.taxonomy import Taxonomy

_COMMENT_LENGTH: Final = 160
"""Characters of a comment that are read."""
_FOLDERS: Final = 6
"""Levels of folders that are read, deepest first."""
_YEARS: Final = 4
"""Years that count as one time."""
_KNOWN: Final = {"artist": "known_artist", "remixed_artist": "known_remixed", "remixer": "known_remixer"}


class TrackReader:
    """Reads tracks of one library."""

    def __init__(self, taxonomy: Taxonomy, playlists: Iterable[Playlist]) -> None:
        """Index the playlists by track."""
        self.book = ClueBook()
        self._taxonomy = taxonomy
        self._genre_words = GenreWords(taxonomy)
        self._readers: dict[str, Callable[[str, str], Groups]] = {
            "artist": self._read_person,
            "remixed_artist": self._read_person,
            "remixer": self._read_person,
            "label": self._read_label,
            "album": self._read_whole,
            "folder": self._read_folder,
            "comment": self._read_comment,
            "added": self._read_whole,
            "year": self._read_whole,
            "color": self._read_whole,
            "current": self._read_current,
        }
        self._tables: dict[str, dict[str | int, Part | None]] = {name: {} for name in self._readers}
        self._fields = tuple((name, table) for name, table in self._tables.items() if name != "current")
        """In the order of the texts in `read`."""
        self._levels: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._words: dict[str, int] = {}
        self._titles: dict[tuple[tuple[int, ...], tuple[str, ...]], Part | None] = {}
        self._playlists = self._read_playlists(playlists)
        self._learning = True

    def close(self, speaks: Callable[[int], bool]) -> None:
        """Stop learning title words, and forget those that say nothing: titles are then read by the others alone."""
        self._learning = False
        self._words = {word: number for word, number in self._words.items() if speaks(number)}

    def read(self, track: Track) -> Clues:
        """Return what the library's own fields say about a track; its genre field is not looked at."""
        artist = artist_of(track)
        remixer = remixer_of(track)
        playlists = self._playlists.get(track.id)
        parts = [playlists] if playlists else []
        add = parts.append
        texts: tuple[str | int, ...] = (
            "" if remixer else artist,
            artist if remixer else "",
            remixer,
            track.label,
            track.album,
            track.location.rpartition("/")[0],
            track.comments,
            track.added,
            track.year // _YEARS,
            track.color,
        )
        for text, (table, known) in zip(texts, self._fields, strict=True):
            if text:
                part = known[text] if text in known else self._learn(table, text)
                if part:
                    add(part)
        if track.my_tags:
            parts.append(Part(self.book.group("my_tag", (self.book.number("my_tag", tag) for tag in track.my_tags))))
        if track.title:
            part = self._read_title(track.title)
            if part:
                add(part)
        return tuple(parts)

    def read_current(self, genre: str) -> Clues:
        """Return what a broad or compound genre string narrows a track down to: the genres it names or spans."""
        known = self._tables["current"]
        part = known[genre] if genre in known else self._learn("current", genre)
        return (part,) if part else ()

    def _learn(self, table: str, text: str | int) -> Part | None:
        groups = self._readers[table](table, str(text))
        people = tuple([number for kind, numbers in groups if kind in PEOPLE for number in numbers])
        part = self._tables[table][text] = Part(groups, people) if groups else None
        return part

    def _read_person(self, kind: str, name: str) -> Groups:
        book = self.book
        groups = book.group(kind, (book.number("artist", person) for person in credits_of(name)))
        known = self._known_people(name)
        groups += book.group(_KNOWN[kind], (book.genre(_KNOWN[kind], *pair) for pair in known))
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
        return groups + book.group("known_label", (book.genre("known_label", *pair) for pair in known))

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

    def _read_title(self, title: str) -> Part | None:
        words = words_of(title[:200])[:TITLE_WORDS]
        table = self._words
        if self._learning:
            for word in words:
                if word not in table:
                    table[word] = self.book.number("title_word", word)
        genres = self._genre_words.in_title(words)
        key = (tuple([table[word] for word in words if word in table]), genres)
        titles = self._titles
        if key in titles:
            return titles[key]
        groups = self.book.group("title_word", iter(key[0]))
        if genres:
            groups += self.book.group("title_genre", (self.book.genre("title_genre", genre) for genre in genres))
        part = titles[key] = Part(groups) if groups else None
        return part

    def _read_playlists(self, playlists: Iterable[Playlist]) -> Mapping[str, Part]:
        book = self.book
        lists: dict[str, list[int]] = {}
        genres: dict[int, list[int]] = {}
        for playlist in playlists:
            number = book.number("playlist", playlist.path)
            genres[number] = [book.genre("playlist_genre", genre) for genre in self._genre_words.in_name(playlist.path)]
            for track_id in playlist.track_ids:
                lists.setdefault(track_id, []).append(number)
        parts: dict[tuple[int, ...], Part] = {}
        found: dict[str, Part] = {}
        for track_id, numbers in lists.items():
            key = tuple(numbers)
            part = parts.get(key)
            if part is None:
                named = book.group("playlist_genre", (genre for number in key for genre in genres[number]))
                part = parts[key] = Part(book.group("playlist", iter(key)) + named)
            found[track_id] = part
        return found
