from collections.abc import Iterable

import pytest
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.counting.vocabulary import Vocabulary, vocabulary_of


def make_vocabulary(genres: Iterable[str]) -> Vocabulary:
    return vocabulary_of(FakeTaxonomy(), genres)


def test_spellings_of_one_genre_are_counted_together() -> None:
    vocabulary = make_vocabulary(["Drum & Bass", "dnb", "House", ""])
    assert {name: vocabulary.counts[number] for name, number in vocabulary.numbers.items()} == {
        "Drum & Bass": 2.0,
        "House": 1.0,
    }


def test_broad_compound_and_rare_unknown_strings_teach_nothing_and_are_counted() -> None:
    vocabulary = make_vocabulary(["Dance", "House, Techno", "https://x", "Bruk", "Bruk", "House"])
    assert vocabulary.excluded == {"broad": 1, "compound": 1, "not_a_genre": 1, "unknown": 2}


def test_an_unknown_genre_of_three_tracks_is_the_users_own() -> None:
    vocabulary = make_vocabulary(["Bruk", "bruk", "Bruk"])
    assert (vocabulary.own, vocabulary.excluded) == (frozenset({"Bruk"}), {})


def test_a_genre_is_written_as_the_user_writes_it() -> None:
    vocabulary = make_vocabulary(["dnb"] * 3 + ["House"])
    assert (vocabulary.spelled("Drum & Bass"), vocabulary.spelled("House")) == ("dnb", "House")


def test_the_canonical_name_stays_where_the_user_uses_it_too() -> None:
    assert make_vocabulary(["dnb"] * 9 + ["Drum & Bass"]).spelled("Drum & Bass") == "Drum & Bass"


def test_a_few_tracks_with_the_canonical_name_do_not_unsay_hundreds_with_the_users_own() -> None:
    assert make_vocabulary(["dnb"] * 300 + ["Drum & Bass"] * 30).spelled("Drum & Bass") == "dnb"
    assert make_vocabulary(["dnb"] * 299 + ["Drum & Bass"] * 30).spelled("Drum & Bass") == "Drum & Bass"


def test_a_user_who_only_says_house_means_house_by_deep_house() -> None:
    vocabulary = make_vocabulary(["House"] * 400 + ["Techno"] * 20)
    shares = {vocabulary.names[number]: share for number, share in vocabulary.project("Deep House")}
    assert max(shares, key=shares.__getitem__) == "House"


def test_a_user_who_uses_deep_house_means_it() -> None:
    vocabulary = make_vocabulary(["House"] * 300 + ["Deep House"] * 60)
    shares = {vocabulary.names[number]: share for number, share in vocabulary.project("Deep House")}
    assert max(shares, key=shares.__getitem__) == "Deep House"


def test_without_any_genre_a_name_means_itself() -> None:
    vocabulary = make_vocabulary([])
    assert vocabulary.project("Deep House") == ((vocabulary.numbers["Deep House"], 1.0),)


def test_priors_of_used_genres_sum_to_nearly_one() -> None:
    vocabulary = make_vocabulary(["House"] * 70 + ["Techno"] * 30)
    assert sum(vocabulary.prior(number) for number in range(2)) == pytest.approx(1.0, abs=0.05)
