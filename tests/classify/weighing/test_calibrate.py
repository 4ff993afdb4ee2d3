import random
from dataclasses import replace

import pytest
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.weighing.calibrate import NEVER, Judged, calibrate, promise_of, shipped, thresholds, wilson
from rekurate.classify.weighing.pool import Scored
from rekurate.model import Confidence


def scored(probability: float, agreeing: int = 2, **overrides: object) -> Scored:
    base = Scored(0, probability, 1, (1 - probability) / 2, agreeing, 0, 3.0, agreeing, False, False, 0.0)
    return base._replace(**overrides)


def judged(count: int, rightness: float, probability: float = 0.9, seed: int = 3, **overrides: object) -> list[Judged]:
    rng = random.Random(seed)
    return [Judged(scored(probability, **overrides), rng.random() < rightness, at) for at in range(count)]


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.722, 1.0), (95, 100, 0.888, 0.978), (0, 5, 0.0, 0.434)],
)
def test_wilsons_interval(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_a_chance_is_the_share_that_was_right() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(600, 0.9, 0.95) + judged(600, 0.3, 0.4, seed=4))
    assert calibration.chance(scored(0.95)) == pytest.approx(0.9, abs=0.04)
    assert calibration.chance(scored(0.4)) == pytest.approx(0.3, abs=0.06)


def test_high_is_given_where_held_out_proposals_earned_it() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(400, 0.99, 0.97) + judged(400, 0.4, 0.5, seed=4))
    tiers = [calibration.tier(one, calibration.chance(one)) for one in (scored(0.97), scored(0.5))]
    assert tiers == [Confidence.HIGH, Confidence.LOW]


def test_no_tier_is_given_where_nothing_earned_it() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(800, 0.5, 0.97))
    assert (calibration.high, calibration.medium) == (NEVER, NEVER)


def test_one_witness_is_never_high_and_none_is_never_medium() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(400, 1.0, 0.97, agreeing=1) + judged(400, 1.0, 0.97))
    tiers = [calibration.tier(scored(0.97, n), 1.0) for n in (2, 1, 0)]
    assert tiers == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]


def test_sound_alone_is_never_above_low() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(400, 1.0, 0.97))
    assert calibration.tier(scored(0.97, 1, audio_only=True), 1.0) is Confidence.LOW


def test_sound_alone_is_medium_where_its_own_held_out_proposals_earned_it() -> None:
    alone = {"agreeing": 1, "audio_only": True}
    tiers = []
    for count, rightness in ((300, 0.97), (300, 0.6), (40, 1.0)):
        calibration = calibrate(FakeTaxonomy(), judged(400, 0.98, 0.97) + judged(count, rightness, 0.9, 5, **alone))
        one = scored(0.9, **alone)
        tiers.append(calibration.tier(one, max(calibration.chance(one), 0.9)))
    assert tiers == [Confidence.MEDIUM, Confidence.LOW, Confidence.LOW]


def test_too_few_tracks_keep_the_cautious_shipped_tiers() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(30, 1.0, 0.97))
    assert (calibration.high, calibration.medium) == (shipped(FakeTaxonomy()).high, shipped(FakeTaxonomy()).medium)


def test_nearly_all_right_does_not_send_the_weights_away() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(90, 1.0, 0.6, agreeing=3))
    assert max(abs(weight) for weight in calibration.weights) < 3.0


def test_a_genre_often_mistaken_is_believed_less() -> None:
    mixed = judged(300, 0.95, 0.9, genre=0) + judged(300, 0.5, 0.9, seed=4, genre=1)
    calibration = calibrate(FakeTaxonomy(), mixed)
    assert calibration.chance(scored(0.9, genre=1)) < calibration.chance(scored(0.9, genre=0)) - 0.2


def test_many_proposals_for_one_artist_count_as_fewer() -> None:
    spread = judged(80, 1.0, 0.97)
    one_artist = [Judged(one.scored, one.right, 7) for one in spread]
    assert calibrate(FakeTaxonomy(), spread).high < NEVER
    assert calibrate(FakeTaxonomy(), one_artist).high == NEVER


def test_one_surprise_near_the_top_moves_a_tier_and_does_not_remove_it() -> None:
    sure = judged(60, 1.0, 0.97)
    surprised = [Judged(sure[0].scored._replace(probability=0.99), False, 999), *sure]
    rest = judged(100, 0.4, 0.5, seed=4)
    before, after = (calibrate(FakeTaxonomy(), [*one, *rest]) for one in (sure, surprised))
    one = scored(0.97)
    assert [kept.tier(one, kept.chance(one)) for kept in (before, after)] == [Confidence.HIGH, Confidence.HIGH]


def ranked(chance: float, count: int, right: float, agreeing: int = 2) -> list[tuple[float, Judged]]:
    """Return proposals of one chance, each about another artist, of which exactly a share was right."""
    return [(chance, Judged(scored(chance, agreeing), at < right * count, at)) for at in range(count)]


def test_no_chance_below_the_floor_is_a_tier_however_well_such_proposals_did() -> None:
    promise = promise_of(FakeTaxonomy())
    assert thresholds(promise, ranked(0.5, 400, 1.0)) == (promise.floor_high, promise.floor_medium)


def test_what_was_right_often_enough_only_counts_when_it_was_often() -> None:
    promise = promise_of(FakeTaxonomy())
    share = promise.high.least + 0.005
    high = [thresholds(promise, ranked(share, count, share))[0] for count in (200, 8000)]
    assert high == [NEVER, share]


def test_what_no_witness_speaks_for_moves_no_tier() -> None:
    promise, spoken_for = promise_of(FakeTaxonomy()), ranked(0.97, 400, 1.0) + ranked(0.85, 200, 1.0, agreeing=1)
    baseless = ranked(0.99, 400, 0.0, agreeing=0)
    assert thresholds(promise, [*spoken_for, *baseless]) == thresholds(promise, spoken_for) == (0.97, 0.85)


def test_medium_may_be_right_less_often_only_where_high_makes_up_for_it() -> None:
    promise = promise_of(FakeTaxonomy())
    share = (promise.medium.least + promise.both.least) / 2
    middling = ranked(share, 400, share, agreeing=1)
    medium = [thresholds(promise, [*surer, *middling])[1] for surer in ([], ranked(0.99, 800, 1.0))]
    assert medium == [NEVER, share]


def test_a_dozen_proposals_must_stand_behind_high() -> None:
    calibration = calibrate(FakeTaxonomy(), judged(8, 1.0, 0.99) + judged(100, 0.4, 0.5, seed=4))
    assert calibration.high == NEVER


def test_where_nothing_was_measured_only_a_matched_release_is_high_and_with_no_genres_medium() -> None:
    unmeasured = shipped(FakeTaxonomy())
    sure = scored(0.999, 3)
    assert unmeasured.tier(sure, 0.99) is Confidence.LOW
    assert unmeasured.tier(sure._replace(proven=True), 0.99) is Confidence.HIGH
    few = replace(unmeasured, learned_from=20)
    assert few.tier(sure, 0.99) is Confidence.MEDIUM
    assert few.tier(sure._replace(proven=True), 0.92) is Confidence.MEDIUM
