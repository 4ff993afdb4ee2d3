from math import exp, log

import pytest
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.counting.tempo import Tempo, bin_of
from rekurate.classify.counting.vocabulary import Vocabulary, vocabulary_of


def make_tempo(rows: list[tuple[str, float]]) -> tuple[Vocabulary, Tempo]:
    vocabulary = vocabulary_of(FakeTaxonomy(), [genre for genre, _ in rows])
    return vocabulary, Tempo(vocabulary, [(vocabulary.numbers[genre], bpm) for genre, bpm in rows])


ROWS = [("House", 124.0)] * 20 + [("Drum & Bass", 174.0)] * 20


def test_a_tempo_takes_belief_from_a_genre_never_played_at_it() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    _, beliefs, _ = tempo.pace(124.0).beliefs()
    assert beliefs[vocabulary.numbers["Drum & Bass"]] < 0.2 * beliefs[vocabulary.numbers["House"]]


@pytest.mark.parametrize("bpm", [0.0, 60.0, 124.0, 174.0, 999.0])
def test_beliefs_come_with_their_logarithms_and_their_sum(bpm: float) -> None:
    _, tempo = make_tempo(ROWS)
    logs, beliefs, total = tempo.pace(bpm).beliefs()
    assert total == pytest.approx(sum(beliefs))
    assert [exp(one) for one in logs] == pytest.approx(beliefs)


def test_a_genre_gains_at_most_fivefold_where_others_are_rarely_played() -> None:
    vocabulary, tempo = make_tempo([("House", 124.0)] * 400 + [("Drum & Bass", 174.0)] * 20)
    drums = vocabulary.numbers["Drum & Bass"]
    assert tempo.kept(drums, bin_of(174.0)) == 5.0


def test_what_is_guessed_without_a_clue_is_the_commonest_genre_that_is_not_refuted() -> None:
    vocabulary, tempo = make_tempo([("House", 124.0)] * 40 + [("Techno", 124.0)] * 10 + [("Techno", 132.0)] * 20)
    house, techno = vocabulary.numbers["House"], vocabulary.numbers["Techno"]
    assert [tempo.pace(bpm).leaders()[0] for bpm in (0.0, 124.0, 132.0)] == [house, house, techno]
    assert tempo.pace(132.0).loss(techno) == pytest.approx(-log(tempo.kept(techno, bin_of(132.0))))
    assert tempo.pace(124.0).loss(techno) == 0.0
    assert tempo.without(132.0, [(techno, 132.0)]).leaders() == tempo.pace(132.0).leaders()


def test_a_track_left_out_does_not_make_its_own_tempo_likely() -> None:
    vocabulary, tempo = make_tempo([("House", 124.0)] * 20 + [("Techno", 132.0)] * 20 + [("Ambient", 90.0)])
    ambient = vocabulary.numbers["Ambient"]
    alone = tempo.without(90.0, [(ambient, 90.0)]).beliefs()
    everybody = tempo.pace(90.0).beliefs()
    others = [number for number in range(len(vocabulary.names)) if number != ambient]
    assert alone[1][ambient] < 0.7 * everybody[1][ambient]
    assert [alone[1][number] for number in others] == [everybody[1][number] for number in others]
    assert alone[2] == pytest.approx(sum(alone[1]))


def test_leaving_out_everybody_is_as_if_the_genre_had_no_tempos() -> None:
    vocabulary, tempo = make_tempo([("House", 124.0)] * 3 + [("Techno", 132.0)] * 20)
    house, at = vocabulary.numbers["House"], bin_of(124.0)
    left = tempo.kept(house, at, [at] * 3)
    assert left == pytest.approx(tempo.kept(house, at, [at] * 5), rel=1.0)
    assert left < tempo.kept(house, at)


def test_an_unknown_tempo_says_nothing() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    assert tempo.pace(0.0).beliefs()[1] == [vocabulary.prior(0), vocabulary.prior(1)]


def test_silent_tracks_do_not_say_how_common_their_genre_is() -> None:
    vocabulary, tempo = make_tempo([("House", 124.0), ("Techno", 132.0), ("Techno", 132.0)])
    pace = tempo.without(0.0, [(0, 124.0)])
    assert pace.beliefs()[1][0] < tempo.pace(0.0).beliefs()[1][0]
    assert pace.beliefs()[1][1] == tempo.pace(0.0).beliefs()[1][1]
    assert (tempo.pace(0.0).novelty(0), pace.novelty(0)) == (0.0, vocabulary.novelty(0, 1))
    assert pace.novelty(0) > 0.0


def test_a_genre_named_later_is_believed_in_too() -> None:
    vocabulary, tempo = make_tempo(ROWS)
    pace = tempo.without(124.0, [(0, 124.0)])
    before = pace.beliefs()
    ambient = vocabulary.number("Ambient")
    logs, beliefs, total = pace.beliefs()
    assert beliefs[:ambient] == before[1]
    assert (len(logs), total) == (ambient + 1, pytest.approx(before[2] + beliefs[ambient]))


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
    _, beliefs, _ = tempo.pace(160.0).beliefs()
    assert beliefs[vocabulary.numbers["House"]] < beliefs[vocabulary.numbers["Ambient"]]
