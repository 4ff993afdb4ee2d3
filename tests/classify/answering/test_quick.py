from types import SimpleNamespace

import pytest
from tests.classify.weighing.test_calibrate import scored
from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.quick import Proposer, tier_of
from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.weighing.calibrate import shipped
from rekurate.model import Action, Confidence, Library, Track

LIBRARY = make_crates(300)
HOUSE = {
    "artist": "Artist H3",
    "label": "Night Groove",
    "location": "/Music/House crate/new.mp3",
    "bpm": 124.0,
    "added": "",
}


def answer_for(track: Track) -> Action:
    library = Library.of(LIBRARY.source, (*LIBRARY.tracks, track), LIBRARY.playlists)
    proposer = Proposer(Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists)))
    return proposer.quick_all([track])[0].action


def test_a_track_without_genre_gets_a_suggestion() -> None:
    assert answer_for(make_track(id="n", genre="", **HOUSE)) is Action.SUGGEST


def test_a_broad_compound_or_unknown_genre_gets_a_suggestion() -> None:
    actions = {answer_for(make_track(id="n", genre=genre, **HOUSE)) for genre in ("Dance", "House, Techno", "Wobble")}
    assert actions == {Action.SUGGEST}


def test_agreement_confirms_in_any_spelling() -> None:
    assert answer_for(make_track(id="n", genre="house", **HOUSE)) is Action.CONFIRM


def test_sure_disagreement_is_a_conflict() -> None:
    assert answer_for(make_track(id="n", genre="Techno", **HOUSE)) is Action.CONFLICT


def test_a_chance_that_is_thin_and_a_genre_that_nothing_speaks_for_are_insufficient() -> None:
    regime = SimpleNamespace(calibration=shipped(FakeTaxonomy()))
    cases = {(1, 0.25): Confidence.LOW, (1, 0.15): Confidence.INSUFFICIENT, (0, 0.5): Confidence.INSUFFICIENT}
    assert {case: tier_of(regime, scored(0.5, case[0]), case[1]) for case in cases} == cases


@pytest.mark.parametrize(
    ("agreeing", "chance", "share", "genre", "action"),
    [
        (1, 0.5, 0.5, "Techno", Action.CONFIRM),  # not enough to contradict what stands
        (1, 0.5, 0.1, "House", Action.CONFLICT),
        (3, 0.99, 0.5, "House", Action.CONFLICT),
        (0, 0.5, 0.5, "Techno", Action.CONFIRM),
        (0, 0.5, 0.1, None, Action.MANUAL),  # nothing speaks for the other genre
        (1, 0.05, 0.1, None, Action.MANUAL),
    ],
)
def test_a_genre_that_a_track_has_is_contradicted_only_by_evidence(
    agreeing: int, chance: float, share: float, genre: str | None, action: Action
) -> None:
    proposer = Proposer(Classifier(Material(FakeTaxonomy(), LIBRARY.tracks, LIBRARY.playlists)))
    house, techno = map(proposer.classifier.vocabulary.names.index, ("House", "Techno"))
    score = scored(0.6, agreeing, genre=house, proven=True)
    calibration = shipped(FakeTaxonomy())
    regime = SimpleNamespace(calibration=SimpleNamespace(chance=lambda _: chance, tier=calibration.tier))
    hearing = SimpleNamespace(regime=regime, score=lambda: score, beliefs=lambda: [(0.6, house), (0.6 * share, techno)])
    answer = proposer.answer(make_track(id="n", genre="Techno"), hearing)
    assert (answer.genre, answer.action) == (genre, action)
