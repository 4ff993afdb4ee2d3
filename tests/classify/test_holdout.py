from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.holdout import fold_of
from rekurate.model import Track

TRACKS = (
    make_track(id="1", artist="Mira", genre="House", label="L"),
    make_track(id="2", artist="Mira, Otto", genre="House", label="L"),
    make_track(id="3", artist="Ana", title="X (Otto Remix)", genre="Techno", label="L"),
    make_track(id="4", artist="Bo", genre="Techno", label="L"),
    make_track(id="5", artist="", album="Void", genre="House", label="L"),
    make_track(id="6", artist="", album="Void", genre="House", label="L"),
    make_track(id="7", artist="", album="", genre="House", label="L"),
)


def counted(tracks: tuple[Track, ...] = TRACKS) -> Classifier:
    return Classifier(Material(FakeTaxonomy(), tracks))


def test_whoever_shares_an_artist_or_remixer_is_silenced_with_a_track() -> None:
    by_artist = counted().by_artist
    assert [by_artist.silenced(at) for at in range(7)] == [{0, 1}, {0, 1, 2}, {1, 2}, {3}, {4, 5}, {4, 5}, {6}]


def test_one_track_at_a_time_silences_itself_alone() -> None:
    assert [counted().by_track.silenced(at) for at in range(3)] == [{0}, {1}, {2}]


def test_nothing_of_the_silenced_is_left_in_what_clues_say() -> None:
    classifier = counted()
    number = classifier.reader.book.number("artist", "mira")
    assert classifier.ledger.opinions[number][0]
    assert not classifier.by_artist.opinions(0)[number][0]


def test_nothing_of_the_silenced_is_left_in_what_a_tempo_says() -> None:
    tracks = [
        make_track(id=str(n), artist="Mira" if genre == "Techno" else f"A{n}", genre=genre, bpm=bpm)
        for n, (genre, bpm) in enumerate([("House", 124.0)] * 20 + [("Techno", 101.0)] * 4 + [("Techno", 132.0)])
    ]
    classifier = counted(tuple(tracks))
    techno = classifier.truths[20]
    everybody, one, artist = (
        pace.beliefs()[1][techno]
        for pace in (classifier.tempo.pace(101.0), classifier.by_track.pace(20), classifier.by_artist.pace(20))
    )
    assert everybody > one > artist


def test_folds_keep_an_artist_together_and_stay_what_they_are() -> None:
    classifier = counted()
    folds = [fold_of(classifier.genred_clues[at], at, 5) for at in range(7)]
    assert folds[0] == folds[1]
    assert folds == [fold_of(clues, at, 5) for at, clues in enumerate(counted().genred_clues)]
    assert set(folds) <= set(range(5))
