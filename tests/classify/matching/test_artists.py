"""Artists as sets: joined, numbered, turned round, transliterated."""

import pytest

from rekurate.classify.matching.artists import FULL, MAIN, SOME, artist_fit, clean_name, read_artists


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("Gallegos (2)", "Gallegos"),
        ("Persuader, The", "The Persuader"),
        ("Roc de Cisneros*", "Roc de Cisneros"),
        ("Reagan (IE)", "Reagan"),
        ("Mira", "Mira"),
    ],
)
def test_a_name_is_cleaned(printed: str, clean: str) -> None:
    assert clean_name(printed) == clean


@pytest.mark.parametrize("join", [" & ", ", ", " x ", " vs. ", " feat. ", " and ", ";", " + ", " pres. "])
def test_every_join_makes_the_same_set(join: str) -> None:
    assert artist_fit(read_artists([f"Mira{join}Oster"]), read_artists(["Mira", "Oster"])) == FULL


@pytest.mark.parametrize(
    ("ours", "theirs", "fit"),
    [
        ("Mira", ("Mira", "Oster"), MAIN),
        ("Mira, Oster", ("Mira",), MAIN),
        ("Vell, Mira", ("Mira", "Oster"), SOME),
        ("Above & Beyond, Shane", ("Above & Beyond",), MAIN),
        ("System7", ("System 7",), FULL),
        ("The Persuader", ("Persuader, The",), FULL),
        ("DJ Oster", ("Oster",), FULL),
        ("Кино", ("Kino",), FULL),
        ("Björk", ("Bjork",), FULL),
        ("Mira", ("Oster",), 0.0),
        ("Area 51", ("Area 52",), 0.0),
        ("東京", ("京都",), 0.0),
    ],
)
def test_sets_are_compared(ours: str, theirs: tuple[str, ...], fit: float) -> None:
    assert artist_fit(read_artists([ours]), read_artists(theirs)) == fit


@pytest.mark.parametrize("nobody", ["", "Various", "Various Artists", "VA", "Unknown Artist"])
def test_nobody_is_nobody(nobody: str) -> None:
    assert read_artists([nobody]).unknown
