import pytest

from rekurate.classify.answering.sound import Sound, sound_of
from rekurate.model import Observation, Outcome, Term

EFFNET = Observation("file:n", "effnet", Outcome.USABLE, (Term("effnet", "Electronic---House", 0.412),))


def features(**facts: object) -> Observation:
    return Observation("file:n", "features", Outcome.USABLE, facts=facts)


@pytest.mark.parametrize(
    ("facts", "bpm", "pulse"),
    [
        ({"four_on_the_floor": 0.97, "bpm": 127.9}, 0.0, "four-on-the-floor 128"),
        ({"four_on_the_floor": 0.97, "bpm": 64.0}, 128.0, "four-on-the-floor 128"),
        ({"four_on_the_floor": 0.3, "bpm": 87.0}, 174.0, "broken beat 174"),
        ({"four_on_the_floor": 0.65, "bpm": 128.0}, 0.0, ""),
        ({"four_on_the_floor": None, "bpm": 128.0}, 0.0, ""),
        ({"four_on_the_floor": 0.9, "bpm": None}, 0.0, ""),
        ({}, 128.0, ""),
    ],
)
def test_the_pulse_is_named_with_the_librarys_own_tempo(facts: dict[str, object], bpm: float, pulse: str) -> None:
    assert sound_of((features(**facts),), bpm).pulse == pulse


def test_features_inside_the_ensembles_answer_count_too() -> None:
    kept = Observation(
        "file:n", "ensemble", Outcome.USABLE, facts={"features": {"four_on_the_floor": 0.9, "bpm": 124.0}}
    )
    assert sound_of((kept,), 0.0).pulse == "four-on-the-floor 124"


def test_a_class_is_shown_with_its_score() -> None:
    sound = sound_of((EFFNET,), 0.0)
    assert sound.shown("effnet", "Electronic---House") == "Electronic/House .41"
    assert Sound().shown("ensemble", "Country") == "Country"
    assert Sound(scores={("ensemble", "Country"): 1.0}).shown("ensemble", "Country") == "Country 1.00"


def test_what_could_not_be_heard_is_not_shown() -> None:
    failed = Observation("file:n", "features", Outcome.ERROR, facts={"four_on_the_floor": 0.9, "bpm": 120.0})
    assert sound_of((failed,), 0.0) == Sound()
