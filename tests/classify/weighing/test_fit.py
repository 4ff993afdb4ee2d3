from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.kinds import KIND_OF, kinds
from rekurate.classify.weighing.fit import Example, fit

LABEL, FOLDER = KIND_OF["label"], KIND_OF["folder"]
KINDS = kinds(FakeTaxonomy())


def test_without_examples_the_shipped_weights_stand() -> None:
    assert fit(KINDS, []) == tuple(kind.alpha for kind in KINDS)


def test_a_kind_that_names_the_truth_gains_and_one_that_misleads_loses() -> None:
    examples = [Example((-1.0, -1.0), ((LABEL, (2.0, 0.0)), (FOLDER, (0.0, 2.0))))] * 200
    alphas = fit(KINDS, examples)
    assert alphas[LABEL] > KINDS[LABEL].alpha
    assert alphas[FOLDER] < KINDS[FOLDER].alpha


def test_weights_stay_within_bounds_and_others_do_not_move() -> None:
    alphas = fit(KINDS, [Example((-3.0, -0.1), ((LABEL, (9.0, 0.0)),))] * 5000)
    assert 0.0 <= alphas[LABEL] <= 2.5
    assert alphas[KIND_OF["artist"]] == KINDS[KIND_OF["artist"]].alpha
