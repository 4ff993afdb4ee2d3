import pytest
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.tempo import Tempo
from rekurate.classify.vocabulary import Vocabulary, vocabulary_of


def make_tempo(rows: list[tuple[str, float]]) -> tuple[Vocabulary, Tempo]:
    vocabulary = vocabulary_of(FakeTaxonomy(), [genre for genre, _ in rows])
    return vocabulary, Tempo(vocabulary, [(vocabulary.numbers[genre], bpm) for genre, bpm in rows])


ROWS = [("House", 124.0)] * 20 + [("Drum & Bass", 174.0)] * 20


def test_a_tempo_takes_belief_from_a_genre_never_played_at_it() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    _, beliefs, _ = tempo.beliefs(124.0)
    assert beliefs[vocabulary.numbers["Drum & Bass"]] < 0.2 * beliefs[vocabulary.numbers["House"]]


def test_a_tempo_never_gives_a_genre_more_than_its_prior() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    for bpm in (0.0, 60.0, 124.0, 174.0, 999.0):
        _, beliefs, total = tempo.beliefs(bpm)
        assert all(beliefs[n] <= vocabulary.prior(n) + 1e-12 for n in range(len(beliefs)))
        assert total == pytest.approx(sum(beliefs))


def test_an_unknown_tempo_says_nothing() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    assert tempo.beliefs(0.0)[1] == [vocabulary.prior(0), vocabulary.prior(1)]


def test_half_tempo_is_plausible_and_recognised() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    drums = vocabulary.numbers["Drum & Bass"]
    assert (tempo.plausible(drums, 87.0), tempo.is_octave(drums, 87.0), tempo.is_octave(drums, 174.0)) == (
        True,
        True,
        False,
    )


def test_the_users_own_tempos_make_a_genre_plausible_outside_the_taxonomys_range() -> None:
    vocabulary, tempo = make_tempo([("House", 104.0)] * 20)
    house = vocabulary.numbers["House"]
    assert (tempo.plausible(house, 104.0), tempo.plausible(house, 150.0)) == (True, False)


def test_a_genre_without_own_tempos_falls_back_on_the_taxonomys_range() -> None:
    vocabulary, tempo = make_tempo([("House", 0.0), ("Ambient", 0.0)])
    _, beliefs, _ = tempo.beliefs(160.0)
    assert beliefs[vocabulary.numbers["House"]] < beliefs[vocabulary.numbers["Ambient"]]
