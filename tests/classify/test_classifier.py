from tests.support.crates import make_crates
from tests.support.library import make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier, Material
from rekurate.model import Action, Confidence, Library, Observation, Outcome, Term, Track


def proposer_of(library: Library, **material: object) -> Proposer:
    return Proposer(Classifier(Material(FakeTaxonomy(), library.tracks, library.playlists, **material)))


def ungenred(library: Library) -> list[Track]:
    return [track for track in library.tracks if not track.genre]


def test_a_tidy_library_gives_its_ungenred_tracks_the_genre_of_their_crate_and_is_sure() -> None:
    library = make_crates(300, ungenred=60)
    proposer = proposer_of(library)
    answers = [
        (proposer.quick_all([track])[0], track.location.split("/")[2].removesuffix(" crate"))
        for track in ungenred(library)
    ]
    assert all(answer.genre == truth for answer, truth in answers)
    assert sum(answer.confidence is Confidence.HIGH for answer, _ in answers) > 45


def test_a_library_where_nothing_means_anything_is_never_sure() -> None:
    library = make_crates(300, noise=1.0, ungenred=60)
    proposer = proposer_of(library)
    strangers = [track._replace(artist=f"Stranger {track.id}") for track in ungenred(library)]
    tiers = {proposer.quick_all([track])[0].confidence for track in strangers}
    assert tiers <= {Confidence.LOW, Confidence.INSUFFICIENT}


def test_the_same_library_gives_the_same_answers() -> None:
    library = make_crates(200, noise=0.4, ungenred=30)
    first, second = (proposer_of(library) for _ in range(2))
    assert first.quick_all(library.tracks) == second.quick_all(library.tracks)


def test_a_track_never_testifies_for_itself() -> None:
    odd = make_track(
        id="odd", artist="Nobody Else", title="Zzyx", label="Once Only", genre="Country", location="", added=""
    )
    library = make_crates(120)
    proposer = proposer_of(Library.of(library.source, (*library.tracks, odd), library.playlists))
    assert proposer.quick_all([odd])[0].genre != "Country"


def test_nothing_known_of_a_track_is_insufficient_and_manual() -> None:
    bare = make_track(id="bare", artist="", title="", location="", added="", bpm=0.0)
    library = make_crates(60)
    answer = proposer_of(Library.of(library.source, (*library.tracks, bare))).quick_all([bare])[0]
    assert (answer.genre, answer.confidence, answer.action) == (None, Confidence.INSUFFICIENT, Action.MANUAL)


def test_a_tempo_alone_is_good_for_a_guess_that_is_never_more_than_insufficient() -> None:
    bare = make_track(id="bare", artist="", title="", location="", added="", bpm=124.0)
    library = make_crates(60)
    answer = proposer_of(Library.of(library.source, (*library.tracks, bare))).quick_all([bare])[0]
    assert (answer.genre, answer.confidence, answer.action) == ("House", Confidence.INSUFFICIENT, Action.SUGGEST)


def test_an_empty_library_is_counted_without_complaint() -> None:
    assert proposer_of(make_crates(0)).classifier.genred == []


def test_a_source_speaks_where_the_library_cannot_but_alone_is_never_high() -> None:
    track = make_track(id="x", artist="New", title="New", location="", added="")
    said = Observation("rec:x", "discogs", Outcome.USABLE, (Term("discogs_style", "Techno"),))
    library = make_crates(90)
    whole = Library.of(library.source, (*library.tracks, track))
    answer = proposer_of(whole, evidence={"x": (said,)}).quick_all([track])[0]
    assert (answer.genre, answer.confidence is Confidence.HIGH) == ("Techno", False)


def test_sound_alone_is_at_most_low() -> None:
    track = make_track(id="x", artist="New", title="New", location="", added="")
    said = Observation("file:x", "effnet", Outcome.USABLE, (Term("effnet", "Techno"),))
    library = make_crates(90)
    whole = Library.of(library.source, (*library.tracks, track))
    assert proposer_of(whole, evidence={"x": (said,)}).quick_all([track])[0].confidence in (
        Confidence.LOW,
        Confidence.INSUFFICIENT,
    )


def test_what_a_sources_word_means_is_learnt_from_the_user() -> None:
    """Discogs says Techno of what this user files as Minimal."""
    styled = [
        make_track(id=f"m{n}", artist=f"M{n}", title=f"T{n}", genre="Minimal", location="", added="") for n in range(40)
    ]
    other = [
        make_track(id=f"h{n}", artist=f"H{n}", title=f"U{n}", genre="House", location="", added="") for n in range(40)
    ]
    new = make_track(id="new", artist="N", title="V", location="", added="")
    said = Observation("rec", "discogs", Outcome.USABLE, (Term("discogs_style", "Techno"),))
    evidence = {track.id: (said,) for track in (*styled, new)}
    library = make_crates(0)
    proposer = proposer_of(Library.of(library.source, (*styled, *other, new)), evidence=evidence)
    assert proposer.quick_all([new])[0].genre == "Minimal"


def test_an_override_replaces_a_sources_word_and_a_proposed_genre() -> None:
    track = make_track(id="x", artist="New", title="New", location="", added="")
    said = Observation("rec:x", "discogs", Outcome.USABLE, (Term("discogs_style", "Techno"),))
    library = make_crates(90)
    whole = Library.of(library.source, (*library.tracks, track))
    answer = proposer_of(whole, evidence={"x": (said,)}, overrides={"techno": "Minimal"}).quick_all([track])[0]
    assert answer.genre == "Minimal"


def test_the_tag_rekordbox_took_the_genre_from_does_not_testify_for_it() -> None:
    track = make_track(id="x", artist="New", title="New", genre="Country", location="", added="")
    tag = Observation("file:x", "file_tags", Outcome.USABLE, (Term("file_tag", "Country"),))
    library = make_crates(90)
    whole = Library.of(library.source, (*library.tracks, track), library.playlists)
    assert proposer_of(whole, evidence={"x": (tag,)}).quick_all([track])[0].genre != "Country"
