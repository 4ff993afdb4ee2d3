import pytest
from tests.support.library import make_track

from rekurate.model import fold, fold_typed, recording_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  Röyksopp\t", "royksopp"),
        ("\uff21\uff22", "ab"),
        ("STRASSE", "Straße"),
        ("İzmir", "izmir"),
        ("Кино", "КИНО"),
        ("ｶﾞ", "ガ"),
        ("한", "\u1112\u1161\u11ab"),
    ],
)
def test_case_accents_width_and_blanks_are_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_that_keyboards_lack_are_folded_as_people_type_them() -> None:
    typed = [fold_typed(text) for text in ("Søn Ænd Þor", "Łódź", "Don’t", "ガ")]
    assert typed == ["son aend thor", "lodz", "don't", "ガ"]


def test_letters_of_other_scripts_stay_themselves() -> None:
    assert [fold(text) for text in ("パパ", "ハハ", "🎧", "نص", "é")] == ["パパ", "ハハ", "🎧", "نص", "e"]
    assert recording_key(make_track(title="パパ")) != recording_key(make_track(title="ハハ"))
