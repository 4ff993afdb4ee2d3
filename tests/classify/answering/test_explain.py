import pytest
from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.explain import explain
from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Confidence, Library, Observation, Outcome, Proposal, Term, Track

LIBRARY = make_crates(300)


def proposal_for(track: Track, sources: tuple[str, ...] = (), **material: object) -> Proposal:
    library = Library.of(LIBRARY.source, (*LIBRARY.tracks, track), LIBRARY.playlists)
    classifier = Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists, **material))
    return explain(Proposer(classifier), track, sources)


def crate_track(**overrides: object) -> Track:
    base = {"id": "n", "artist": "New", "title": "New", "label": "Night Groove", "added": "", "bpm": 124.0}
    return make_track(**{**base, "location": "/Music/House crate/n.mp3", **overrides})


@pytest.mark.parametrize("genre", ["", "House"])
def test_votes_name_the_source_its_words_and_the_users_own_counts_without_the_track_itself(genre: str) -> None:
    proposal = proposal_for(crate_track(genre=genre))
    houses = sum(1 for track in LIBRARY.tracks if track.genre == "House")
    labelled = sum(1 for track in LIBRARY.tracks if track.label == "Night Groove")
    votes = {(vote.source, vote.term): (vote.genre, vote.detail) for vote in proposal.votes}
    assert votes["own_label", "night groove"] == ("House", f"{labelled} of {labelled} tracks")
    assert votes["own_folder", "House crate"] == ("House", f"{houses} of {houses} tracks")


def test_the_citation_is_one_line_in_a_djs_words() -> None:
    proposal = proposal_for(crate_track())
    houses = sum(1 for track in LIBRARY.tracks if track.genre == "House")
    assert f"folder 'House crate': {houses} of {houses} yours are House" in proposal.citation
    assert proposal.citation.endswith("124 BPM fits")
    assert "\n" not in proposal.citation


def test_candidates_are_best_first_and_say_whether_the_tempo_fits() -> None:
    proposal = proposal_for(crate_track(bpm=90.0))
    chances = [candidate.probability for candidate in proposal.candidates]
    assert chances == sorted(chances, reverse=True)
    assert not proposal.candidates[0].bpm_plausible


def test_the_chance_of_the_genre_shown_is_one_number_and_the_others_stay_behind_it() -> None:
    unsure = crate_track(label="Low End", location="/Music/House crate/n.mp3")
    for proposal in (proposal_for(crate_track()), proposal_for(unsure), proposal_for(unsure._replace(genre="House"))):
        chances = {candidate.genre: candidate.probability for candidate in proposal.candidates}
        assert proposal.genre is not None
        assert chances[proposal.genre] == proposal.probability
        assert sum(chances.values()) <= 1.001
        assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_a_genre_that_merely_stands_is_shown_with_its_own_chance() -> None:
    halves = [
        make_track(id=f"h{n}", artist="Half", title=f"{n}", genre=genre, added="", location=f"/{n}/x.mp3")
        for n, genre in enumerate(("Ambient", "Country", "Ambient", "Country", "Ambient"))
    ]
    new = make_track(id="n", artist="Half", title="New", genre="Country", added="", location="/n/y.mp3")
    tracks = (*LIBRARY.tracks, *halves, new)
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), tracks, LIBRARY.playlists))), new)
    chances = {candidate.genre: candidate.probability for candidate in proposal.candidates}
    assert ("weak-confirmation" in proposal.flags, proposal.genre) == (True, "Country")
    assert proposal.probability == chances["Country"] < chances["Ambient"]


def test_flags_tell_half_time_and_an_implausible_tempo() -> None:
    said = {"n": (Observation("rec", "discogs", Outcome.USABLE, (Term("discogs_style", "Drum & Bass"),)),)}
    alone = {"label": "", "location": "", "artist": "N"}
    assert "half-time" in proposal_for(crate_track(**alone, bpm=87.0), evidence=said).flags
    assert "bpm-implausible" in proposal_for(crate_track(bpm=90.0)).flags


def test_flags_tell_what_is_wrong_with_the_current_genre() -> None:
    flags = [
        proposal_for(crate_track(genre=genre)).flags[0] for genre in ("Dance", "House, Techno", "http://x", "Wobble")
    ]
    assert flags == ["broad-current", "compound-current", "not-a-genre-current", "unknown-current"]


def test_a_single_witness_is_flagged() -> None:
    assert "single-witness" in proposal_for(crate_track(location="/x.mp3")).flags


def test_the_same_tracks_vote_once() -> None:
    twin = [
        make_track(id=f"t{n}", artist="Twin", album="Twins", title=f"{n}", genre="Country", location="/T/x.mp3")
        for n in range(3)
    ]
    new = make_track(id="n", artist="Twin", album="Twins", title="new", location="/T/y.mp3")
    library = Library.of(LIBRARY.source, (*LIBRARY.tracks, *twin, new), LIBRARY.playlists)
    classifier = Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists))
    sources = [vote.source for vote in explain(Proposer(classifier), new).votes if vote.genre == "Country"]
    assert sources.count("own_artist") == 1
    assert not {"own_album", "own_folder"} & set(sources)


def test_missing_names_the_sources_that_have_not_answered() -> None:
    silent = Observation("rec", "discogs", Outcome.NO_MATCH)
    failed = Observation("rec", "beatport", Outcome.BLOCKED)
    proposal = proposal_for(crate_track(), ("discogs", "beatport", "effnet"), evidence={"n": (silent, failed)})
    assert proposal.missing == ("beatport", "effnet")


def test_an_unknown_track_says_so_in_words() -> None:
    classifier = Classifier(Material(FakeTaxonomy(), LIBRARY.tracks, LIBRARY.playlists))
    bare = explain(Proposer(classifier), make_track(id="n", artist="", title="", location="", added=""))
    assert (bare.flags, bare.citation, bare.votes) == (("no-evidence",), "no evidence yet", ())


def test_the_citation_says_what_was_heard_and_the_sound_alone_stays_low() -> None:
    track = crate_track(label="", location="/elsewhere/n.mp3", artist="Nobody", title="N", bpm=128.0)
    heard = (
        Observation("file:n", "effnet", Outcome.USABLE, (Term("effnet", "Electronic---House", 0.412),)),
        Observation("file:n", "features", Outcome.USABLE, facts={"four_on_the_floor": 0.97, "bpm": 127.98}),
    )
    proposal = proposal_for(track, evidence={"n": heard})

    assert "four-on-the-floor 128, EffNet: Electronic/House .41" in proposal.citation
    assert "so House" not in proposal.citation
    assert proposal.genre == "House"
    assert proposal.confidence in {Confidence.LOW, Confidence.INSUFFICIENT}
    assert "audio-only" in proposal.flags


def test_a_clue_that_is_split_evenly_speaks_for_what_the_tempo_left() -> None:
    tracks = [make_track(id=f"h{n}", title=f"H{n}", artist=f"A{n}", genre="House", bpm=124.0) for n in range(20)]
    tracks += [make_track(id=f"d{n}", title=f"D{n}", artist=f"B{n}", genre="Drum & Bass", bpm=174.0) for n in range(20)]
    tracks += [make_track(id=f"t{n}", title=f"T{n}", artist=f"C{n}", genre="Techno", bpm=132.0) for n in range(40)]
    tracks += [make_track(id=f"x{n}", title=f"X{n}", artist="Half", genre="House", bpm=124.0) for n in range(4)]
    tracks += [make_track(id=f"y{n}", title=f"Y{n}", artist="Half", genre="Drum & Bass", bpm=174.0) for n in range(4)]
    asked = make_track(id="asked", title="Z", artist="Half", bpm=124.0)
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), (*tracks, asked)))), asked)
    assert proposal.genre == "House"
    assert [(vote.genre, vote.detail) for vote in proposal.votes if vote.source == "own_artist"] == [
        ("House", "4 of 8 tracks")
    ]


def test_a_sure_witness_speaks_in_a_library_of_little_else() -> None:
    tracks = [make_track(id=f"h{n}", title=f"H{n}", artist=f"A{n // 9}", genre="House", bpm=124.0) for n in range(190)]
    tracks += [make_track(id=f"d{n}", title=f"D{n}", artist=f"B{n}", genre="Techno", bpm=132.0) for n in range(6)]
    asked = make_track(id="asked", title="Z", artist="A3", bpm=124.0)
    collection = (*tracks[:30], asked, *tracks[30:])
    proposal = explain(Proposer(Classifier(Material(FakeTaxonomy(), collection))), asked)
    assert proposal.genre == "House"
    assert proposal.confidence.value in ("medium", "high")
    assert any(vote.source == "own_artist" and vote.genre == "House" for vote in proposal.votes)
