from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.clues import ClueBook, groups_of
from rekurate.classify.kinds import KIND_NAMES
from rekurate.classify.reading.terms import TermReader
from rekurate.model import Observation, Outcome, Term


def read(*observations: Observation, **overrides: str) -> dict[str, list[tuple[str, tuple[tuple[str, float], ...]]]]:
    book = ClueBook()
    clues = TermReader(FakeTaxonomy(), book, overrides).read(observations)
    return {
        KIND_NAMES[kind]: [(book.values[n], book.bases.get(n, ())) for n in numbers]
        for kind, numbers in groups_of(clues)
    }


def say(*terms: Term, outcome: Outcome = Outcome.USABLE, **overrides: object) -> Observation:
    return Observation("rec:1", "discogs", outcome, terms, **overrides)


def test_a_term_is_kept_in_the_sources_words_with_the_genre_it_is_read_as() -> None:
    assert read(say(Term("discogs_style", "dnb"))) == {"discogs_style": [("dnb", (("Drum & Bass", 1.0),))]}


def test_a_weak_match_speaks_with_half_its_strength() -> None:
    found = read(say(Term("discogs_style", "House"), outcome=Outcome.WEAK))
    assert found["discogs_style"][0][1] == (("House", 0.4),)


def test_what_is_ambiguous_blocked_or_missing_does_not_speak() -> None:
    outcomes = (Outcome.AMBIGUOUS, Outcome.BLOCKED, Outcome.NO_MATCH, Outcome.ERROR)
    assert read(*(say(Term("discogs_style", "House"), outcome=outcome) for outcome in outcomes)) == {}


def test_a_long_list_of_styles_is_cut_to_the_strongest() -> None:
    terms = [Term("discogs_style", f"Style {n}", 1.0 - n / 100) for n in range(20)]
    assert [value for value, _ in read(say(*terms))["discogs_style"]] == [f"Style {n}" for n in range(8)]


def test_a_word_the_taxonomy_does_not_know_is_kept_for_the_user_to_teach() -> None:
    assert read(say(Term("discogs_style", "Wobble")))["discogs_style"] == [("Wobble", ())]


def test_a_vocabulary_nobody_knows_is_not_read() -> None:
    assert read(say(Term("horoscope", "House"))) == {}


def test_a_label_learnt_from_discogs_belongs_to_its_witness() -> None:
    assert read(say(facts={"label": "Hard Steel"})) == {"discogs_label": [("hard steel", (("Techno", 0.9),))]}


def test_an_override_replaces_the_reading_of_a_word() -> None:
    assert read(say(Term("discogs_style", "DnB")), dnb="Ambient")["discogs_style"] == [("DnB", (("Ambient", 1.0),))]


def test_a_genre_that_overrides_call_something_else_is_read_as_itself() -> None:
    named = {"dnb": "DnB", "drum & bass": "DnB"}
    assert read(say(Term("discogs_style", "DnB")), **named)["discogs_style"] == [("DnB", (("Drum & Bass", 1.0),))]


def test_a_word_of_the_users_is_itself_whatever_the_taxonomy_takes_it_for() -> None:
    assert read(say(Term("discogs_style", "House")), house="DnB")["discogs_style"] == [("House", (("DnB", 1.0),))]


def test_the_tag_of_a_beatport_purchase_is_beatports_word() -> None:
    tag = (Term("file_tag", "House"),)
    bought = Observation("file:1", "file_tags", Outcome.USABLE, tag, {"beatport_id": "123"})
    ripped = Observation("file:1", "file_tags", Outcome.USABLE, tag, {"year": 1999})
    assert (list(read(bought)), list(read(ripped))) == (["beatport_file_tag"], ["file_tag"])
