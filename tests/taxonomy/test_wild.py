"""Strings as DJs' files carry them: shops of all years, pools, languages, misspellings, and what looks alike."""

import pytest

from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy

CERTAIN = {
    "Techno (Peak Time / Driving / Hard)": "Peak Time Techno",
    "Bassline House": "Bassline",
    "Trance, Vocal": "Vocal Trance",
    "Trance / Progressive": "Progressive Trance",
    "House, Funky": "Funky House",
    "DnB/Liquid": "Liquid Drum & Bass",
    "Drum & Bass | Liquid": "Liquid Drum & Bass",
    "Techno (Raw / Deep / Hypnotic) | Dub": "Dub Techno",
    "Minimal / Deep Tech | Bounce": "Minimal",
    "Hard Dance / Hardcore / Neo Rave | Terror": "Terrorcore",
    "Drum & Bass | Jungle": "Jungle",
    "House | Acid": "Acid House",
    "Mainstage | Big Room": "Big Room",
    "Trance; Vocal": "Vocal Trance",
    "R&B; Soul": "R&B",
    "Trance | Uplifting Trance": "Uplifting Trance",
    "psy-trance|full-on": "Full-On Psytrance",
    "Hardstyle - Raw": "Rawstyle",
    "Breaks/Progressive": "Progressive Breaks",
    "Psytrance (Full On)": "Full-On Psytrance",
    "Neurofunk DnB": "Neurofunk",
    "Ragga Drum & Bass": "Ragga Jungle",
    "Funk Ostentação": "Baile Funk",
    "Tribal Mexicano": "Tribal Guarachero",
    "Latino Americano": "Latin",
    "Musique latine": "Latin",
    "Nederhop": "Hip-Hop",
    "Tecno": "Techno",
    "Muzyka House": "House",
    "Techno muziek": "Techno",
    "Hudba: Techno": "Techno",
    "Muzică House": "House",
    "Rock zene": "Rock",
    "Хаус музыка": "House",
    "テクノ 音楽": "Techno",
    "Melodic Tecno": "Melodic Techno",
    "Hard Tecno": "Hard Techno",
    "Minimal Tecno": "Minimal Techno",
    "Tropical Haus": "Tropical House",
    "Reguetton": "Reggaeton",
    "Drun & Bass": "Drum & Bass",
    "ドラムンベース": "Drum & Bass",
    "Дип-хаус": "Deep House",
    "힙합": "Hip-Hop",
    "Trilha Sonora": "Soundtrack",
    "Kerstmuziek": "Christmas",
    "Vogue": "Ballroom",
    "Neo-Prog": "Progressive Rock",
    "Tech House - 126": "Tech House",
    "Deep House [124]": "Deep House",
    "House (2)": "House",
    "01 - House": "House",
    "Techno|8A|128": "Techno",
    "8A - 126 - Tech House": "Tech House",
    "Techno - 140 BPM": "Techno",
    "(17)Rock": "Rock",
    "(127)": "Drum & Bass",
    "DnB - Jump Up": "Jump Up",
    "Amapiano - Private School": "Private School Amapiano",
}
DISPUTED = {
    "High Energy": "Hi-NRG",
    "Hardtekk": "Tekno",
    "Hardbass": "Hard Dance",
    "Viet Mix": "Global Club",
    "Jungle Terror": "Electro House",
    "Nu Rave": "Indie Dance",
    "Rumba Flamenca": "Flamenco",
    "Nederlandstalig": "Levenslied",
    "Pop-Folk": "Chalga",
    "Electro-Industrial": "Dark Electro",
    "Ambient House": "Ambient",
    "Drill n Bass": "IDM",
    "Cyberpunk": "Midtempo Bass",
    "Rockmuzyka": "Rock",
    "テクノ音楽": "Techno",
    "Salsa Fusion": "Salsa",
    "Melodic Tecno Remixes": "Melodic Techno",
    "Tearout Dubstep": "Tearout",
    "Charanga": "Son Cubano",
    "Hard Bounce": "Hard Techno",
    "Wonky": "Bass Music",
    "Ghetto Zouk": "Kizomba",
    "Mbaqanga": "African",
    "Электроника": "Electronica",
    "Chaabi": "Arabic",
    "Lata 90 Disco": "Disco",
}
SEVERAL = {
    "Hip-Hop; R&B": ("Hip-Hop", "R&B"),
    "Hip-Hop, R&B": ("Hip-Hop", "R&B"),
    "Funk / Soul, Disco": ("Funk", "Soul", "Disco"),
    "Indie Dance\0Nu Disco": ("Indie Dance", "Nu Disco"),
    "Funk / Soul / Disco": ("Funk", "Soul", "Disco"),
    "Rock, Pop": ("Rock", "Pop"),
    "Tech House / Techno": ("Tech House", "Techno"),
    "(18)(31)": ("Techno", "Trance"),
    "Breaks, Electro": ("Breaks", "Electro"),
    "Reggaeton y Hip-Hop": ("Reggaeton", "Hip-Hop"),
    "Psy-Trance | Dark & Forest": ("Dark Psytrance", "Forest Psytrance"),
    "Nu Disco / Disco | Funk / Soul": ("Funk", "Soul"),
    "House | Acid; Techno": ("Acid House", "Techno"),
    "House | Acid | Soulful": ("House", "Acid", "Soulful House"),
    "House | Tech House": ("House", "Tech House"),
    "EBM / Industrial": ("EBM", "Industrial"),
    "Ambient & Drone": ("Ambient", "Drone"),
    "Ska / Rocksteady": ("Ska", "Rocksteady"),
}
BROAD = [
    "Electonic",
    "Electronc",
    "Instumental",
    "Undergroung",
    "Elektroniczna",
    "Электронная",
    "电子",
    "Sonstiges",
    "Autres",
    "Otros",
    "Overige",
    "Inne",
    "Другое",
    "その他",
    "Varios",
    "Mellow",
    "Opener",
    "Prime Time",
    "Female Vocalists",
    "Ballroom Dance",
    "First Dance",
    "Early",
    "Sleep",
    "Funny",
    "France",
    "Polska",
    "Anos 80",
    "Party Hits",
    "Partybreaks",
    "Foute Muziek",
    "Tanzmusik",
    "Dansmuziek",
    "TikTok",
    "Electrónica",
    "Música Electrónica",
    "Électro",
    "Variété Internationale",
    "Carnaval",
    "Lo-Fi",
    "Classic",
    "Modern",
    "Cape Verde",
    "Русская музыка",
    "Lata 90-te",
    "Années 80",
    "Hochzeit",
]
NO_GENRE = [
    "Unbekannt",
    "Inconnu",
    "Desconocido",
    "Sconosciuto",
    "Onbekend",
    "Неизвестно",
    "Unkown",
    "Energy: 8",
    "Energy Level 6",
    "5 Stars",
    "BPM 125",
    "May 2024",
    "@djfoo",
    "t.me/musicchannel",
    "Electrobuzz",
    "Acca",
    "Quick Hit",
    "Slowed + Reverb",
    "News & Politics",
    "128",
    "145",
    "160",
    "8A - 128",
    "Beatport Top 100",
    "WAV 44.1",
    "Sin género",
    "Keine Angabe",
    "Quick Hitter",
    "Acapella 98 bpm",
]


ONE_SHELF = {
    "Hip-Hop / R&B": "Hip-Hop",
    "Funky / Groove / Jackin' House": "Funky House",
    "Indie Dance / Nu Disco": "Indie Dance",
    "Electronica / Downtempo": "Electronica",
    "Garage / Bassline / Grime": "UK Garage",
    "Hardcore / Hard Techno": "Hardcore",
    "Hard Dance / Hardcore": "Hard Dance",
    "Reggae / Dancehall / Dub": "Reggae",
    "Deep Dubstep / Grime": "Deep Dubstep",
    "Leftfield Bass": "UK Bass",
    "Leftfield House & Techno": "House",
    "Minimal / Deep Tech": "Minimal",
    "Trap / Future Bass": "EDM Trap",
}
"""Shelves of Beatport, most of them gone: one genre in the file, whatever the name lists."""

OTHER_WORDS = [
    "Hollywood",
    "Prime",
    "Crime",
    "Mouse",
    "Horse",
    "Panda",
    "Mango",
    "Trial",
    "Garbage",
    "Store",
    "Green",
    "Making",
    "Child",
    "Robots",
    "Hearing",
    "Bingo",
]
"""One letter from a genre or from a crate's name for one."""

MISSPELT = {
    "Tehcno": "Techno",
    "Hosue": "House",
    "Tropical Huose": "Tropical House",
    "Teck Huose": "Tech House",
    "Progresive": "Progressive House",
    "Progresive Trance": "Progressive Trance",
    "Dupstep": "Dubstep",
    "Erggae": "Reggae",
    "Psychadelic": "Psytrance",
}


@pytest.mark.parametrize(("text", "genre"), CERTAIN.items())
def test_it_means_one_genre_beyond_dispute(taxonomy: CompiledTaxonomy, text: str, genre: str) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.genre, found.debatable) == (Verdict.ALIAS, genre, False)


@pytest.mark.parametrize(("text", "genre"), DISPUTED.items())
def test_it_means_one_genre_and_says_why_one_may_differ(taxonomy: CompiledTaxonomy, text: str, genre: str) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.genre, found.debatable) == (Verdict.ALIAS, genre, True)
    assert found.why


@pytest.mark.parametrize(("text", "parts"), SEVERAL.items())
def test_two_genres_in_one_string_are_both_kept(taxonomy: CompiledTaxonomy, text: str, parts: tuple[str, ...]) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.parts) == (Verdict.COMPOUND, parts)


@pytest.mark.parametrize("text", BROAD)
def test_it_is_true_but_names_no_genre(taxonomy: CompiledTaxonomy, text: str) -> None:
    assert taxonomy.resolve(text).verdict is Verdict.BROAD


@pytest.mark.parametrize("text", NO_GENRE)
def test_it_is_no_genre(taxonomy: CompiledTaxonomy, text: str) -> None:
    assert taxonomy.resolve(text).verdict is Verdict.NOT_A_GENRE


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_a_word_that_looks_like_a_genre_is_none(taxonomy: CompiledTaxonomy, text: str) -> None:
    assert taxonomy.resolve(text).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("text", "genre"), MISSPELT.items())
def test_a_typing_mistake_is_read_over_and_told(taxonomy: CompiledTaxonomy, text: str, genre: str) -> None:
    found = taxonomy.resolve(text)
    assert (found.genre, found.debatable) == (genre, True)
    assert found.why.startswith("taken for a misspelt")


@pytest.mark.parametrize(("text", "genre"), ONE_SHELF.items())
def test_a_shelf_of_several_styles_is_read_as_one_and_says_so(
    taxonomy: CompiledTaxonomy, text: str, genre: str
) -> None:
    found = taxonomy.resolve(text)
    assert (found.verdict, found.genre, found.debatable) == (Verdict.ALIAS, genre, True)
    assert "shel" in found.why


def test_a_shelf_that_became_another_genre_is_that_one(taxonomy: CompiledTaxonomy) -> None:
    found = taxonomy.resolve("Dance / Electro Pop")
    assert (found.genre, found.debatable) == ("Dance-Pop", False)
