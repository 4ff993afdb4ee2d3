"""Each rung of the ladder, on tables small enough to see why."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import ALIASES, compile_small

from rekurate.taxonomy import Resolution, Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompiledTaxonomy:
    fillers = '[fillers]\nwords = ["music", "muziek", "genre", "音楽"]'
    return compile_small(tmp_path_factory.mktemp("small"), aliases=f"{ALIASES}\n{fillers}")


def test_a_canonical_name_is_itself(small: CompiledTaxonomy) -> None:
    own = Resolution("Deep House", Verdict.CANONICAL, "Deep House", steps=("the genre's own name",))
    assert small.resolve("Deep House") == own


def test_every_step_is_told(small: CompiledTaxonomy) -> None:
    assert small.resolve("  D'n'B ") == Resolution(
        "  D'n'B ",
        Verdict.ALIAS,
        "Drum & Bass",
        steps=("trimmed to \"D'n'B\"", "spelling 'dandb' stands at aliases.toml [aliases] [Drum & Bass]"),
    )


PLAIN = [
    ("deep house", "Deep House"),
    ("DEEP-HOUSE", "Deep House"),
    ("Deep_House", "Deep House"),
    ("Ｄｅｅｐ　Ｈｏｕｓｅ", "Deep House"),
    ("Deep\u200bHouse", "Deep House"),
    (" House", "House"),
    ("House/", "House"),
    ("(House", "House"),
    ("drum n bass", "Drum & Bass"),
    ("Drum'n'Bass", "Drum & Bass"),
    ("Drum ’n’ Bass", "Drum & Bass"),
    ("drum+bass", "Drum & Bass"),
    ("Drum &amp; Bass", "Drum & Bass"),
    ("DnB", "Drum & Bass"),
    ("reggaeton", "Reggaetón"),
    ("Reggaeto\u0301n", "Reggaetón"),
    ("R n B", "R&B"),
    ("R&B/Soul", "R&B"),
    ("Hip/Hop", "Hip-Hop"),
    ("Hip-Hop/Rap;Hip-Hop/Rap", "Hip-Hop"),
    ("(35)House", "House"),
    ("(35)", "House"),
    ("(4)Deep House", "Deep House"),
    ("(7)(7)", "Hip-Hop"),
    ("(35) 126", "House"),
    ("Tech House - 126", "Tech House"),
    ("35 - Deep House", "Deep House"),
    ("Deep House [7]", "Deep House"),
    ("House & 7", "House"),
    ("House (4.0 BPM)", "House"),
    ("(35)(RX)", "House"),
    ("House;house", "House"),
    ("House\0HOUSE", "House"),
    ("Electronic/House", "House"),
    ("House, Dance", "House"),
    ("House (Deep)", "Deep House"),
    ("House Music", "House"),
    ("Music: House", "House"),
    ("Techno Muziek", "Techno"),
    ("Genre - House", "House"),
    ("Houses", "House"),
    ("Break", "Breaks"),
    ("🔥 House 🔥", "House"),
]


@pytest.mark.parametrize(("text", "genre"), PLAIN)
def test_another_spelling_is_an_alias_that_nobody_disputes(small: CompiledTaxonomy, text: str, genre: str) -> None:
    found = small.resolve(text)
    assert (found.term, found.verdict, found.genre, found.debatable) == (text, Verdict.ALIAS, genre, False)


@pytest.mark.parametrize(
    ("text", "genre", "why"),
    [
        ("Deep", "Deep House", "a mood as often as a style"),
        ("35", "House", "a bare number could also be a tempo or a year"),
        ("House (Sunday)", "House", "the brackets (Sunday) are left out"),
        ("House / Sunday", "House", "'Sunday' not known"),
        ("Disco / Dance", "Disco", "'Dance' is wider"),
        ("90s House", "House", "leaves out '90s'"),
        ("UK Old School Hip Hop", "Hip-Hop", "leaves out 'uk', 'old school'"),
        ("Techno 2019", "Techno", "leaves out '2019'"),
        ("dark driving techno", "Techno", "leaves out 'dark', 'driving'"),
        ("Tecno", "Techno", "taken for a misspelt 'Techno'"),
        ("Tehcno", "Techno", "taken for a misspelt 'Techno'"),
        ("Deep Hause", "Deep House", "taken for a misspelt 'Deep House'"),
        ("Mutant Jungle", "Jungle", "'mutant' is not known as a kind of it"),
        ("Hypnotic Peak Deep House", "Deep House", "'hypnotic peak' is not known as a kind of it"),
        ("Mutant Jungle Remix", "Jungle", "'mutant' is not known as a kind of it"),
        ("Techno Sunday", "Techno", "'sunday' after it is not known"),
        ("Sunday Techno Afternoon", "Techno", "'sunday … afternoon' around it is not known"),
        ("Techno2019", "Techno", "leaves out a number"),
        ("Technomuziek", "Techno", "leaves out 'muziek'"),
        ("Dark House Music", "House", "leaves out 'dark', 'music'"),
        ("Disco音楽", "Disco", "leaves out '音楽'"),
        ("House, http://example.org", "House", "what stands beside it is no genre"),
    ],
)
def test_what_is_a_guess_is_debatable_and_says_why(small: CompiledTaxonomy, text: str, genre: str, why: str) -> None:
    found = small.resolve(text)
    assert (found.verdict, found.genre, found.debatable, found.why) == (Verdict.ALIAS, genre, True, why)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("House, Techno", ("House", "Techno")),
        ("Techno, House, Techno", ("Techno", "House")),
        ("Acid / House", ("Acid", "House")),
        ("Acid // House", ("Acid", "House")),
        ("Disco,House", ("Disco", "House")),
        ("Disco, Techno/House", ("Disco", "Techno", "House")),
        ("Jungle / DnB", ("Jungle", "Drum & Bass")),
        ("#house #techno", ("House", "Techno")),
        ("House │ Techno", ("House", "Techno")),
        ("House - Techno", ("House", "Techno")),
        ("House & Techno", ("House", "Techno")),
        ("House x Techno", ("House", "Techno")),
        ("Deep / Tech House", ("Deep House", "Tech House")),
        ("Deep & Tech House", ("Deep House", "Tech House")),
        ("Disco / Tech House", ("Disco", "Tech House")),
        ("House, Electronic, Techno", ("House", "Techno")),
        ("House, Sunday, Techno", ("House", "Techno")),
        ("House (Techno)", ("House", "Techno")),
        ("House\nTechno", ("House", "Techno")),
        ("(7)(35)", ("Hip-Hop", "House")),
        ("House, Techno (Hard)", ("House", "Hard Techno")),
    ],
)
def test_several_genres_are_a_compound_in_their_order(
    small: CompiledTaxonomy, text: str, parts: tuple[str, ...]
) -> None:
    found = small.resolve(text)
    assert (found.verdict, found.genre, found.parts) == (Verdict.COMPOUND, None, parts)


@pytest.mark.parametrize(
    ("text", "verdict", "parts"),
    [
        ("Dance", Verdict.BROAD, ("House", "Techno")),
        ("dance music", Verdict.BROAD, ("House", "Techno")),
        ("Electronic / Dance", Verdict.BROAD, ("House", "Techno")),
        ("(52)", Verdict.BROAD, ()),
        ("90s Dance", Verdict.BROAD, ("House", "Techno")),
        ("Dark", Verdict.BROAD, ()),
        ("Wobbly Dance", Verdict.BROAD, ("House", "Techno")),
        ("Remix", Verdict.NOT_A_GENRE, ()),
        ("Unknown", Verdict.NOT_A_GENRE, ()),
        ("LOOP-SAMPLES", Verdict.NOT_A_GENRE, ()),
        ("https://example.org/house", Verdict.NOT_A_GENRE, ()),
        ("dj@example.org", Verdict.NOT_A_GENRE, ()),
        ("1999", Verdict.NOT_A_GENRE, ()),
        ("120", Verdict.NOT_A_GENRE, ()),
        ("07", Verdict.NOT_A_GENRE, ()),
        ("7 / 35", Verdict.NOT_A_GENRE, ()),
        ("(255)", Verdict.NOT_A_GENRE, ()),
        ("???", Verdict.NOT_A_GENRE, ()),
        ("🔥🔥", Verdict.NOT_A_GENRE, ()),
        ("", Verdict.NOT_A_GENRE, ()),
        ("music", Verdict.NOT_A_GENRE, ()),
        ("Sunday", Verdict.UNKNOWN, ()),
        ("Sunday / Monday", Verdict.UNKNOWN, ()),
        ("Not Techno", Verdict.UNKNOWN, ()),
        ("House of Pain", Verdict.UNKNOWN, ()),
        ("I bought this record years ago at the warehouse party house", Verdict.UNKNOWN, ()),
    ],
)
def test_what_names_no_genre_is_recognised_as_what_it_is(
    small: CompiledTaxonomy, text: str, verdict: Verdict, parts: tuple[str, ...]
) -> None:
    found = small.resolve(text)
    assert (found.verdict, found.genre, found.parts) == (verdict, None, parts)


def test_a_spelling_mistake_between_two_genres_is_no_guess(tmp_path: Path) -> None:
    both = compile_small(tmp_path, genres='[A]\n"Rumba Nova" = {}\n"Samba Nova" = {}', aliases="")
    assert both.resolve("Ramba Nova").verdict is Verdict.UNKNOWN
    assert both.resolve("Rumba Novo").genre is None  # four letters could be any word
    assert both.resolve("Rumbaa Nova").genre == "Rumba Nova"


def test_a_first_letter_is_no_spelling_mistake_unless_it_comes_second(small: CompiledTaxonomy) -> None:
    assert small.resolve("Zisco").verdict is Verdict.UNKNOWN
    assert small.resolve("Seep House").genre == "House"  # no Deep House
    assert small.resolve("Ohuse").genre == "House"


@pytest.mark.parametrize("word", ["Horse", "Mouse", "Discs", "Breads", "Jumble", "Houses of"])
def test_another_word_is_no_spelling_mistake(small: CompiledTaxonomy, word: str) -> None:
    assert small.resolve(word).genre is None


@pytest.mark.parametrize("word", ["Hosue", "Hause", "Housse", "Dizco", "Jumgle", "Jungel", "Hipphop"])
def test_a_slip_of_the_hand_or_ear_is_a_spelling_mistake(small: CompiledTaxonomy, word: str) -> None:
    assert small.resolve(word).genre in {"House", "Disco", "Jungle", "Hip-Hop"}


def test_a_disputed_word_is_not_guessed_from_a_short_misspelling(tmp_path: Path) -> None:
    disputed = """
    [debatable]
    "prime" = { genre = "House", why = "an hour of the night" }
    "progressive" = { genre = "House", why = "some mean Techno" }
    """
    table = compile_small(tmp_path, aliases=disputed)
    assert table.resolve("Pirme").verdict is Verdict.UNKNOWN
    assert table.resolve("Progresive").genre == "House"


@pytest.mark.parametrize(
    ("text", "verdict", "parts"),
    [
        ("Electronc", Verdict.BROAD, ()),
        ("Elektronic", Verdict.BROAD, ()),
        ("Dannce", Verdict.BROAD, ("House", "Techno")),
        ("Unknonw", Verdict.NOT_A_GENRE, ()),
        ("Dense", Verdict.UNKNOWN, ()),
    ],
)
def test_a_misspelt_word_that_names_no_genre_is_what_it_would_be(
    small: CompiledTaxonomy, text: str, verdict: Verdict, parts: tuple[str, ...]
) -> None:
    found = small.resolve(text)
    assert (found.verdict, found.genre, found.parts) == (verdict, None, parts)


def test_digits_are_never_typing_mistakes(tmp_path: Path) -> None:
    steps = compile_small(tmp_path, genres='[A]\n"2-Stepper" = {}', aliases="")
    assert steps.resolve("3-Stepper").verdict is Verdict.UNKNOWN


def test_a_combined_name_that_is_known_wins_over_its_parts(tmp_path: Path) -> None:
    joined = compile_small(tmp_path, aliases='[aliases]\n"House" = ["Disco / Techno"]')
    assert joined.resolve("disco/techno").genre == "House"


def test_a_shop_writes_a_genre_and_its_sub_genre_with_one_sign_between(tmp_path: Path) -> None:
    shop = """
    [genre]
    "1" = { name = ["House (Deep / Tech)", "House"], genre = [["Deep House", 0.5], ["Tech House", 0.5]] }
    [sub_genre]
    "1/Raw" = "Acid House"
    "1/Wild" = [["Disco", 0.5], ["Techno", 0.5]]
    "1/Loops" = []
    """
    aliases = '[aliases]\n"Disco House" = ["House Raw"]\n"Techno" = ["House (Deep / Tech) | Raw"]'
    table = compile_small(tmp_path, aliases=aliases, beatport=shop)
    assert table.resolve("house|raw").genre == "Acid House"
    assert table.resolve("House Raw").genre == "Disco House"
    assert table.resolve("House (Deep / Tech) | Raw").genre == "Techno"  # its own line says so
    assert table.resolve("House (Deep / Tech) | Wild").parts == ("Disco", "Techno")
    assert table.resolve("House | Loops").verdict is Verdict.NOT_A_GENRE
    assert table.resolve("House | Raw | Wild").verdict is not Verdict.NOT_A_GENRE


def test_a_kind_of_a_genre_is_found_by_the_genres_other_names(tmp_path: Path) -> None:
    aliases = """
    [aliases]
    "Techno" = ["tekkno"]
    [debatable]
    "bang" = { genre = "Techno", why = "an opinion" }
    [modifiers]
    mood = ["hard", "warm"]
    """
    table = compile_small(tmp_path, aliases=aliases)
    plain, more = table.resolve("Hard Tekkno"), table.resolve("Warm Hard Tekkno")
    assert (plain.genre, plain.debatable, plain.steps[-1]) == ("Hard Techno", False, "read as 'hard Techno'")
    assert (more.genre, more.why) == ("Hard Techno", "leaves out 'warm'")
    assert table.resolve("Hard Bang").debatable
    assert table.resolve("Warm Tekkno").genre == "Techno"


def test_a_disputed_word_at_the_end_gives_way_to_a_certain_one_at_the_beginning(tmp_path: Path) -> None:
    why = 'genre = "Jungle", why = "short for others"'
    disputed = f'[debatable]\n"fusion" = {{ {why} }}\n"viking fusion" = {{ {why} }}'
    table = compile_small(tmp_path, aliases=disputed)
    assert table.resolve("Disco Fusion").genre == "Disco"
    assert table.resolve("Disco Techno").genre == "Techno"
    assert table.resolve("Mutant Fusion").genre == "Jungle"
    assert table.resolve("Disco Viking Fusion").genre == "Jungle"  # several words are no chance
