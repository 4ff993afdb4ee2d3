from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.explain import explain
from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.clues import ClueBook
from rekurate.classify.reading.neighbours import NeighbourReader, stand_by_genre
from rekurate.model import Track

GENRES = ("House", "Techno", "Country")
BLOCKS = tuple(genre for genre in GENRES * 4 for _ in range(12))
COLLECTION = [make_track(id=str(at)) for at in range(40)]


def reader_of(collection: Sequence[Track]) -> NeighbourReader:
    reader = NeighbourReader(ClueBook())
    reader.learn(collection)
    return reader


def stretches_of(collection: Sequence[Track]) -> list[set[int]]:
    return [set(part.groups[0][1]) for part in reader_of(collection).read(collection) if part is not None]


def test_a_track_shares_a_stretch_with_those_around_it_and_with_no_distant_one() -> None:
    stretches = stretches_of(COLLECTION)
    assert len(stretches) == len(COLLECTION)
    assert all(one & other for one, other in pairwise(stretches))
    assert not any(stretches[at] & stretches[at + 8] for at in range(32))
    assert Counter(number for pair in stretches[8:32] for number in pair).most_common(1)[0][1] == 8


def test_a_long_collection_is_cut_into_no_more_steps_than_can_be_weighed_in_time() -> None:
    many = [make_track(id=str(at)) for at in range(40_001)]
    assert 3_000 < len({min(pair) for pair in stretches_of(many)}) <= 4_000


def test_a_track_outside_the_collection_has_no_neighbours() -> None:
    assert reader_of(COLLECTION).read([make_track(id="new"), COLLECTION[0]])[0] is None


def test_nothing_is_said_of_a_collection_that_was_not_learnt() -> None:
    assert NeighbourReader(ClueBook()).read(COLLECTION) == [None] * len(COLLECTION)


def taken_in(genres: Sequence[str], **same: str) -> list[Track]:
    return [
        make_track(
            id=str(at), **{"artist": f"A{at}", "title": f"T{at}", "location": "", "added": "", "genre": genre, **same}
        )
        for at, genre in enumerate(genres)
    ]


def numbered(tracks: Sequence[Track]) -> list[int]:
    return [GENRES.index(track.genre) for track in tracks]


def test_a_track_without_a_clue_of_its_own_is_proposed_what_was_taken_in_with_it() -> None:
    tracks = taken_in(BLOCKS)
    tracks[54] = tracks[54]._replace(genre="")
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), tracks))), tracks[54])
    assert (proposal.genre, [vote.source for vote in proposal.votes]) == ("Techno", ["own_neighbours"])
    assert "taken in together: 7 of 7 yours are Techno" in proposal.citation


def test_a_collection_in_no_order_says_nothing() -> None:
    genres = list(BLOCKS)
    Random(1).shuffle(genres)
    tracks = [*taken_in(genres), *taken_in(["House"] * 8)]  # eight in a row may be chance
    tracks[-1] = make_track(id="asked", artist="", title="", location="", added="")
    assert not explain(Proposer(Classifier(Material(FakeTaxonomy(), tracks))), tracks[-1]).votes


def test_an_order_counts_when_strangers_of_one_genre_stand_together() -> None:
    tracks = taken_in(BLOCKS)
    assert stand_by_genre(tracks, numbered(tracks))


def test_albums_and_artists_that_stand_together_are_no_order_of_genres() -> None:
    albums = taken_in(BLOCKS, album="Box")
    artists = [track._replace(artist=track.genre) for track in taken_in(BLOCKS)]
    assert not stand_by_genre(albums, numbered(albums))
    assert not stand_by_genre(artists, numbered(artists))


def test_a_file_that_was_sorted_by_genre_is_no_order_of_acquisition() -> None:
    tracks = taken_in(sorted(BLOCKS))
    assert not stand_by_genre(tracks, numbered(tracks))


def test_a_collection_of_one_genre_or_none_is_in_no_order() -> None:
    assert not stand_by_genre(taken_in(["House"] * 90), [0] * 90)
    assert not stand_by_genre([], [])
