from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Track

TRACKS = (
    make_track(id="1", artist="Mira", genre="House"),
    make_track(id="2", artist="Mira, Otto", genre="House"),
    make_track(id="3", artist="Bo", genre="Techno"),
    make_track(id="4", artist="", album="", genre="House"),
)


def classifier_of(tracks: tuple[Track, ...]) -> Classifier:
    return Classifier(Material(FakeTaxonomy(), tracks))


def test_folds_keep_an_artist_together_and_follow_from_names_alone() -> None:
    classifier, turned = classifier_of(TRACKS), classifier_of(TRACKS[::-1])
    folds = {classifier.genred[at].id: classifier.teacher.fold(at, 5) for at in range(4)}
    assert folds["1"] == folds["2"]
    assert folds == {turned.genred[at].id: turned.teacher.fold(at, 5) for at in range(4)}
    assert set(folds.values()) <= set(range(5))


def test_the_sample_that_teaches_does_not_depend_on_the_order_of_the_library() -> None:
    tracks = tuple(make_track(id=str(at), artist=f"A{at}", genre="House") for at in range(1000))
    samples = [
        {classifier.genred[at].id for at in classifier.teacher.sample(strangers=True)}
        for classifier in (classifier_of(tracks), classifier_of(tracks[::-1]))
    ]
    assert samples[0] == samples[1]
    assert len(samples[0]) == 800
