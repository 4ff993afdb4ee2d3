"""Strings that name a genre and a kind of it, and words that only an accent or a format tells from a genre."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import ALIASES, GENRES, compile_over, compile_small, write_folder

from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_folders

ACCENTED = ALIASES.replace('"electronic" = []', '"electronic" = []\n"àcid" = ["Techno"]')


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompiledTaxonomy:
    return compile_small(tmp_path_factory.mktemp("kinds"), aliases=ACCENTED)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("House > Deep House", "Deep House"),
        ("Electronic > House > Tech House", "Tech House"),
        ("DnB - Jungle", "Jungle"),
        ("Jungle -> Drum & Bass", "Jungle"),
        ("House - Deep", "Deep House"),
        ("Techno: Hard", "Hard Techno"),
    ],
)
def test_a_path_ends_in_its_narrowest_genre(small: CompiledTaxonomy, text: str, genre: str) -> None:
    found = small.resolve(text)
    assert (found.verdict, found.genre, found.debatable) == (Verdict.ALIAS, genre, False)


@pytest.mark.parametrize("text", ["House, Deep House", "House | Deep House", "House; Deep House", "#house #deephouse"])
def test_values_of_a_list_are_all_kept(small: CompiledTaxonomy, text: str) -> None:
    assert small.resolve(text).parts == ("House", "Deep House")


@pytest.mark.parametrize("text", ["Folk - Pop", "Funk - Disco", "Soul > Trap", "Pop: Techno"])
def test_two_genres_that_make_a_third_are_a_list_of_two(taxonomy: CompiledTaxonomy, text: str) -> None:
    assert len(taxonomy.resolve(text).parts) == 2


@pytest.mark.parametrize("text", ["Jungle Drum & Bass", "Drum & Bass Jungle", "DnB Jungle"])
def test_two_names_with_nothing_between_are_the_narrower_one(small: CompiledTaxonomy, text: str) -> None:
    found = small.resolve(text)
    assert (found.genre, found.debatable, found.why) == ("Jungle", True, "names both")


@pytest.mark.parametrize("text", ["Àcid", "àcid", "A\u0300cid"])
def test_an_accent_may_make_another_word_of_a_genres_name(small: CompiledTaxonomy, text: str) -> None:
    assert (small.resolve(text).verdict, small.resolve(text).parts) == (Verdict.BROAD, ("Techno",))
    assert small.resolve("Acid").verdict is Verdict.CANONICAL
    assert small.resolve(f"{text}; House").genre == "House"


def test_what_a_user_writes_for_that_word_or_its_genre_counts(tmp_path: Path) -> None:
    shipped = write_folder(tmp_path / "shipped", genres=GENRES, aliases=ACCENTED)
    own = write_folder(tmp_path / "own", aliases='[aliases]\n"Acid" = ["àcid"]')
    assert compile_folders(shipped, own).resolve("Àcid").genre == "Acid"
    named = write_folder(tmp_path / "named", genres='[Techno]\n"Àcid" = {}')
    assert compile_folders(shipped, named).resolve("Àcid").verdict is Verdict.CANONICAL


def test_a_rename_wins_over_what_ships_for_the_new_name(tmp_path: Path) -> None:
    named = compile_over(tmp_path, aliases='[rename]\n"Techno" = "Dance"')
    assert (named.resolve("dance").genre, named.resolve("techno").genre) == ("Dance", "Dance")


@pytest.mark.parametrize("text", ["Loop Samples 2023", "Unknown Remix", "Old School Loop Samples"])
def test_words_that_describe_make_no_genre_of_what_is_none(small: CompiledTaxonomy, text: str) -> None:
    assert small.resolve(text).verdict is Verdict.NOT_A_GENRE


def test_a_genres_own_name_counts_before_an_equally_long_spelling(taxonomy: CompiledTaxonomy) -> None:
    assert taxonomy.resolve("House Vocal").genre == "Vocal House"
    assert taxonomy.resolve("Tech House Vocal").genre == "Tech House"


def test_a_lone_last_word_completes_no_name_before_it(taxonomy: CompiledTaxonomy) -> None:
    assert taxonomy.resolve("Indie / Folk").parts == ("Indie Rock", "Folk")
    assert taxonomy.resolve("Deep / Tech House").parts == ("Deep House", "Tech House")
