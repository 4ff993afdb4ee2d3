"""Words for a person never carry layout from outside."""

import pytest
from tests.support.library import make_track
from tests.support.staging import genre

from rekurate.curation.staging.words import becomes, change_shown, shown, track_name, value_shown
from rekurate.model import Field, StagedChange


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain é 夜 🎛", "plain é 夜 🎛"),
        ("a\nb\x00c\u202ed\u2028e\ud800f", "a b c d e f"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 1_000_000, "x" * 59 + "…"),
    ],
)
def test_unseen_characters_and_length_are_tamed(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_tracks_are_named_as_people_do() -> None:
    assert track_name(make_track(id="1"), "1") == "Mira Vale - Night Drive"
    assert track_name(make_track(id="1", artist=""), "1") == "Night Drive"
    assert track_name(make_track(id="1", artist="", title=""), "1") == "track 1"
    assert track_name(None, "9\n") == "track 9 , not in the library any more"


def test_changes_are_shown_with_their_field_where_it_is_no_genre() -> None:
    assert change_shown(genre("1", "House", "Dance")) == "Dance → House"
    assert change_shown(StagedChange("1", Field.RATING, "0", "5")) == "rating: 0 stars → 5 stars"
    assert change_shown(StagedChange("1", Field.YEAR, "0", "1999")) == "year: (none) → 1999"
    assert value_shown(Field.LABEL, "") == "(none)"
    assert value_shown(Field.LABEL, "0") == "0"


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        (Field.COMMENTS, "mine", "", "comments emptied"),
        (Field.RATING, "5", "0", "rating emptied"),
        (Field.COMMENTS, "mine", "theirs", "comments replaced"),
        (Field.RATING, "0", "5", "new rating"),
    ],
)
def test_that_something_of_the_persons_goes_is_said(field: Field, old: str, new: str, said: str) -> None:
    assert becomes(StagedChange("1", field, old, new)) == said


def test_a_value_that_begins_or_ends_blank_is_quoted() -> None:
    assert change_shown(genre("1", "Techno", "Techno ")) == '"Techno " → Techno'
    assert change_shown(genre("1", "Dubstep", " ")) == '" " → Dubstep'
    assert value_shown(Field.GENRE, "Techno\u200b") == '"Techno "'
    assert value_shown(Field.GENRE, "Deep House") == "Deep House"
