import pytest
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.clues import ClueBook, Part
from rekurate.classify.counting.ledger import Ledger
from rekurate.classify.counting.opinions import (
    SILENT,
    Opinions,
    OpinionsLessOne,
    OpinionsWithout,
    less_one,
    opine,
)
from rekurate.classify.counting.vocabulary import Vocabulary, vocabulary_of
from rekurate.classify.kinds import kinds
from rekurate.classify.reading.reader import TrackReader
from rekurate.model import Track

ROWS = [("drumcode", "Techno")] * 14 + [("drumcode", "House")] * 3 + [("warm", "House")] * 30


def opinions_on(rows: list[tuple[str, str]]) -> tuple[Opinions, TrackReader, Vocabulary]:
    taxonomy = FakeTaxonomy()
    tracks = [row_track(label, genre, number) for number, (label, genre) in enumerate(rows)]
    vocabulary = vocabulary_of(taxonomy, [track.genre for track in tracks])
    reader = TrackReader(taxonomy, ())
    ledger = Ledger(kinds(taxonomy), reader.book, vocabulary)
    genres = [vocabulary.readings[track.genre] for track in tracks]
    vocabulary.weigh((genre, 1.0) for genre in genres)
    ledger.count(reader.read_columns(tracks), genres, [1.0] * len(tracks))
    return Opinions(ledger), reader, vocabulary


def row_track(label: str, genre: str, number: int) -> Track:
    return make_track(id=str(number), title="", artist="", label=label, genre=genre, added="", location="")


def label_number(reader: TrackReader, label: str) -> int:
    return reader.book.number("label", label)


def test_a_label_raises_the_genre_its_tracks_have_and_lowers_the_rest() -> None:
    opinions, reader, vocabulary = opinions_on(ROWS)
    lift, fall = opinions[label_number(reader, "drumcode")]
    assert lift[vocabulary.numbers["Techno"]] + fall > 0.5
    assert lift[vocabulary.numbers["House"]] + fall < 0.0
    assert fall < -1.0


def test_a_clue_never_counted_is_silent() -> None:
    opinions, reader, _ = opinions_on(ROWS)
    assert opinions[label_number(reader, "never met")] == SILENT


def test_a_clue_as_mixed_as_the_library_is_silent() -> None:
    opinions, reader, _ = opinions_on(
        [("pool", "House"), ("pool", "Techno")] * 10 + [("", "House"), ("", "Techno")] * 10
    )
    assert opinions[label_number(reader, "pool")] == SILENT


def test_leaving_out_the_only_track_leaves_nothing_to_say() -> None:
    opinions, reader, vocabulary = opinions_on([*ROWS, ("lonely", "Techno")])
    number = label_number(reader, "lonely")
    assert opinions[number] != SILENT
    assert OpinionsLessOne(opinions, vocabulary.numbers["Techno"], 1.0)[number] == SILENT


def test_a_clue_on_many_tracks_says_nearly_the_same_patched_as_worked_out_anew() -> None:
    opinions, reader, vocabulary = opinions_on(ROWS)
    number, techno = label_number(reader, "drumcode"), vocabulary.numbers["Techno"]
    patched, fall = less_one(opinions, number, techno, 1.0)
    exact, exact_fall = opine(opinions.ledger, number, {techno: 1.0})
    assert patched == pytest.approx(exact)
    assert fall == pytest.approx(exact_fall)


def test_a_known_label_speaks_before_it_was_ever_counted() -> None:
    opinions, reader, vocabulary = opinions_on(ROWS)
    number = reader.book.genre("known_label", "Techno", 0.9)
    lift, fall = opinions[number]
    assert lift[vocabulary.numbers["Techno"]] + fall > 0.3


def test_a_place_named_after_a_genre_the_user_never_uses_says_little() -> None:
    opinions, reader, vocabulary = opinions_on(ROWS * 6)
    lift, fall = opinions[reader.book.genre("playlist_genre", "Country")]
    assert (
        vocabulary.priors()[vocabulary.numbers["Country"]] * 2.72 ** (lift.get(vocabulary.numbers["Country"], 0) + fall)
        < 0.1
    )


def test_a_claim_says_the_same_in_every_strength_once_tracks_are_left_out() -> None:
    taxonomy = FakeTaxonomy()
    vocabulary = vocabulary_of(taxonomy, ["House", "Techno"] * 10)
    book = ClueBook()
    ledger = Ledger(kinds(taxonomy), book, vocabulary)
    sure, unsure = (book.claim("known_artist", "House", strength) for strength in (0.9, 0.5))
    other = book.claim("known_artist", "Techno", 0.9)
    house, techno = vocabulary.numbers["House"], vocabulary.numbers["Techno"]
    groups = [book.group("known_artist", iter((number,))) for number in (sure, unsure, other)]
    vocabulary.weigh([(house, 1.0), (techno, 1.0), (techno, 1.0)])
    ledger.count([[Part(one) for one in groups]], [house, techno, techno], [1.0] * 3)
    opinions = Opinions(ledger)
    left = OpinionsWithout(opinions, {unsure: {techno: 1.0}})
    assert left[sure] == opine(ledger, sure, {techno: 1.0}) != opinions[sure]


def test_a_surer_claim_starts_from_more_belief() -> None:
    opinions, reader, vocabulary = opinions_on(ROWS)
    lifts = [sum(opinions[reader.book.claim("known_artist", "Techno", sure)][0].values()) for sure in (0.9, 0.5)]
    assert lifts[0] > lifts[1]
    assert vocabulary.uses("Techno")
