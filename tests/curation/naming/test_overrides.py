"""What a user may want a word to be read as."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.naming.overrides import read_overrides
from rekurate.errors import BadRequest
from rekurate.model import fold

SPELLINGS = ("Drum And Bass", "drum and BASS", "Drum And Bass")
USED = ("electronic", "House, Techno", "Wobble", "Minimal Techno", "http://a.example", *SPELLINGS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(make_library(*(make_track(id=str(n), genre=genre) for n, genre in enumerate(USED))), tmp_path)


@pytest.mark.parametrize(
    ("target", "genre"),
    [
        ("techno", "Techno"),
        ("dnb", "Drum & Bass"),
        ("drum and bass", "Drum And Bass"),
        ("Electronic", "electronic"),
        ("house, techno", "House, Techno"),
        ("wobble", "Wobble"),
        ("minimal techno", "Minimal Techno"),
    ],
)
def test_a_word_may_be_read_as_any_genre_of_the_taxonomy_or_the_library(desk: Desk, target: str, genre: str) -> None:
    assert read_overrides(desk, [("House", target)]) == {"house": genre}


@pytest.mark.parametrize("source", ["Drum & Bass", "drum and bass", "dnb"])
def test_a_genre_may_be_called_by_the_users_own_name_for_it(tmp_path: Path, source: str) -> None:
    read = read_overrides(make_desk(make_library(), tmp_path), [(source, "DnB")])
    assert read == {fold(source): "DnB", "drum & bass": "DnB"}


def test_a_word_that_is_given_itself_comes_before_another_name_of_it(tmp_path: Path) -> None:
    desk = make_desk(make_library(), tmp_path)
    for pairs in ([("drum and bass", "DnB"), ("Drum & Bass", "Techno")], [("drum & bass", "Techno"), ("dnb", "DnB")]):
        assert read_overrides(desk, pairs)["drum & bass"] == "Techno"


def test_a_word_that_is_read_as_another_genre_takes_its_own_genre_nowhere(tmp_path: Path) -> None:
    assert read_overrides(make_desk(make_library(), tmp_path), [("dnb", "House")]) == {"dnb": "House"}


@pytest.mark.parametrize("target", ["drum & bass", "DRUM & BASS"])
def test_the_taxonomys_own_name_is_written_as_there(tmp_path: Path, target: str) -> None:
    assert set(read_overrides(make_desk(make_library(), tmp_path), [("DnB", target)]).values()) == {"Drum & Bass"}


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("EDM", "'EDM' is a broad word that names no genre, and no track has it"),
        ("House, Ambient", "several genres (House, Ambient) and no track has it: name one of them"),
        ("Deap House", "'Deap House' is not a genre (nearest: Deep House"),
        ("http://a.example", "'http://a.example' is known to be no genre, whoever uses it"),
        ("x" * 5000, f"'{'x' * 60}' is not a genre"),
    ],
)
def test_what_a_word_cannot_be_read_as_is_told_why(desk: Desk, target: str, why: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_overrides(desk, [("House", target)])
    assert why in str(caught.value)
    assert "`to` must be a genre of the taxonomy or one the library uses" in str(caught.value)


def test_a_debatable_name_that_nobody_uses_is_answered_by_the_genre_it_may_mean(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="'Minimal Techno' is a debatable name of 'Minimal' that no track has"):
        read_overrides(make_desk(make_library(), tmp_path), [("House", "Minimal Techno")])
