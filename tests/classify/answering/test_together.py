"""Genres that an override makes one are believed as one."""

import pytest
from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.explain import explain
from rekurate.classify.answering.quick import Proposer
from rekurate.classify.answering.together import Group, joined, together
from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Confidence, Proposal, Track

ORDER = (Confidence.INSUFFICIENT, Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def halved(*genres: str) -> list[Track]:
    """Return tracks of one artist, so many of each genre in turn."""
    return [
        make_track(id=f"h{n}", artist="Half", title=f"{n}", genre=genre, added="", location=f"/{n}/x.mp3")
        for n, genre in enumerate(genres * 6)
    ]


def proposal_for(tracks: list[Track], **overrides: str) -> Proposal:
    new = make_track(id="n", artist="Half", title="New", added="", location="/n/y.mp3")
    crates = make_crates(90)
    read = {word.replace("_", " "): genre for word, genre in overrides.items()}
    material = Material(FakeTaxonomy(), (*crates.tracks, *tracks, new), crates.playlists, None, read)
    return explain(Proposer(Classifier(material)), new)


def test_beliefs_add_up_by_what_is_written() -> None:
    written = {0: "House", 1: "Techno", 2: "House", 3: "Ambient"}
    beliefs = [(0.4, 1), (0.3, 0), (0.2, 2), (0.1, 3)]
    found = together(beliefs, written.__getitem__)
    assert [group.genres for group in found] == [(0, 2), (1,), (3,)]
    assert [group.chance for group in found] == pytest.approx([0.5, 0.4, 0.1])
    assert together([], written.__getitem__) == []
    assert together([(0.4, 1)], written.__getitem__) == [Group(0.4, (1,))]


def test_genres_of_which_none_are_joined_are_scored_as_they_were() -> None:
    crates = make_crates(90, noise=0.2)
    classifier = Classifier(Material(FakeTaxonomy(), crates.tracks, crates.playlists))
    for track in crates.tracks[:20]:
        hearing = classifier.hear(track)
        scored, one = hearing.score(), joined(hearing, together(hearing.beliefs(), str))
        assert scored is not None
        assert one == scored._replace(probability=one.probability, runner_probability=one.runner_probability)
        assert one.probability == pytest.approx(scored.probability, rel=1e-3)
        assert one.runner_probability == pytest.approx(scored.runner_probability, rel=1e-3)


def test_two_genres_made_one_are_shown_once_and_counted_together() -> None:
    apart = proposal_for(halved("Deep House", "House"))
    one = proposal_for(halved("Deep House", "House"), deep_house="House")
    names = [candidate.genre for candidate in one.candidates]
    assert (one.genre, len(names)) == ("House", len(set(names)))
    assert one.probability > apart.probability
    assert one.probability == one.candidates[0].probability
    assert ORDER.index(one.confidence) >= ORDER.index(apart.confidence)


def test_two_halves_made_one_outweigh_a_third_genre_that_is_likelier_than_either() -> None:
    tracks = halved("Ambient", "Deep House", "Ambient", "Country", "Ambient", "Deep House", "Country")
    apart = proposal_for(tracks)
    one = proposal_for(tracks, country="Deep House")
    assert apart.genre == "Ambient"
    assert (one.genre, one.candidates[0].genre) == ("Deep House", "Deep House")


def test_joining_the_commonest_genres_makes_no_answer_less_sure() -> None:
    crates = make_crates(240, noise=0.2, ungenred=60)

    def tiers(**overrides: str) -> list[int]:
        proposer = Proposer(Classifier(Material(FakeTaxonomy(), crates.tracks, crates.playlists, None, overrides)))
        return [ORDER.index(proposer.quick_all([track])[0].confidence) for track in crates.tracks if not track.genre]

    assert all(joined >= apart for joined, apart in zip(tiers(minimal="Techno"), tiers(), strict=True))


def test_joining_genres_in_a_library_of_little_else_makes_no_answer_less_sure() -> None:
    genres = ["House"] * 9 + ["Deep House"]
    tracks = [
        make_track(id=f"g{n}", title=f"G{n}", artist=f"A{n // 3}", genre=genres[n % 10], label=f"L{n % 7}", added="")
        for n in range(300)
    ]
    tracks += [make_track(id=f"u{n}", title=f"U{n}", artist=f"A{n}", label=f"L{n % 7}", added="") for n in range(60)]

    def tiers(**overrides: str) -> list[int]:
        read = {word.replace("_", " "): genre for word, genre in overrides.items()}
        proposer = Proposer(Classifier(Material(FakeTaxonomy(), tuple(tracks), (), None, read)))
        return [ORDER.index(proposer.quick_all([track])[0].confidence) for track in tracks if not track.genre]

    apart, one = tiers(), tiers(deep_house="House")
    assert sum(apart) > 0
    assert all(joined >= alone for joined, alone in zip(one, apart, strict=True))


def test_an_override_that_joins_nothing_changes_no_chance() -> None:
    tracks = halved("Deep House", "House")
    plain, renamed = proposal_for(tracks), proposal_for(tracks, ambient="Country")
    assert (plain.probability, plain.candidates) == (renamed.probability, renamed.candidates)
