from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.clues import ClueBook, Part
from rekurate.classify.kinds import KIND_NAMES
from rekurate.classify.reading.titles import TitleReader
from rekurate.classify.reading.words import GenreWords


def make_reader() -> tuple[TitleReader, ClueBook]:
    book = ClueBook()
    return TitleReader(book, GenreWords(FakeTaxonomy())), book


def words_in(part: Part | None, book: ClueBook) -> list[tuple[str, str]]:
    groups = part.groups if part else ()
    return [(KIND_NAMES[kind], book.values[number]) for kind, numbers in groups for number in numbers]


def test_words_that_titles_share_are_learnt_and_others_are_not() -> None:
    reader, book = make_reader()
    first, second = reader.read(["Night Bus", "Last Bus Home"])
    assert (words_in(first, book), words_in(second, book)) == ([("title_word", "bus")], [("title_word", "bus")])


def test_titles_of_the_same_words_are_one_part() -> None:
    reader, _ = make_reader()
    first, second = reader.read(["Night Bus", "night bus!"])
    assert first is second is not None


def test_a_genre_in_a_title_speaks_though_no_other_title_names_it() -> None:
    reader, book = make_reader()
    (part,) = reader.read(["Deep House Nights"])
    assert words_in(part, book) == [("title_genre", "Deep House")]


def test_an_empty_title_says_nothing() -> None:
    reader, _ = make_reader()
    assert reader.read(["", " ", "()"]) == [None, None, None]


def test_after_closing_only_words_that_speak_are_read() -> None:
    reader, book = make_reader()
    reader.read(["Night Bus", "Night Bus"])
    night = book.number("title_word", "night")
    reader.close(night.__eq__)
    assert [words_in(part, book) for part in reader.read(["Night Bus", "New New"])] == [[("title_word", "night")], []]
