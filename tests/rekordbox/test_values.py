import pytest
from tests.support.library import make_track

from rekurate.model import Field
from rekurate.rekordbox.numbers import rating_of
from rekurate.rekordbox.values import (
    COLORS,
    arrived,
    refusal,
    same_value,
    value_of,
    xml_text,
)


def test_a_tracks_values_are_text_in_our_units() -> None:
    track = make_track(genre="House ", label="B", year=1999, album="A", comments="c", rating=4, color="0xFF0000")
    assert [value_of(track, field) for field in Field] == ["House ", "B", "1999", "A", "c", "4", "0xFF0000"]
    assert [value_of(make_track(), field) for field in (Field.YEAR, Field.RATING, Field.COLOR)] == ["0", "0", ""]


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        (Field.YEAR, "", "0", True),
        (Field.RATING, "0", "", True),
        (Field.RATING, "1", "", False),
        (Field.COLOR, "0xff0000", "0xFF0000", True),
        (Field.GENRE, "House", "house", False),
        (Field.GENRE, "House", "House ", False),
        (Field.GENRE, "", "0", False),
    ],
)
def test_values_are_the_same_when_rekordbox_shows_them_the_same(field: Field, one: str, other: str, same: bool) -> None:
    assert same_value(field, one, other) is same


@pytest.mark.parametrize(
    ("field", "written", "now", "is_there"),
    [
        (Field.COMMENTS, "x" * 300, "x" * 256, True),
        (Field.COMMENTS, "x" * 300, "x" * 255, False),
        (Field.COMMENTS, "mine, and more", "mine", False),
        (Field.COMMENTS, "x" * 300, "y" * 256, False),
        (Field.ALBUM, "x" * 300, "x" * 256, False),
        (Field.YEAR, "", "0", True),
    ],
)
def test_only_a_comment_as_long_as_rekordbox_keeps_one_may_have_arrived_cut(
    field: Field, written: str, now: str, is_there: bool
) -> None:
    assert arrived(field, written, now) is is_there


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.GENRE, ""),
        (Field.GENRE, "R&B/Soul 🎧 עברית\n"),
        (Field.COMMENTS, "x" * 5000),
        (Field.RATING, "0"),
        (Field.YEAR, "0"),
        (Field.YEAR, "1999"),
        *((Field.COLOR, color) for color in COLORS),
    ],
)
def test_what_rekordbox_can_hold_is_not_refused(field: Field, value: str) -> None:
    assert refusal(field, value) is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (Field.RATING, "6", "0 to 5 stars"),
        (Field.RATING, "", "0 to 5 stars"),
        (Field.YEAR, "19999", "four digits"),
        (Field.YEAR, "²", "four digits"),
        (Field.YEAR, "", "four digits"),
        (Field.COLOR, "", "eight colours"),
        (Field.COLOR, "0x123456", "eight colours"),
        (Field.GENRE, "a\0b", r"U\+0000"),
        (Field.COMMENTS, "\ud800", r"U\+D800"),
        (Field.ALBUM, "\uffff", r"U\+FFFF"),
        (Field.LABEL, "x" * 256, "at most 255 characters of a label"),
    ],
)
def test_what_rekordbox_cannot_hold_is_refused_with_what_it_takes(field: Field, value: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        raise AssertionError(refusal(field, value))


def test_values_are_written_in_rekordboxs_units() -> None:
    written = [xml_text(Field.RATING, str(stars)) for stars in range(6)]
    assert written == ["0", "51", "102", "153", "204", "255"]
    assert [rating_of(text) for text in written] == list(range(6))
    assert xml_text(Field.COLOR, "0xff007f") == "0xFF007F"
    assert xml_text(Field.GENRE, "House") == "House"
