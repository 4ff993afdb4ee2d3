import pytest

from rekurate.audio.effnet.vector import by_parent, class_names, named, pack, top, unpack


def test_there_are_400_classes_in_code_point_order() -> None:
    names = class_names()
    assert (len(names), list(names)) == (400, sorted(set(names)))
    assert all(name.count("---") == 1 for name in names)


def test_a_vector_survives_in_800_bytes() -> None:
    means = [index / 400 for index in range(400)]
    text = pack(means)

    assert len(text) == 1068  # base64 of 800 bytes
    assert max(abs(a - b) for a, b in zip(means, unpack(text), strict=True)) < 0.0003


@pytest.mark.parametrize("text", ["", "AAA", "not base64!", pack([0.5] * 399)])
def test_what_is_no_vector_of_ours_names_nothing(text: str) -> None:
    assert named({"vector": text}) == {}
    assert named({}) == {}


def test_every_class_is_named_from_the_facts() -> None:
    means = [0.0] * 400
    means[class_names().index("Electronic---House")] = 0.5
    heard = named({"vector": pack(means)})

    assert (len(heard), heard["Electronic---House"]) == (400, 0.5)


def test_the_best_come_first_and_the_models_noise_is_left_out() -> None:
    means = [0.001] * 400
    means[class_names().index("Electronic---Techno")] = 0.4
    means[class_names().index("Electronic---House")] = 0.6

    assert top(means, 5, floor=0.005) == [("Electronic---House", 0.6), ("Electronic---Techno", 0.4)]


def test_parents_share_the_whole_activation() -> None:
    means = [0.0] * 400
    means[class_names().index("Electronic---House")] = 0.6
    means[class_names().index("Rock---Punk")] = 0.2
    shares = by_parent(means)

    assert list(shares)[:2] == ["Electronic", "Rock"]
    assert shares["Electronic"] == pytest.approx(0.75)
    assert by_parent([0.0] * 400)["Electronic"] == 0.0
