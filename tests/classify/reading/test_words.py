from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.reading.words import GenreWords, words_of


def test_text_is_cut_into_folded_words() -> None:
    assert words_of("Déjà_Vu: It's (Deep) House!") == ["deja", "vu", "it's", "deep", "house"]


def test_a_title_speaks_of_the_longest_genre_name_in_it() -> None:
    words = GenreWords(FakeTaxonomy())
    assert words.in_title(words_of("My Deep House and Techno Mix")) == ("Deep House", "Techno")


def test_a_title_is_not_read_by_spellings() -> None:
    assert GenreWords(FakeTaxonomy()).in_title(["dnb"]) == ()


def test_a_playlist_is_read_by_undisputed_spellings() -> None:
    words = GenreWords(FakeTaxonomy())
    assert (words.in_name("Clean DNB 2024"), words.in_name("minimal techno")) == (
        ("Drum & Bass",),
        ("Minimal", "Techno"),
    )


def test_a_month_is_no_genre_whatever_it_resembles() -> None:
    assert GenreWords(FakeTaxonomy()).in_name("March 2024") == ()


def test_a_thousand_character_title_is_cut() -> None:
    assert GenreWords(FakeTaxonomy()).in_name("x " * 1000 + "Techno") == ()


def test_a_title_is_read_by_spellings_of_several_words_alone() -> None:
    words = GenreWords(FakeTaxonomy())
    titles = (["get", "up", "drum", "and", "bass", "remix"], ["dnb", "remix"])
    assert [words.in_title(title) for title in titles] == [("Drum & Bass",), ()]
