"""What a person types, read or refused."""

import pytest

from rekurate.errors import BadRequest
from rekurate.review.groups import Group
from rekurate.review.words import Wish, read_wish

ONE = Group(1, "(none) → Techno", "Techno", "high", ())
TWO = Group(2, "(none) → Drum & Bass", "Drum & Bass", "high", ())
THREE = Group(3, "House → Techno", "Techno", "low", ())
FOUR = Group(4, "new label", "", "chosen", ())
GROUPS = (ONE, TWO, THREE, FOUR)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("", Wish("")),
        ("  ", Wish("")),
        ("done", Wish("done")),
        ("Q", Wish("done")),
        ("?", Wish("help")),
        ("undo", Wish("undo")),
        ("ALL", Wish("approve", GROUPS, everything=True)),
        ("approve all", Wish("approve", GROUPS, everything=True)),
        ("1-4", Wish("approve", GROUPS)),
        ("2", Wish("approve", (TWO,))),
        ("1, 3-4", Wish("approve", (ONE, THREE, FOUR))),
        ("tier HIGH", Wish("approve", (ONE, TWO))),
        ("tier chosen", Wish("approve", (FOUR,))),
        ("genre techno", Wish("approve", (ONE, THREE))),
        ("genre Drum & Bass", Wish("approve", (TWO,))),
        ("reject genre Techno", Wish("reject", (ONE, THREE))),
        ("reject all", Wish("reject", GROUPS, everything=True)),
        ("show 1-2", Wish("show", (ONE, TWO))),
        ("each 4", Wish("each", (FOUR,))),
    ],
)
def test_a_line_says_what_to_do_with_which_groups(text: str, wish: Wish) -> None:
    assert read_wish(text, GROUPS) == wish


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("yes", "not understood"),
        ("1-", "not understood"),
        ("-3", "not understood"),
        ("1-2-3", "not understood"),
        ("١", "not understood"),
        ("0", "No group 0 waits"),
        ("5", "No group 5 waits"),
        ("1-99999999", "No group 99999999 waits"),
        ("undo 2", "not understood"),
        ("999999999999999999", "not understood"),
        ("4-1", "Nothing shown fits"),
        ("tier best", "Nothing shown fits"),
        ("genre", "Nothing shown fits"),
        ("genre Polka", "Nothing shown fits"),
        ("reject", "Nothing shown fits"),
        ("all of it", "not understood"),
    ],
)
def test_a_line_that_says_nothing_known_is_refused(text: str, word: str) -> None:
    with pytest.raises(BadRequest, match=word):
        read_wish(text, GROUPS)


def test_a_range_leaves_out_what_was_decided_and_a_number_of_it_is_refused() -> None:
    waiting = (ONE, TWO, FOUR)
    assert read_wish("1-4", waiting) == Wish("approve", waiting)
    for text in ("3", "1 3", "3-4"):
        with pytest.raises(BadRequest, match="No group 3 waits"):
            read_wish(text, waiting)


def test_all_of_nothing_is_refused() -> None:
    with pytest.raises(BadRequest, match="Nothing shown fits 'all'"):
        read_wish("all", ())
