from collections import defaultdict
from collections.abc import Sequence

import pytest
from tests.support.crates import make_crates
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.counting.holdout import LeaveOut
from rekurate.classify.measure import _FOLDS, Measured, measure
from rekurate.classify.weighing.calibrate import wilson
from rekurate.classify.weighing.teaching import Regime
from rekurate.model import Library


def measured(library: Library, holdout: str = "artist") -> Measured:
    classifier = Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists))
    return measure(classifier, range(len(classifier.genred)), holdout)


def tier(result: Measured, name: str) -> tuple[int, int]:
    score = next(score for score in result.tiers if score.tier == name)
    return score.n, score.right


@pytest.mark.parametrize("holdout", ["artist", "random"])
def test_a_tidy_library_is_measured_as_tidy(holdout: str) -> None:
    result = measured(make_crates(400), holdout)
    high, right = tier(result, "high")
    assert (result.tracks, result.exact, high > 250, right) == (400, 1.0, True, high)


def test_a_meaningless_library_gets_no_promises() -> None:
    result = measured(make_crates(400, noise=1.0))
    offered, _ = tier(result, "high+medium")
    assert offered < 40


@pytest.mark.parametrize("noise", [0.15, 0.3, 0.5])
def test_tiers_keep_their_promise_however_noisy_the_library(noise: float) -> None:
    results = [measured(make_crates(500, noise=noise, seed=seed)) for seed in (1, 2, 3)]
    sums = {
        name: [sum(pair) for pair in zip(*(tier(r, name) for r in results), strict=True)]
        for name in ("high", "high+medium")
    }
    for name, promise in (("high", 0.95), ("high+medium", 0.90)):
        offered, right = sums[name]
        assert wilson(right, offered)[1] >= promise  # what is seen does not contradict the promise


def test_the_tiers_and_confusions_add_up() -> None:
    result = measured(make_crates(300, noise=0.6))
    parts = [tier(result, name) for name in ("high", "medium", "low", "insufficient")]
    assert sum(n for n, _ in parts) == result.tracks
    assert sum(right for _, right in parts) == round(result.exact * result.tracks)
    assert all(confusion.genre != confusion.proposed for confusion in result.confusions)
    assert result.family >= result.exact


@pytest.mark.parametrize(("holdout", "lessons_a_fold"), [("artist", 1), ("random", 2)])
def test_no_track_helped_to_fit_what_is_used_on_it(
    holdout: str, lessons_a_fold: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_crates(60)
    classifier = Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists))
    lessons: list[set[int]] = []
    learn = classifier.teacher.learn

    def watched(places: Sequence[int], left: LeaveOut) -> Regime:
        lessons.append(set(places))
        return learn(places, left)

    monkeypatch.setattr(classifier.teacher, "learn", watched)
    measure(classifier, range(60), holdout)
    folds: defaultdict[int, set[int]] = defaultdict(set)
    for at in range(60):
        folds[classifier.teacher.fold(at, _FOLDS)].add(at)
    judged = [members for _, members in sorted(folds.items()) for _ in range(lessons_a_fold)]
    assert all(lesson and not lesson & members for lesson, members in zip(lessons, judged, strict=True))


def test_nothing_to_measure_is_measured_as_nothing() -> None:
    result = measured(make_crates(0))
    assert (result.tracks, result.exact, result.confusions) == (0, 0.0, ())
