import tomllib

from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.kinds import KIND_NAMES, WITNESS_OF, kinds
from rekurate.classify.weighing.calibrate import _SHIPPED, FEATURES
from rekurate.resources import data_folder
from rekurate.taxonomy.compiled import compile_taxonomy

WEIGHTS = tomllib.loads((data_folder("taxonomy") / "weights.toml").read_text(encoding="utf-8"))


def test_every_kind_has_its_numbers_in_the_file_and_no_other() -> None:
    assert list(WEIGHTS["alpha"]) == list(WEIGHTS["pseudo"]) == list(KIND_NAMES)
    assert set(WEIGHTS["slack"]) == {kind.name for kind in kinds(compile_taxonomy()) if kind.slack < 1.0}
    assert tuple(WEIGHTS["calibration"]) == FEATURES


def test_the_numbers_of_the_file_are_the_ones_used() -> None:
    by_name = {kind.name: kind for kind in kinds(compile_taxonomy())}
    assert {name: kind.alpha for name, kind in by_name.items()} == WEIGHTS["alpha"]
    assert {name: kind.pseudo for name, kind in by_name.items()} == WEIGHTS["pseudo"]


def test_what_comes_from_one_source_is_one_witness() -> None:
    assert WITNESS_OF["beatport_file_tag"] == WITNESS_OF["beatport_genre"]
    assert WITNESS_OF["discogs_label"] == WITNESS_OF["discogs_style"]
    assert WITNESS_OF["effnet"] == WITNESS_OF["ensemble"]


def test_a_folder_without_numbers_is_read_as_the_shipped_one() -> None:
    """A user's file may name single numbers: the rest must be what ships."""
    assert dict(zip(FEATURES, _SHIPPED, strict=True)) == WEIGHTS["calibration"]
    by_name = {kind.name: kind for kind in kinds(FakeTaxonomy())}
    assert {name: kind.alpha for name, kind in by_name.items()} == WEIGHTS["alpha"]
    assert {name: kind.pseudo for name, kind in by_name.items()} == WEIGHTS["pseudo"]
