import pytest
from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.weighing.pool import logit

LIBRARY = make_crates(200, noise=0.2)
CLASSIFIER = Classifier(Material(FakeTaxonomy(), LIBRARY.tracks, LIBRARY.playlists))


def test_the_fast_score_and_the_ranked_beliefs_are_the_same_numbers() -> None:
    for track in LIBRARY.tracks[:60]:
        hearing = CLASSIFIER.hear(track)
        scored, beliefs = hearing.score(), hearing.beliefs()
        assert scored is not None
        assert (scored.genre, scored.probability) == (beliefs[0][1], pytest.approx(beliefs[0][0], rel=1e-3))
        assert sum(chance for chance, _ in beliefs) <= 1.0 + 1e-9


def test_witnesses_support_adds_up_to_the_nats_reported() -> None:
    track = LIBRARY.tracks[0]
    hearing = CLASSIFIER.hear(track)
    scored = hearing.score()
    assert scored is not None
    assert sum(hearing.regime.pool.support(hearing.voices, scored.genre).values()) == pytest.approx(scored.nats)


def test_remembered_parts_say_what_fresh_ones_say() -> None:
    track = make_track(id="new", label="Hard Steel", location="/Music/Techno crate/new.mp3", added="")
    clues, opinions, _ = CLASSIFIER.case(track)
    pool = CLASSIFIER.regimes[0].pool
    fresh = pool.hear(clues, opinions)
    assert pool.hear(clues, opinions, 0) == fresh
    assert pool.hear(clues, opinions, 0) == fresh


def test_log_odds_are_bounded() -> None:
    assert (logit(0.0), logit(0.5), logit(1.0)) == (pytest.approx(-9.03, abs=0.1), 0.0, pytest.approx(9.03, abs=0.1))
