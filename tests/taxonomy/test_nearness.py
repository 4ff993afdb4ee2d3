"""How near genres are to each other, to a tempo and to a wrong name."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import compile_small

from rekurate.taxonomy.compiled import CompiledTaxonomy


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompiledTaxonomy:
    return compile_small(tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("House", "House", 1.0),
        ("House", "Deep House", 0.7),
        ("Deep House", "Tech House", 0.5),
        ("Techno", "Acid", 0.3),
        ("House", "Techno", 0.0),
        ("House", "Stranger", 0.0),
    ],
)
def test_genres_are_near_by_parent_and_family(small: CompiledTaxonomy, one: str, other: str, near: float) -> None:
    assert small.related(one, other) == small.related(other, one) == near


@pytest.mark.parametrize(
    ("genre", "bpm", "fits"),
    [
        ("Drum & Bass", 174.0, True),
        ("Drum & Bass", 87.0, True),
        ("Drum & Bass", 348.0, True),
        ("Drum & Bass", 120.0, False),
        ("Drum & Bass", 187.0, True),  # 182 and 3 %
        ("Drum & Bass", 188.0, False),
        ("House", 115.0, True),
        ("House", 110.0, False),
        ("R&B", 300.0, True),
        ("Stranger", 128.0, True),
        ("House", 0.0, True),
        ("House", -1.0, True),
        ("House", float("nan"), True),
    ],
)
def test_a_tempo_fits_also_at_half_and_double_time(small: CompiledTaxonomy, genre: str, bpm: float, fits: bool) -> None:
    assert small.plausible_at(genre, bpm) is fits


def test_the_tolerance_is_a_number_of_the_file(tmp_path: Path) -> None:
    strict = compile_small(tmp_path, weights="[bpm]\ntolerance_percent = 0")
    assert strict.plausible_at("Drum & Bass", 182.0)
    assert not strict.plausible_at("Drum & Bass", 182.5)


def test_the_nearest_names_are_what_it_means_and_then_what_looks_alike(small: CompiledTaxonomy) -> None:
    assert small.nearest("dnb", 1) == ("Drum & Bass",)
    assert small.nearest("Depp Huose", 2) == ("Deep House", "House")
    assert small.nearest("House, Techno", 2) == ("House", "Techno")
    assert small.nearest("", 3) == ()
    assert small.nearest("House", 0) == ()


def test_the_spellings_of_a_genre_are_listed_with_what_is_debatable(small: CompiledTaxonomy) -> None:
    shown = [(alias.text, alias.debatable, alias.why) for alias in small.aliases_of("Deep House")]
    assert shown == [("deep", True, "a mood as often as a style")]
    assert [alias.text for alias in small.aliases_of("Drum & Bass")] == ["dnb", "d&b"]
    assert small.aliases_of("Stranger") == ()
