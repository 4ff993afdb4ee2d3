"""The tables that ship, on strings as they stand in real genre fields."""

import pytest

from rekurate.resources import data_folder
from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Drum And Bass", "Drum & Bass"),
        ("drum n bass", "Drum & Bass"),
        ("D&B", "Drum & Bass"),
        ("DnB", "Drum & Bass"),
        ("uk garage", "UK Garage"),
        ("UKG", "UK Garage"),
        ("2-step", "2-Step"),
        ("Psy-Trance", "Psytrance"),
        ("Hip-Hop/Rap", "Hip-Hop"),
        ("R&B/Soul", "R&B"),
        ("RnB", "R&B"),
        ("Techhouse", "Tech House"),
        ("House Music", "House"),
        ("(35)House", "House"),
        ("(4)Disco", "Disco"),
        ("Electronic/House", "House"),
        ("House, Dance", "House"),
        ("Hip Hop;Hip-Hop", "Hip-Hop"),
        ("Rock'n'Roll", "Rock & Roll"),
        ("Reggaeton", "Reggaeton"),
        ("Nu-Disco", "Nu Disco"),
        ("シティポップ", "City Pop"),
        ("딥하우스", "Deep House"),
        ("说唱", "Hip-Hop"),
        ("минимал-техно", "Minimal Techno"),
        ("عربي", "Arabic"),
        ("Türk Halk Müziği", "Turkish"),
        ("Musiques de films", "Soundtrack"),
        ("Bregafunk", "Brega Funk"),
        ("流行", "Pop"),
        ("Chansons", "Chanson"),
        ("Chutney Soca", "Chutney"),
        ("Funk Automotivo", "Baile Funk"),
        ("Bebob", "Bebop"),
        ("Funky/Club House", "Funky House"),
        ("Polski Rap", "Hip-Hop"),
    ],
)
def test_a_spelling_is_read_beyond_dispute(taxonomy: CompiledTaxonomy, text: str, genre: str) -> None:
    found = taxonomy.resolve(text)
    assert (found.genre, found.debatable) == (genre, False)
    assert found.verdict is (Verdict.CANONICAL if text == genre else Verdict.ALIAS)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Mutant Jungle", "Jungle"),
        ("Hypnotic Peak Techno", "Techno"),
        ("Deep Hause", "Deep House"),
        ("Techno 2019", "Techno"),
        ("13", "Pop"),
        ("90s Hip Hop", "Hip-Hop"),
        ("Pagodão", "Axé"),
        ("Tarab", "Arabic"),
        ("Midtempo", "Midtempo Bass"),
    ],
)
def test_a_guess_is_debatable_and_says_why(taxonomy: CompiledTaxonomy, text: str, genre: str) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.genre, found.debatable) == (Verdict.ALIAS, genre, True)
    assert found.why


@pytest.mark.parametrize(
    ("text", "verdict", "parts"),
    [
        ("Electro, Techno/House", Verdict.COMPOUND, ("Electro", "Techno", "House")),
        ("Breakbeat, Acid, 2-step, Electro", Verdict.COMPOUND, ("Breakbeat", "Acid", "2-Step", "Electro")),
        ("House / Breaks", Verdict.COMPOUND, ("House", "Breaks")),
        ("Electronic", Verdict.BROAD, ()),
        ("Other", Verdict.BROAD, ()),
        ("Hora Loca", Verdict.BROAD, ()),
        ("Loop Samples", Verdict.NOT_A_GENRE, ()),
        ("http://www.example.org", Verdict.NOT_A_GENRE, ()),
        ("1999", Verdict.NOT_A_GENRE, ()),
        ("90", Verdict.NOT_A_GENRE, ()),
        ("B2", Verdict.NOT_A_GENRE, ()),
        ("Zzyzx", Verdict.UNKNOWN, ()),
    ],
)
def test_other_strings_are_what_they_are(
    taxonomy: CompiledTaxonomy, text: str, verdict: Verdict, parts: tuple[str, ...]
) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.genre, found.parts) == (verdict, None, parts)


def test_dance_and_edm_are_buckets(taxonomy: CompiledTaxonomy) -> None:
    assert {taxonomy.resolve(text).verdict for text in ("Dance", "EDM", "Electronic Dance Music")} == {Verdict.BROAD}


def test_every_debatable_spelling_says_why_and_no_genre_is_without_a_family(taxonomy: CompiledTaxonomy) -> None:
    for name, genre in taxonomy.genres.items():
        assert genre.family
        assert all(alias.why for alias in taxonomy.aliases_of(name) if alias.debatable), name


def test_the_parents_and_tempi_of_neighbours_make_sense(taxonomy: CompiledTaxonomy) -> None:
    assert taxonomy.related("House", "Deep House") == 0.7
    assert taxonomy.plausible_at("Drum & Bass", 87)
    assert not taxonomy.plausible_at("Drum & Bass", 120)


def test_the_files_that_ship_are_the_ones_that_are_compiled() -> None:
    names = {path.name for path in data_folder("taxonomy").glob("*.toml")}
    assert {"genres.toml", "aliases.toml", "styles.toml", "beatport.toml"} <= names


def test_what_is_not_known_in_a_list_of_genres_is_named(taxonomy: CompiledTaxonomy) -> None:
    assert "'Zzyzx' not known" in taxonomy.resolve("House, Zzyzx, Techno").why
