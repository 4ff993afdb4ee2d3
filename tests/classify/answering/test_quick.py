from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Action, Library, Track

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
