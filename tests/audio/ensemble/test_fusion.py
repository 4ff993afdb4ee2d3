"""The two documented cases, and what the shares mean."""

import pytest

from rekurate.audio.ensemble.fusion import boosts_of, feel_of, fuse
from rekurate.taxonomy.compiled import compile_taxonomy
from rekurate.taxonomy.ensemble import Boost, EnsembleRules, Feel

RULES = compile_taxonomy().ensemble
FIDDLE = {"Violin, fiddle": 0.0352, "Harmonica": 0.0118, "Drum": 0.0121, "Banjo": 0.0018}
"""What the tagger heard in "The Devil Went Down to Georgia", as published."""
OTHERS = ("Blues", "Classical", "Country", "Disco", "Jazz", "Metal", "Pop", "Reggae", "Rock")
SURE_OF_HIP_HOP = {"Hip-Hop": 0.619, **dict.fromkeys(OTHERS, 0.381 / 9)}
"""What the genre model said of it; how the rest was spread is not published."""
BY_FEATURES = {"Hip-Hop": 0.38, "Rock": 0.32, "Electronica": 0.30}
"""The heuristics' best three of it, as published; the third was called EDM."""
WHOLE_FEATURES = {"Hip-Hop": 0.2136, "Rock": 0.18, "Electronica": 0.17, "Country": 0.063, "Pop": 0.3734}
"""The heuristics over all genres, as the published sum gives them away."""


def order(*genres: tuple[str, float]) -> list[str]:
    return [genre for genre, _ in genres]


def rules(**changes: object) -> EnsembleRules:
    known = {name: getattr(RULES, name) for name in EnsembleRules.__slots__}
    return EnsembleRules(**{**known, **changes})


@pytest.mark.parametrize("features", [BY_FEATURES, WHOLE_FEATURES])
def test_the_fiddle_track_is_country_before_hip_hop_before_bluegrass(features: dict[str, float]) -> None:
    fused = fuse(SURE_OF_HIP_HOP, FIDDLE, features, RULES)
    three = [genre for genre, _ in fused.genres if genre in {"Country", "Hip-Hop", "Bluegrass"}]
    assert three == ["Country", "Hip-Hop", "Bluegrass"]
    assert order(*fused.genres[:3]) == three


def test_the_model_alone_would_have_said_hip_hop() -> None:
    assert fuse(SURE_OF_HIP_HOP, None, None, RULES).genres[0] == ("Hip-Hop", pytest.approx(0.619))


@pytest.mark.parametrize("sounds", [None, {}, {"Drum": 0.01}, {"Music": 0.9}])
@pytest.mark.parametrize("model", [None, {"Hip-Hop": 0.5, "Rock": 0.3, "Pop": 0.2}])
def test_the_hip_hop_track_with_no_fiddle_stays_hip_hop(
    model: dict[str, float] | None, sounds: dict[str, float] | None
) -> None:
    features = {"Hip-Hop": 0.42, "Rock": 0.35, "Indie Rock": 0.23}
    fused = fuse(model, sounds, features, RULES)
    assert order(*fused.genres[:2]) == ["Hip-Hop", "Rock"]


def test_the_published_sum_of_raw_boosts_gives_the_published_figures() -> None:
    """Its text says 0.2 + 0.6 + 0.2; its figures come from raw boosts on top of 0.2 + 0.2, without the 0.6."""
    boosts = boosts_of(FIDDLE, RULES)
    raw = {
        genre: 0.2 * SURE_OF_HIP_HOP.get(genre, 0.0) + 0.2 * WHOLE_FEATURES.get(genre, 0.0) + boosts.get(genre, 0.0)
        for genre in {*SURE_OF_HIP_HOP, *WHOLE_FEATURES, *boosts}
    }
    total = sum(raw.values())
    shown = {genre: round(100 * raw[genre] / total) for genre in ("Country", "Hip-Hop", "Bluegrass")}
    assert shown == {"Country": 24, "Hip-Hop": 23, "Bluegrass": 15}


def test_the_published_boosts_are_those_of_the_rules() -> None:
    boosts = {genre: round(boost, 4) for genre, boost in boosts_of(FIDDLE, RULES).items()}
    assert boosts == {
        "Country": 0.1526,
        "Bluegrass": 0.1056,
        "Folk": 0.0528,
        "Blues": 0.0041,
        "Jazz": 0.0041,
        "Rock": 0.0048,
    }


def test_with_all_the_evidence_the_shares_are_20_60_20() -> None:
    fused = fuse({"Rock": 1.0}, {"Violin, fiddle": 0.5}, {"House": 1.0}, RULES)
    assert fused.weights == pytest.approx({"model": 0.2, "instruments": 0.6, "features": 0.2})
    shares = dict(fused.genres)
    assert (shares["Rock"], shares["House"]) == pytest.approx((0.2, 0.2))
    assert shares["Country"] + shares["Bluegrass"] + shares["Folk"] == pytest.approx(0.6)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_little_evidence_claims_little_and_the_rest_is_shared_equally() -> None:
    quarter = RULES.full_boost / 4 / 8.5  # the three factors of the fiddle sum to 8.5
    fused = fuse({"Rock": 1.0}, {"Violin, fiddle": quarter}, {"House": 1.0}, RULES)
    assert fused.weights == pytest.approx({"model": 0.425, "instruments": 0.15, "features": 0.425})


@pytest.mark.parametrize(
    ("model", "sounds", "features", "weights"),
    [
        (None, {"Violin, fiddle": 0.5}, {"House": 1.0}, {"instruments": 0.75, "features": 0.25}),
        ({"Rock": 1.0}, {"Violin, fiddle": 0.5}, None, {"model": 0.25, "instruments": 0.75}),
        ({"Rock": 1.0}, None, {"House": 1.0}, {"model": 0.5, "features": 0.5}),
        ({"Rock": 1.0}, {}, {}, {"model": 1.0}),
        (None, {"Violin, fiddle": 0.02}, None, {"instruments": 1.0}),
        (None, None, None, {}),
    ],
)
def test_a_missing_part_hands_its_share_on(model, sounds, features, weights) -> None:
    assert fuse(model, sounds, features, RULES).weights == pytest.approx(weights)


def test_the_shares_can_be_configured_to_anything() -> None:
    only_model = rules(model=1.0, instruments=0.0, features=0.0)
    fused = fuse({"Rock": 0.5, "Pop": 0.5}, {"Violin, fiddle": 0.5}, {"House": 1.0}, only_model)
    assert fused.genres == (("Pop", 0.5), ("Rock", 0.5))
    assert fuse(None, {"Violin, fiddle": 0.5}, None, only_model).weights == {"instruments": 1.0}


def test_a_model_that_knows_only_part_of_its_labels_still_counts_its_whole_share() -> None:
    fused = fuse({"Rock": 0.1}, None, {"House": 0.9}, RULES)
    assert dict(fused.genres) == pytest.approx({"Rock": 0.5, "House": 0.5})


def test_of_several_names_of_an_instrument_the_loudest_counts_once() -> None:
    assert boosts_of({"Drum": 0.1, "Drum kit": 0.2, "Snare drum": 0.1}, RULES) == pytest.approx({"Rock": 0.08})


def test_a_score_at_the_threshold_says_nothing() -> None:
    rule = Boost(("Kazoo",), 0.1, (("Folk", 2.0),))
    assert boosts_of({"Kazoo": 0.1}, rules(boosts=(rule,))) == {}
    assert boosts_of({"Kazoo": 0.11}, rules(boosts=(rule,))) == {"Folk": 0.22}


def test_music_classes_speak_for_electronic_genres_directly() -> None:
    heard = {"Music": 0.4, "Techno": 0.2, "House music": 0.05, "Drum machine": 0.02}
    fused = fuse(dict.fromkeys(("Disco", "Hip-Hop"), 0.5), heard, {"Techno": 3.0, "Trance": 2.0}, RULES)
    assert fused.genres[0][0] == "Techno"
    assert fused.weights["instruments"] == pytest.approx(0.6)


def test_a_feel_needs_all_its_features_and_an_unmeasured_one_fulfils_none() -> None:
    feel = Feel("slow house", (("bpm", 100.0, 118.0), ("four_on_the_floor", 0.8, 1.0)), (("House", 2.0),))
    given = rules(feels=(feel, Feel("any", (("bpm", 0.0, 300.0),), (("House", 1.0), ("Disco", 1.0)))))
    assert feel_of({"bpm": 110, "four_on_the_floor": 0.9}, given) == {"House": 3.0, "Disco": 1.0}
    assert feel_of({"bpm": 110, "four_on_the_floor": None}, given) == {"House": 1.0, "Disco": 1.0}
    assert feel_of({"bpm": 110}, given) == {"House": 1.0, "Disco": 1.0}
    assert feel_of({}, given) == {}


@pytest.mark.parametrize(
    ("features", "first"),
    [
        ({"bpm": 124.0, "four_on_the_floor": 0.97}, "House"),
        ({"bpm": 138.0, "four_on_the_floor": 0.97}, "Techno"),
        ({"bpm": 174.0, "four_on_the_floor": 0.3}, "Drum & Bass"),
        ({"bpm": 140.0, "four_on_the_floor": 0.2}, "Dubstep"),
        ({"bpm": 92.0, "four_on_the_floor": 0.4}, "Hip-Hop"),
    ],
)
def test_the_shipped_feel_knows_the_pulse_of_dance_music(features: dict[str, float], first: str) -> None:
    feel = feel_of(features, RULES)
    assert max(feel, key=lambda genre: feel[genre]) == first
