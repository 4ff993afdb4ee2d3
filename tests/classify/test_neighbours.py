from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.clues import ClueBook
from rekurate.classify.explain import explain
from rekurate.classify.neighbours import NeighbourReader
from rekurate.classify.quick import Proposer

COLLECTION = [make_track(id=str(at)) for at in range(40)]


def test_a_collection_is_cut_into_stretches_of_eight() -> None:
    parts = NeighbourReader(ClueBook(), COLLECTION).read(COLLECTION)
    assert [parts.count(part) for part in dict.fromkeys(parts)] == [8] * 5


def test_a_long_collection_is_cut_into_no_more_stretches_than_can_be_weighed_in_time() -> None:
    many = [make_track(id=str(at)) for at in range(40_001)]
    assert 3_000 < len(set(NeighbourReader(ClueBook(), many).read(many))) <= 4_000


def test_a_track_outside_the_collection_has_no_neighbours() -> None:
    assert NeighbourReader(ClueBook(), COLLECTION).read([make_track(id="new"), COLLECTION[0]])[0] is None


def test_a_track_without_a_clue_of_its_own_is_proposed_what_was_taken_in_with_it() -> None:
    genres = [genre for genre in ("House", "Techno", "Country") * 4 for _ in range(12)]
    tracks = [
        make_track(id=str(at), artist=f"A{at}", title=f"T{at}", location="", added="", genre=genre)
        for at, genre in enumerate(genres)
    ]
    tracks[54] = tracks[54]._replace(genre="")
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), tracks))), tracks[54])
    assert (proposal.genre, [vote.source for vote in proposal.votes]) == ("Techno", ["own_neighbours"])
    assert "taken in together: 7 of 7 yours are Techno" in proposal.citation


def test_a_collection_in_no_order_says_nothing() -> None:
    genres = ("House", "Techno", "Country", "House", "Techno", "Country", "Techno", "House") * 30
    tracks = [
        make_track(id=str(at), artist=f"A{at}", title=f"T{at}", location="", added="", genre=genre)
        for at, genre in enumerate(genres)
    ]
    tracks[100] = tracks[100]._replace(genre="")
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), tracks))), tracks[100])
    assert not proposal.votes
