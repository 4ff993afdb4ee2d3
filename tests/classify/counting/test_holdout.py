import pytest
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Track

TRACKS = (
    make_track(id="1", artist="Mira", genre="House", label="L"),
    make_track(id="2", artist="Mira, Otto", genre="House", label="L"),
    make_track(id="3", artist="Ana", title="X (Otto Remix)", genre="Techno", label="L"),
    make_track(id="4", artist="Bo", genre="Techno", label="L"),
    make_track(id="5", title="One", artist="", album="Void", genre="House", label="L"),
    make_track(id="6", title="Two", artist="", album="Void", genre="House", label="L"),
    make_track(id="7", artist="", album="", genre="House", label="L"),
)


def counted(tracks: tuple[Track, ...] = TRACKS) -> Classifier:
    return Classifier(Material(FakeTaxonomy(), tracks))


def test_whoever_shares_an_artist_or_remixer_is_silenced_with_a_track() -> None:
    by_artist = counted().teacher.by_artist
    assert [by_artist.silenced(at) for at in range(7)] == [{0, 1}, {0, 1, 2}, {1, 2}, {3}, {4, 5}, {4, 5}, {6}]


def test_one_track_at_a_time_silences_itself_alone() -> None:
    assert [counted().teacher.by_track.silenced(at) for at in range(3)] == [{0}, {1}, {2}]


def test_nothing_of_the_silenced_is_left_in_what_clues_say() -> None:
    classifier = counted()
    number = classifier.reader.book.number("artist", "mira")
    assert classifier.opinions[number][0]
    assert not classifier.teacher.by_artist.opinions(0)[number][0]


def test_nothing_of_the_silenced_is_left_in_what_a_tempo_says() -> None:
    tracks = [
        make_track(id=str(n), title=f"T{n}", artist="Mira" if genre == "Techno" else f"A{n}", genre=genre, bpm=bpm)
        for n, (genre, bpm) in enumerate([("House", 124.0)] * 20 + [("Techno", 101.0)] * 4 + [("Techno", 132.0)])
    ]
    classifier = counted(tuple(tracks))
    techno = classifier.truths[20]
    everybody, one, artist = (
        pace.beliefs()[1][techno]
        for pace in (
            classifier.tempo.pace(101.0),
            classifier.teacher.by_track.pace(20),
            classifier.teacher.by_artist.pace(20),
        )
    )
    assert everybody > one > artist


def test_an_artist_who_remixed_himself_is_one_witness_and_not_two() -> None:
    remix = make_track(id="self", artist="Mira Zed", title="Walk (Mira Zed Remix)", genre="Techno")
    classifier = counted((*TRACKS, remix))
    number = classifier.reader.book.number("artist", "mira zed")
    assert classifier.ledger.tracks_with(number) == {classifier.truths[7]: 1}
    assert not classifier.teacher.by_track.opinions(7)[number][0]


@pytest.mark.parametrize("title", ["Walk", "WALK", "Walk (Original Mix)"])
def test_a_copy_of_a_recording_does_not_testify_for_it(title: str) -> None:
    copies = (make_track(id="a", artist="Zed", title="Walk", genre="Techno", bpm=130.0),)
    copies += (make_track(id="b", artist="Zed", title=title, genre="Techno", bpm=130.0),)
    other = make_track(id="c", artist="Zed", title="Run", genre="Techno", bpm=130.0)
    classifier = counted((*TRACKS, *copies, other))
    assert [classifier.teacher.by_track.silenced(at) for at in (7, 8, 9)] == [{7, 8}, {7, 8}, {9}]
    number = classifier.reader.book.number("artist", "zed")
    alone = counted((*TRACKS, *copies))
    assert classifier.teacher.by_track.opinions(7)[number][0]
    assert not alone.teacher.by_track.opinions(7)[alone.reader.book.number("artist", "zed")][0]
