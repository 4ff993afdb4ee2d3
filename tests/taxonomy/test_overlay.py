"""A user's own folder is laid over the files that ship, and compiles the same way."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import compile_over, compile_small

from rekurate.errors import TaxonomyError
from rekurate.model import Term
from rekurate.taxonomy import Genre, Verdict


def test_an_empty_folder_changes_only_the_digest(tmp_path: Path) -> None:
    plain, over = compile_small(tmp_path), compile_over(tmp_path)
    assert dict(over.genres) == dict(plain.genres)
    assert over.digest != plain.digest
    assert over.digest == compile_over(tmp_path).digest


def test_a_genre_is_added_under_one_that_ships(tmp_path: Path) -> None:
    own = compile_over(tmp_path, genres='[House]\n"Sunday House" = { parent = "Deep House", bpm = [110, 120] }')
    assert own.genres["Sunday House"] == Genre("Sunday House", "House", "Deep House", (110.0, 120.0), 0)
    assert own.resolve("sunday house").genre == "Sunday House"
    assert own.related("Sunday House", "Deep House") == 0.7


def test_a_genre_that_ships_is_replaced_whole(tmp_path: Path) -> None:
    own = compile_over(tmp_path, genres='[Techno]\n"Deep House" = { bpm = [100, 110] }')
    assert own.genres["Deep House"] == Genre("Deep House", "Techno", None, (100.0, 110.0), 0)


def test_another_spelling_of_a_canonical_name_takes_its_place_everywhere(tmp_path: Path) -> None:
    own = compile_over(tmp_path, genres='[Urban]\n"Hip Hop" = { bpm = [70, 115] }\n"Boom Bap" = { parent = "Hip Hop" }')
    assert "Hip-Hop" not in own.genres
    assert {own.resolve(text).genre for text in ("Hip-Hop", "hiphop", "rap", "(7)")} == {"Hip Hop"}


def test_a_genre_is_renamed_and_its_old_name_is_a_spelling(tmp_path: Path) -> None:
    own = compile_over(tmp_path, aliases='[rename]\n"Drum & Bass" = "DnB"\n[aliases]\n"DnB" = ["d3b"]')
    assert "Drum & Bass" not in own.genres
    assert own.genres["DnB"].bpm == (160.0, 182.0)
    assert own.genres["Jungle"].parent == "DnB"
    assert own.resolve("DnB").verdict is Verdict.CANONICAL
    assert {own.resolve(text).genre for text in ("Drum & Bass", "drum n bass", "d&b", "d3b")} == {"DnB"}
    assert own.translate(Term("file_tag", "Drum & Bass")) == (("DnB", 1.0),)


def test_a_spelling_replaces_what_ships_whatever_it_was(tmp_path: Path) -> None:
    own = compile_over(tmp_path, aliases='[aliases]\n"Techno" = ["deep", "dance", "unknown", "rap"]')
    assert {own.resolve(text).genre for text in ("deep", "dance", "unknown", "rap")} == {"Techno"}
    assert not own.resolve("deep").debatable
    assert own.resolve("dnb").genre == "Drum & Bass"


def test_an_alias_that_ships_may_become_broad_or_a_genre_of_its_own(tmp_path: Path) -> None:
    own = compile_over(tmp_path, genres='[Urban]\n"Rap" = {}', aliases='[broad]\n"dnb" = []')
    assert own.resolve("Rap").verdict is Verdict.CANONICAL
    assert own.resolve("dnb").verdict is Verdict.BROAD


@pytest.mark.parametrize(
    ("files", "refusal"),
    [
        ({"aliases": '[aliases]\n"Techno" = ["deep house"]'}, "'deep house' is the genre 'Deep House' itself"),
        ({"aliases": '[aliases]\n"Hardhouse" = ["x"]'}, "own/aliases.toml [aliases] [Hardhouse]: 'Hardhouse' is not"),
        ({"aliases": '[aliases]\n"House" = ["x"]\n"Techno" = ["X"]'}, "'X' is 'Techno' here and 'House' at"),
        ({"aliases": '[rename]\n"Hardhouse" = "X"'}, "'Hardhouse' is not a genre that ships"),
        ({"aliases": '[rename]\n"House" = "techno"'}, "'techno' is another genre already"),
        ({"aliases": '[rename]\n"House" = 3'}, "the new name must be a text"),
        ({"genres": '[House]\n"House" = { parent = "Deep House" }'}, "is its own ancestor: House < Deep House < House"),
        ({"styles": '[tag]\n"x" = "Hardhouse"'}, "own/styles.toml [tag] [x]: 'Hardhouse' is not a genre"),
    ],
)
def test_the_same_contradictions_are_refused_in_it(tmp_path: Path, files: dict[str, str], refusal: str) -> None:
    with pytest.raises(TaxonomyError) as caught:
        compile_over(tmp_path, **files)
    assert refusal in str(caught.value)


def test_words_names_and_numbers_replace_single_rows(tmp_path: Path) -> None:
    shipped = {
        "styles": '[tag]\n"x" = "House"\n"y" = "House"',
        "weights": "[tiers]\nhigh = 0.95\nmedium = 0.8",
        "artists": '[sure]\n"House" = ["Mira Vale", "Oto Lind"]',
        "labels": '[likely]\n"House" = ["Night Groove"]',
    }
    compile_small(tmp_path, **shipped)
    own = compile_over(
        tmp_path,
        styles='[tag]\n"X" = "Techno"',
        weights="[tiers]\nhigh = 0.9",
        artists='[guess]\n"Techno" = ["mira vale"]',
        labels='[sure]\n"Techno" = ["Steel"]',
    )
    assert own.translate(Term("lastfm", "x")) == (("Techno", 1.0),)
    assert own.translate(Term("lastfm", "y")) == (("House", 1.0),)
    assert (own.number("tiers", "high", 0.0), own.number("tiers", "medium", 0.0)) == (0.9, 0.8)
    assert own.artist_genres("Mira Vale") == (("Techno", 0.5),)
    assert own.artist_genres("Oto Lind") == (("House", 0.9),)
    assert own.label_genres("Night Groove") == (("House", 0.7),)
    assert own.label_genres("Steel") == (("Techno", 0.9),)


def test_a_word_that_says_nothing_is_added(tmp_path: Path) -> None:
    own = compile_over(tmp_path, aliases='[fillers]\nwords = ["Choons"]')
    found = own.resolve("House choons")
    assert (found.genre, found.debatable) == ("House", False)


def test_words_that_say_nothing_have_one_row(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"\[fillers\] \[word\]: no such row; there is words"):
        compile_over(tmp_path, aliases='[fillers]\nword = ["choons"]')
