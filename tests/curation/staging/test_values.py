"""A value is read as Rekordbox can hold it, or refused with what it may be."""

import pytest
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.curation.staging.values import Reading, read_value
from rekurate.model import Field

TRACK = make_track(comments="nice /* Energy / Peak */ one")


def read(field: Field, given: str) -> Reading:
    return read_value(field, given, TRACK, FakeTaxonomy())


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        (Field.GENRE, "Techno", "Techno"),
        (Field.GENRE, "", ""),
        (Field.LABEL, "Ostgut Ton", "Ostgut Ton"),
        (Field.ALBUM, "夜 🎛 ليل", "夜 🎛 ليل"),
        (Field.COMMENTS, " padded /* Energy / Peak */ stays ", " padded /* Energy / Peak */ stays "),
        (Field.YEAR, "1900", "1900"),
        (Field.YEAR, "2099", "2099"),
        (Field.YEAR, "", "0"),
        (Field.YEAR, "0", "0"),
        (Field.RATING, "0", "0"),
        (Field.RATING, "5", "5"),
        (Field.COLOR, "Purple", "0x660099"),
        (Field.COLOR, "violet", "0x660099"),
        (Field.COLOR, "0xff007f", "0xFF007F"),
        (Field.COLOR, "#FF007F", "0xFF007F"),
    ],
)
def test_good_values_are_staged_in_our_units(field: Field, given: str, value: str) -> None:
    assert read(field, given) == Reading(value)


@pytest.mark.parametrize(
    ("field", "given", "word"),
    [
        (Field.YEAR, "1899", "1900 to 2099"),
        (Field.YEAR, "2100", "1900 to 2099"),
        (Field.YEAR, "99", "1900 to 2099"),
        (Field.YEAR, "2024-01-01", "1900 to 2099"),
        (Field.YEAR, "٢٠٢٤", "1900 to 2099"),
        (Field.YEAR, "9" * 5_000, "1900 to 2099"),
        (Field.RATING, "6", "0 to 5"),
        (Field.RATING, "-1", "0 to 5"),
        (Field.RATING, "3.5", "0 to 5"),
        (Field.RATING, "255", "0 to 5"),
        (Field.RATING, "", "0 to 5"),
        (Field.COLOR, "beige", "turquoise"),
        (Field.COLOR, "0x123456", "turquoise"),
        (Field.COLOR, "", "turquoise"),
        (Field.GENRE, "Tech\x00no", "U+0000"),
        (Field.GENRE, "Techno\nHouse", "U+000A"),
        (Field.COMMENTS, "one\ttwo", "U+0009"),
        (Field.COMMENTS, "one\u2028two", "U+2028"),
        (Field.LABEL, "lone \ud800", "U+D800"),
        (Field.LABEL, "no\ufffe", "U+FFFE"),
        (Field.GENRE, "x" * 256, "255 characters"),
        (Field.COMMENTS, "x" * 10_001, "10000"),
    ],
)
def test_bad_values_are_refused_with_what_they_may_be(field: Field, given: str, word: str) -> None:
    reading = read(field, given)
    assert (reading.value, reading.warnings) == ("", ())
    assert word in reading.refusal
    assert len(reading.refusal) < 300


@pytest.mark.parametrize(
    ("field", "given", "value", "word"),
    [
        (Field.GENRE, "  Techno ", "Techno", "trimmed"),
        (Field.GENRE, "techno", "techno", "written 'Techno'"),
        (Field.GENRE, "dnb", "dnb", "another name of 'Drum & Bass'"),
        (Field.GENRE, "Deap House", "Deap House", "nearest: 'Deep House'"),
        (Field.GENRE, "Qqqq", "Qqqq", "not in the taxonomy"),
        (Field.COMMENTS, "/* Energy / Peak */" + "x" * 300, "/* Energy / Peak */" + "x" * 300, "first 256 of 319"),
        (Field.COMMENTS, "all new", "all new", "drops the My Tag block"),
    ],
)
def test_odd_values_are_staged_with_a_warning(field: Field, given: str, value: str, word: str) -> None:
    reading = read(field, given)
    assert (reading.value, reading.refusal, len(reading.warnings)) == (value, "", 1)
    assert word in reading.warnings[0]


def test_nothing_is_remarked_about_a_genre_that_the_library_has() -> None:
    assert read_value(Field.GENRE, "dnb", TRACK, FakeTaxonomy(), {"dnb"}) == Reading("dnb")


@pytest.mark.parametrize(
    ("comments", "dropped"), [("/* Peak */ mine", True), ("mine", False), ("5", False), ("*/ mine /*", False)]
)
def test_a_new_comment_that_drops_the_my_tag_block_is_remarked_about(comments: str, *, dropped: bool) -> None:
    reading = read_value(Field.COMMENTS, "all new", make_track(comments=comments), FakeTaxonomy())
    assert bool(reading.warnings) is dropped
