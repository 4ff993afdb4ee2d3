"""What labels and artists are known for."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import compile_small

from rekurate.errors import TaxonomyError

ARTISTS = """
[sure]
"House" = ["The Night Owls", "Zoë (2)"]
[likely]
"Techno" = ["Split Act"]
"Acid" = ["Split Act"]
[guess]
"Techno" = ["Zoë"]
"""
LABELS = '[sure]\n"House" = ["Night Groove Records", "Steel"]\n[likely]\n"Techno" = ["Steel Music"]'


def test_names_are_found_without_case_accents_the_and_catalogue_numbers(tmp_path: Path) -> None:
    taxonomy = compile_small(tmp_path, artists=ARTISTS)
    for name in ("The Night Owls", "night owls", "NIGHT OWLS (3)"):
        assert taxonomy.artist_genres(name) == (("House", 0.9),)
    assert taxonomy.artist_genres("Nobody") == ()
    assert taxonomy.artist_genres("") == ()


def test_a_name_in_two_rows_is_known_for_both_and_never_for_more_than_one_whole(tmp_path: Path) -> None:
    taxonomy = compile_small(tmp_path, artists=ARTISTS)
    assert taxonomy.artist_genres("split act") == (("Techno", 0.5), ("Acid", 0.5))
    zoe = taxonomy.artist_genres("Zoe")
    assert [genre for genre, _ in zoe] == ["House", "Techno"]
    assert sum(sure for _, sure in zoe) == pytest.approx(1.0)


def test_names_may_stand_in_one_text_with_semicolons_between_them(tmp_path: Path) -> None:
    names = ["The Night Owls", "Zoë (2)", "Kølsch", "A & B", "Don't", 'Quote "This"', "Back\\slash", "Long Name"]
    text = "; ".join(names).replace("Long Name", "Long\n  Name") + ";\n;"
    written = compile_small(tmp_path / "text", artists=f"[sure]\n\"House\" = '''\n{text}\n'''")
    for name in names:
        assert written.artist_genres(name) == (("House", 0.9),)
    assert written.artist_genres("") == ()
    assert written.check_lists()[1] == len(names)


def test_a_label_is_found_with_or_without_its_company_words(tmp_path: Path) -> None:
    taxonomy = compile_small(tmp_path, labels=LABELS)
    assert taxonomy.label_genres("Night Groove") == (("House", 0.9),)
    assert taxonomy.label_genres("NIGHT GROOVE RECORDINGS") == (("House", 0.9),)
    assert taxonomy.label_genres("Steel") == (("House", 0.9),)
    assert taxonomy.label_genres("Steel Music") == (("Techno", 0.7),)
    assert taxonomy.label_genres("Music") == ()


def test_the_count_is_of_names_written_down_not_of_the_ways_to_find_them(tmp_path: Path) -> None:
    assert compile_small(tmp_path, labels=LABELS).check_lists()[0] == 3


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ('[sure]\n"Hous" = ["x"]', r"artists.toml [sure] [Hous]: 'Hous' is not a genre"),
        ('[certain]\n"House" = ["x"]', "artists.toml [certain]: no such table; there are sure, likely, guess, some"),
        ('[sure]\n"House" = 7', "artists.toml [sure] [House]: must be names"),
        ('[sure]\n"House" = [" "]', "must be names: a list of them, or one text"),
        ("[sure", "artists.toml is not valid TOML"),
    ],
)
def test_a_wrong_list_is_refused_by_the_first_question_and_by_every_later_one(
    tmp_path: Path, text: str, refusal: str
) -> None:
    taxonomy = compile_small(tmp_path, artists=text)
    assert taxonomy.resolve("House").genre == "House"  # the rest works
    for _ in range(2):
        with pytest.raises(TaxonomyError) as caught:
            taxonomy.artist_genres("anybody")
        assert refusal in str(caught.value)


def test_the_lists_are_part_of_the_digest(tmp_path: Path) -> None:
    first = compile_small(tmp_path, artists=ARTISTS).digest
    assert compile_small(tmp_path, artists=ARTISTS + "# a remark").digest != first
    assert len(first) == 16
