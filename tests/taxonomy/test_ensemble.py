"""The rules of the ensemble: what a user's file replaces, and what is refused by name."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import write_folder

from rekurate.errors import TaxonomyError
from rekurate.resources import data_folder
from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_folders
from rekurate.taxonomy.ensemble import Boost, EnsembleRules, Feel


def rules(folder: Path, text: str) -> EnsembleRules:
    own = folder / "own"
    own.mkdir()
    (own / "instruments.toml").write_text(text, encoding="utf-8")
    return compile_folders(data_folder("taxonomy"), own).ensemble


def test_the_shipped_shares_are_20_60_20(taxonomy: CompiledTaxonomy) -> None:
    found = taxonomy.ensemble
    assert (found.model, found.instruments, found.features, found.full_boost) == (0.2, 0.6, 0.2, 0.365)


def test_every_instrument_the_published_rules_propose_has_one(taxonomy: CompiledTaxonomy) -> None:
    heard = {sound for boost in taxonomy.ensemble.boosts for sound in boost.sounds}
    named = {"Violin, fiddle", "Acoustic guitar", "Harmonica", "Banjo", "Drum kit", "Electric guitar", "Piano"}
    assert named | {"Synthesizer", "Brass instrument"} <= heard


def test_music_classes_are_read_as_the_styles_say(taxonomy: CompiledTaxonomy) -> None:
    direct = {boost.sounds: boost for boost in taxonomy.ensemble.boosts}
    assert direct["Drum and bass",] == Boost(("Drum and bass",), 0.01, (("Drum & Bass", 2.0),))
    assert dict(direct["Electronic dance music",].genres) == pytest.approx(
        {"House": 0.4, "Techno": 0.2, "Mainstage": 0.2}
    )


def test_a_users_numbers_replace_single_ones(tmp_path: Path) -> None:
    found = rules(tmp_path, "[fusion]\nmodel = 0.5\n[music]\nfactor = 1")
    assert (found.model, found.instruments, found.full_boost) == (0.5, 0.6, 0.365)
    assert found.boosts[-1] == Boost(("Disco",), 0.01, (("Disco", 1.0),))


def test_a_users_row_replaces_that_of_the_same_instruments_and_others_are_added(
    tmp_path: Path, taxonomy: CompiledTaxonomy
) -> None:
    found = rules(
        tmp_path,
        """
        [[boost]]
        instruments = ["Electric piano", "Piano"]
        above = 0.2
        genres = { "House" = 3 }
        [[boost]]
        instruments = ["Kazoo"]
        above = 0.1
        genres = { "Folk" = 1.0 }
        """,
    )
    by_sounds = {frozenset(boost.sounds): boost for boost in found.boosts}
    assert by_sounds[frozenset(["Piano", "Electric piano"])].genres == (("House", 3.0),)
    assert by_sounds[frozenset(["Kazoo"])] == Boost(("Kazoo",), 0.1, (("Folk", 1.0),))
    assert len(found.boosts) == len(taxonomy.ensemble.boosts) + 1


def test_a_users_feel_replaces_that_of_the_same_name(tmp_path: Path, taxonomy: CompiledTaxonomy) -> None:
    name = taxonomy.ensemble.feels[0].name
    found = rules(
        tmp_path, f'[[feel]]\nname = "{name}"\nwhen = {{ loudness = [-12, -6.5] }}\ngenres = {{ "Techno" = 1 }}'
    )
    assert found.feels[0] == Feel(name, (("loudness", -12.0, -6.5),), (("Techno", 1.0),))
    assert len(found.feels) == len(taxonomy.ensemble.feels)


def test_other_rules_have_another_digest(tmp_path: Path, taxonomy: CompiledTaxonomy) -> None:
    assert rules(tmp_path, "[fusion]\nmodel = 0.3").digest != taxonomy.ensemble.digest


def test_a_folder_without_the_file_has_the_documented_shares(tmp_path: Path) -> None:
    found = compile_folders(write_folder(tmp_path / "small", genres='[A]\n"House" = {}')).ensemble
    assert found == EnsembleRules(0.2, 0.6, 0.2, 0.365, 0.01, (), ())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[fusions]\nmodel = 1", "no such table"),
        ("[fusion]\ntext = 1", "has 'text'; there are model, instruments, features, full_boost"),
        ("[fusion]\nmodel = -1", "model must be a number from 0"),
        ('[fusion]\nmodel = "much"', "model must be a number from 0"),
        ("[fusion]\nmodel = true", "model must be a number from 0"),
        ("[fusion]\nmodel = nan", "model must be a number from 0"),
        ("[fusion]\nfull_boost = 0", "must be above 0"),
        ("[fusion]\nmodel = 0\ninstruments = 0\nfeatures = 0", "must be above 0"),
        ("fusion = 3", "has 'fusion'"),
        ('[music]\nclasses = ["Wedding music"]', "'Wedding music' has no genre under [audioset]"),
        ('[music]\nclasses = "Techno"', "classes must be a list"),
        ("[boost]\nabove = 1", "must have above, genres, instruments"),
        ('[[boost]]\ninstruments = []\nabove = 0.1\ngenres = { "House" = 1 }', "instruments must be a list"),
        ('[[boost]]\ninstruments = ["Kazoo"]\nabove = 1.5\ngenres = { "House" = 1 }', "above must be a score"),
        ('[[boost]]\ninstruments = ["Kazoo"]\nabove = 0.1\ngenres = { "Hous" = 1 }', "[boost] [1]"),
        ('[[boost]]\ninstruments = ["Kazoo"]\nabove = 0.1\ngenres = { "House" = 0 }', "factor of 'House'"),
        ('[[boost]]\ninstruments = ["Kazoo"]\nabove = 0.1\ngenres = {}', "genres must be a table"),
        ('[[feel]]\nname = ""\nwhen = { bpm = [1, 2] }\ngenres = { "House" = 1 }', "needs a name"),
        ('[[feel]]\nname = "x"\nwhen = { tempo = [1, 2] }\ngenres = { "House" = 1 }', "when must give"),
        ('[[feel]]\nname = "x"\nwhen = { bpm = [2, 1] }\ngenres = { "House" = 1 }', "when must give"),
        ('[[feel]]\nname = "x"\nwhen = { bpm = 120 }\ngenres = { "House" = 1 }', "when must give"),
        ('[[feel]]\nname = "x"\nwhen = {}\ngenres = { "House" = 1 }', "when must give"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(TaxonomyError) as error:
        rules(tmp_path, text)
    assert why in str(error.value)
    assert "instruments.toml" in str(error.value)
