"""Numbers and dates are read where they make sense, and are damage where they do not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekurate.rekordbox.numbers import Damage, date_of, decimal, rating_of, tempo_of, whole, year_of

READERS = (whole, year_of, rating_of, tempo_of, date_of)
NINES = "9" * 400


@pytest.mark.parametrize(
    ("read", "values"),
    [
        (whole, {"12": 12, " 12": 12, "12.9": 12, "0": 0, "x": None, "-3": None, NINES: None, "9" * 5000: None}),
        (year_of, {"2024": 2024, "2024.0": 2024, "0": 0, "20x4": None, "-3": None, "12024": None, NINES: None}),
        (rating_of, {"3": 3, "51": 1, "250": 5, "255": 5, "256": None, "999": None, "-51": None, NINES: None}),
        (tempo_of, {"127.53": 127.53, "128,00": 128.0, "99,5": 99.5, "0,00": 0.0}),
        (tempo_of, {"1,234": None, "12800": None, "abc": None}),
        (decimal, {"nan": None, "inf": None, "1e300": None, "1e3": 1000.0}),
        (date_of, {"2024-05-06": "2024-05-06", "2024-5-6": "2024-05-06", "2024-05-06 10:00": "2024-05-06"}),
        (date_of, {"gestern": None, "2024-13-01": None, "2024-05-32": None, "2024-05-061": None, "06.05.2024": None}),
    ],
)
def test_what_makes_sense_is_read_and_nothing_else(read: Callable[[str], object], values: dict[str, object]) -> None:
    assert {text: read(text) for text in values} == values


@given(st.one_of(st.text(max_size=40), st.integers().map(str), st.floats().map(str)))
def test_no_text_at_all_is_an_error(text: str) -> None:
    for read in READERS:
        read(text)


def test_damage_is_one_sentence_with_how_much_there_was_and_one_example() -> None:
    damage = Damage()
    assert damage.warnings == ()
    damage.note("Year", NINES)
    damage.note("Rating", 999)
    assert damage.warnings == (
        "2 numbers or dates make no sense (such as Year '99999999999999999999') and were read as unknown",
    )
