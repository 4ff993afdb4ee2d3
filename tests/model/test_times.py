"""Times as text."""

from rekurate.model.times import iso


def test_times_are_utc_to_the_second_also_before_the_epoch() -> None:
    assert iso(1_717_243_200.9) == "2024-06-01T12:00:00+00:00"
    assert iso(-86_400.0) == "1969-12-31T00:00:00+00:00"
