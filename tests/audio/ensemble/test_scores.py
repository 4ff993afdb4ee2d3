from rekurate.audio.ensemble.scores import pack, unpack


def test_scores_survive_the_text_they_are_kept_as() -> None:
    scores = {"Violin, fiddle": 0.03521, "Music": 0.5, "Steel guitar, slide guitar": 0.001, "a=b": 0.25}
    packed = pack(scores)
    assert packed == "Music=0.5|a=b=0.25|Violin, fiddle=0.03521|Steel guitar, slide guitar=0.001"
    assert unpack(packed) == scores


def test_scores_of_a_worker_are_read_as_they_are_and_nothing_stays_nothing() -> None:
    assert (unpack({"Music": 1}), unpack(None), unpack(pack({}))) == ({"Music": 1.0}, None, {})
