"""What a title is taken apart into."""

import pytest

from rekurate.classify.matching.title import read_title


@pytest.mark.parametrize(
    ("title", "mix", "core", "version", "guests"),
    [
        ("Glass Tide", "", "Glass Tide", "", ""),
        ("Glass Tide (Original Mix)", "", "Glass Tide", "Original Mix", ""),
        ("Glass Tide", "Original Mix", "Glass Tide", "Original Mix", ""),
        ("Glass Tide Original Mix", "", "Glass Tide", "Original Mix", ""),
        ("Glass Tide - Bram Oster Remix", "", "Glass Tide", "Bram Oster Remix", ""),
        ("Glass Tide [Bram Oster Remix]", "", "Glass Tide", "Bram Oster Remix", ""),
        ("Glass Tide (Bram Oster Remix)", "Original Mix", "Glass Tide", "Bram Oster Remix", ""),
        ("Glass Tide (Bram Oster Remix)", "Bram Oster Remix", "Glass Tide", "Bram Oster Remix", ""),
        ("Glass Tide (feat. Nara) [VIP Mix]", "", "Glass Tide", "VIP Mix", "Nara"),
        ("Glass Tide (Original Mix) feat. Nara", "", "Glass Tide", "Original Mix", "Nara"),
        ("Glass Tide ft. Nara (Dub)", "", "Glass Tide", "Dub", "Nara"),
        ("Glass Tide VIP", "", "Glass Tide", "VIP", ""),
        ("Glass Tide VIP feat. Nara", "", "Glass Tide", "VIP", "Nara"),
        ("VIP", "", "VIP", "", ""),
        ("Glass Tide (Master)", "", "Glass Tide", "Master", ""),
        ("Glass Tide (Sped Up)", "", "Glass Tide", "Sped Up", ""),
        ("Glass Tide (Harbour FM Session)", "", "Glass Tide", "Harbour FM Session", ""),
        ("Lady (Hear Me Tonight)", "", "Lady (Hear Me Tonight)", "", ""),
        ("Star (Video Killed the Radio Star)", "", "Star (Video Killed the Radio Star)", "", ""),
        ("Waves (Live at the Pier)", "", "Waves", "Live at the Pier", ""),
        ("Waves (Bram's 'Low' Remix", "", "Waves", "Bram's 'Low' Remix", ""),
        ("Waves (Prod. by Nara)", "", "Waves", "", ""),
        ("Blind Corners ()", "", "Blind Corners", "", ""),
        ("Remix", "", "Remix", "", ""),
        ("(=o_o=)", "", "(=o_o=)", "", ""),
        ("残酷な天使のテーゼ", "", "残酷な天使のテーゼ", "", ""),
        ('Waterman (Original 12" Mix)', "", "Waterman", 'Original 12" Mix', ""),
        ("Diplodocus (Vell's 'Edge' Remix) (Live)", "Original Mix", "Diplodocus", "Vell's 'Edge' Remix / Live", ""),
    ],
)  # fmt: skip
def test_a_title_is_taken_apart(title: str, mix: str, core: str, version: str, guests: str) -> None:
    read = read_title(title, mix)
    assert (read.core, read.version.printed, read.guests) == (core, version, guests)


@pytest.mark.parametrize("title", ["Untitled", "Untitled 01", "Track 3", "303", "38.5", "ID", "Untitled (A1)"])
def test_a_title_that_says_nothing_is_known(title: str) -> None:
    assert read_title(title).says_nothing


@pytest.mark.parametrize("title", ["99 Problems", "Track Record", "Idea", "1979 Again", "映画"])
def test_a_title_that_says_something_is_not(title: str) -> None:
    assert not read_title(title).says_nothing
