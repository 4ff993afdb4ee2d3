"""How names are compared."""

import pytest
from tests.support.taxonomy_files import compile_small

from rekurate.taxonomy.keys import company_key, name_key

ARTISTS = """
[sure]
"House" = ["Agnes", "Above & Beyond", "JT Donaldson", "Cor Fijneman", "Kølsch", "Black Box", "Up and Away"]
"Techno" = ["Dr. Beat", "KRS-Two", "Tommy 'Hammer' Low", "Wow!", "ill.iam", "I-O"]
"Disco" = ["Dr Beat"]
"""


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("The Night Owls", "night owls"),
        ("Zoë (2)", "zoe"),
        ("KØLSCH", "kolsch"),
        ("Łona", "lona"),
        ("ABBA’s", "abba's"),
        ("", ""),
        ("(2)", ""),
    ],
)
def test_names_are_folded_without_the_and_catalogue_numbers(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"), [("Steel Music Ltd.", "steel"), ("Records", "records"), ("Music", "music")]
)
def test_labels_lose_what_companies_put_behind_their_names_but_never_everything(written: str, key: str) -> None:
    assert company_key(name_key(written)) == key


@pytest.mark.parametrize(
    "written",
    ["Agnes (CH)", "Above and Beyond", "J.T. Donaldson", "DJ Cor Fijneman", "Kolsch", "Black_Box", "Up & Away"],
)
def test_other_spellings_find_the_same_people(tmp_path, written: str) -> None:
    assert compile_small(tmp_path, artists=ARTISTS).artist_genres(written) == (("House", 0.9),)


@pytest.mark.parametrize("written", ["KRS Two", "Krs-two", 'Tommy "Hammer" Low', "Tommy Hammer Low", "wow!", "ill.iam"])
def test_marks_that_people_leave_out_tell_nobody_apart(tmp_path, written: str) -> None:
    assert compile_small(tmp_path, artists=ARTISTS).artist_genres(written) == (("Techno", 0.9),)


@pytest.mark.parametrize("written", ["WOW", "wow?"])
def test_a_lone_word_without_its_mark_is_a_guess(tmp_path, written: str) -> None:
    assert compile_small(tmp_path, artists=ARTISTS).artist_genres(written) == (("Techno", 0.5),)


def test_a_name_that_is_written_down_without_its_marks_is_that_one(tmp_path) -> None:
    assert compile_small(tmp_path, artists=ARTISTS).artist_genres("Dr Beat") == (("Disco", 0.9),)


@pytest.mark.parametrize("written", ["Agnes Obel", "Illiam", "IO", "Fijneman", "Black", "DJ", "(CH)", "and", "."])
def test_a_name_that_is_only_like_another_stays_a_stranger(tmp_path, written: str) -> None:
    assert compile_small(tmp_path, artists=ARTISTS).artist_genres(written) == ()
