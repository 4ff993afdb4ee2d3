"""Which versions are the same, which nearly, and which contradict."""

import pytest

from rekurate.classify.matching.versions import Fit, compare, read_version, with_remixers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Original Mix"),
        ("Extended Mix", "Original Mix"),
        ("", "2011 Remaster"),
        ("", "2016 Master"),
        ("Album Version", '12" Version'),
        ("Bram Oster Remix", "DJ Bram Oster Remix"),
        ("Bram Oster Remix", "Bram Ostre Remix"),
        ("Two Thirds Remix", "TwoThirds Remix"),
        ("Remix", "Remix"),
        ("Radio Edit", "Edit"),
        ("VIP", "VIP Mix"),
        ("Accapella", "A Cappella"),
        ("Re-Edit", "Reedit"),
        ("Clean", "Explicit"),
        ("", "Full Length"),
        ("Bram Oster Rmeix", "Bram Oster Remix"),
        ("Orignal Mix", ""),
        ("Acppella", "Acapella"),
    ],
)  # fmt: skip
def test_the_same_version_in_other_words(one: str, other: str) -> None:
    assert compare(read_version(one), read_version(other))[0] is Fit.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Radio Edit"),
        ("", "Club Mix"),
        ("", "Instrumental"),
        ("Original Mix", "Dub"),
        ("Bram Oster Remix", "Bram Oster Dub"),
        ("Bram Oster Remix", "Bram Oster's Low Tide Remix"),
    ],
)
def test_a_version_of_the_same_hand_is_weak(one: str, other: str) -> None:
    assert compare(read_version(one), read_version(other))[0] is Fit.SOFT
    assert compare(read_version(other), read_version(one))[0] is Fit.SOFT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Bram Oster Remix"),
        ("Original Mix", "Remix"),
        ("Bram Oster Remix", "Vell Grau Remix"),
        ("Bram Oster Remix", "Remix"),
        ("", "VIP"),
        ("", "Live"),
        ("", "Acoustic Version"),
        ("", "Acapella"),
        ("", "Re-Edit"),
        ("Club Mix", "Dub Mix"),
        ("Instrumental", "Vocal Mix"),
        ("Bram Oster Remix", "Bram Oster VIP"),
        ("Noisia's Edge Remix", "Bram's Edge Remix"),
        ("Sona Remix", "Sonar Remix"),
        ("Mix 1", "Mix 2"),
        ("", "Karaoke Version"),
        ("", "Cover"),
        ("", "Bram Oster Cover"),
        ("", "Harbour FM Session"),
        ("", "Sped Up"),
        ("", "Slowed + Reverb"),
        ("", "Nightcore"),
        ("", "Reimagined"),
        ("", "Bram Oster Reshape"),
        ("", "Hotwire's Mix"),
        ("", "Matt Moore's Mix"),
        ("", "Manuel De La Mare Mix"),
        ("Easy Mix", "Easy Mix / Bram Oster Remix"),
    ],
)
def test_contradicting_version_words_are_a_gate(one: str, other: str) -> None:
    left, right = (read_version(*text.split(" / ")) for text in (one, other))
    assert compare(left, right)[0] is Fit.CONTRADICTS
    assert compare(right, left)[0] is Fit.CONTRADICTS


def test_the_remixer_field_names_the_hand_unless_the_title_says_original() -> None:
    named = with_remixers(read_version(""), ["Bram Oster"])
    assert compare(named, read_version("Bram Oster Remix"))[0] is Fit.SAME
    assert with_remixers(read_version("Original Mix"), ["Bram Oster"]).neutral
    assert with_remixers(read_version("Vell Grau Remix"), ["Bram Oster"]).name == "vell grau"
