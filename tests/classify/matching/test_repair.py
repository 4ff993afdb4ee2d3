"""Damaged names and what they are repaired to; good names stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekurate.classify.matching.repair import repair


@pytest.mark.parametrize(
    ("title", "artist", "repaired"),
    [
        ("01 System 7 - Track", "", ("System 7", "Track")),
        ("30. Lake Hills - Picking Flowers", "", ("Lake Hills", "Picking Flowers")),
        ("17 Signal Deluxe - Harmony", "", ("Signal Deluxe", "Harmony")),
        ("2 Live Crew - Get It", "", ("2 Live Crew", "Get It")),
        ("02 - Mira - Low Tide", "Mira", ("Mira", "Low Tide")),
        ("01 - A Vale, B Oster - Low Tide", "A Vale;B Oster", ("A Vale;B Oster", "Low Tide")),
        ("8A - 124 - Mira - Low Tide", "", ("Mira", "Low Tide")),
        ("Low Tide - 8A - 124", "Mira", ("Mira", "Low Tide")),
        ("Low Tide 8A 124", "Mira", ("Mira", "Low Tide")),
        ("124 - Am - Low Tide", "Mira", ("Mira", "Low Tide")),
        ("Low Tide [124 BPM]", "Mira", ("Mira", "Low Tide")),
        ("Low Tide [FREE DL]", "Mira", ("Mira", "Low Tide")),
        ("Low Tide (24-bit WAV)", "Mira", ("Mira", "Low Tide")),
        ("Low Tide (Vinyl Rip)", "Mira", ("Mira", "Low Tide")),
        ("Low Tide *FREE DOWNLOAD*", "Mira", ("Mira", "Low Tide")),
        ("Low Tide www.example.com", "Mira", ("Mira", "Low Tide")),
        ("Low Tide (Intro - Clean)", "Mira", ("Mira", "Low Tide")),
        ("Low Tide (Quick Hitter Dirty)", "Mira", ("Mira", "Low Tide")),
        ("Low Tide (Acapella Clean)", "Mira", ("Mira", "Low Tide (acapella)")),
        ("Low Tide [QHR012]", "Mira", ("Mira", "Low Tide")),
        ("QHR012 - Mira - Low Tide", "", ("Mira", "Low Tide")),
        ("Mira_-_Low_Tide", "", ("Mira", "Low Tide")),
        ("Mira-Low.mp3", "", ("Mira", "Low")),
        ("A1. Low Tide", "Mira", ("Mira", "Low Tide")),
        ("Low\u200b Tide", "Mira", ("Mira", "Low Tide")),
    ],
)
def test_damage_is_repaired_and_said(title: str, artist: str, repaired: tuple[str, str]) -> None:
    found = repair(title, artist)
    assert (found.artist, found.title) == repaired
    if (artist, title) != repaired:
        assert found.notes


def test_a_tempo_in_brackets_is_no_catalogue_number() -> None:
    assert (repair("Low Tide [BPM 124]", "Mira").title, repair("Low Tide [BPM 124]", "Mira").catno) == ("Low Tide", "")


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("99 Problems", "Mira"),
        ("7 Days and One Week", "Mira"),
        ("3 A.M. Eternal", "Mira"),
        ("1998", "Mira"),
        ("303", "Mira"),
        ("99.Nine", "Mira"),
        ("Track 128", "Mira"),
        ("Low Tide (Extended Mix)", "Mira"),
        ("Slam - Slam Mix", "Slam"),
        ("Nirvana - Low Tide (Mira Edit)", "Mira"),
        ("Low Tide [230211.3]", "Mira"),
        ("Passing By Grad_U", "Mira"),
        ("(=o_o=)", "Mira"),
        ("Loko-Motiv", ""),
        ("残酷な天使のテーゼ", ""),
    ],
)
def test_a_good_name_stays_as_it_is(title: str, artist: str) -> None:
    found = repair(title, artist, bpm=128.0)
    assert (found.artist, found.title, found.notes) == (artist, title, ())


def test_a_trailing_number_is_noise_only_when_it_is_the_tempo() -> None:
    assert repair("Low Tide 128", "Mira", bpm=128.0).title == "Low Tide"
    assert repair("Low Tide 128", "Mira", bpm=90.0).title == "Low Tide 128"
    assert repair("Low Tide 174", "Mira", bpm=87.0).title == "Low Tide"


def test_a_catalogue_number_is_kept_for_the_look_up() -> None:
    assert repair("Low Tide [QHR012]", "Mira").catno == "QHR012"


@given(st.text(max_size=60), st.text(max_size=30))
def test_nothing_ever_becomes_empty(title: str, artist: str) -> None:
    found = repair(title, artist, bpm=124.0)
    assert bool(found.title.strip()) == bool(" ".join(title.split()))
