"""What is said when there is nothing to measure."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest
from rekurate.server.arguments import read_arguments
from rekurate.server.tools import evaluate_classifier


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(make_library(make_track(id="1", genre="")), tmp_path)


def evaluate(desk: Desk, **arguments: object) -> evaluate_classifier.Answer:
    read = read_arguments(evaluate_classifier.Arguments, "evaluate_classifier", arguments)
    return evaluate_classifier.run(desk, read, None)


def test_nothing_measured_is_said_and_is_no_accuracy_of_zero(desk: Desk) -> None:
    answer = evaluate(desk, track_ids=["1"])
    assert (answer.measured, answer.excluded) == (0, {"no_genre": 1})
    assert (answer.exact_accuracy, answer.family_accuracy, answer.commonest_genre_share) == (None, None, None)
    assert "Nothing was measured" in (answer.notes or [""])[0]


def test_measuring_tracks_without_a_genre_is_refused_with_what_to_do(desk: Desk) -> None:
    with pytest.raises(BadRequest, match=r"has_genre=false.*classify_tracks"):
        evaluate(desk, has_genre=False)


def test_a_filter_that_counts_for_nothing_beside_ids_is_named(desk: Desk) -> None:
    answer = evaluate(desk, track_ids=["1"], genre="x")
    assert "Beside `track_ids` these count for nothing: genre." in (answer.notes or [])
