"""What the files must not say is refused with file and entry, all of it at once."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import GENRES, compile_small, write_folder

from rekurate.errors import TaxonomyError
from rekurate.taxonomy.compiled import compile_folders

REFUSED = [
    (
        "genres",
        '[House]\n"House" = { parent = "Hous" }',
        "genres.toml [House] [House]: its parent 'Hous' is not a genre",
    ),
    ("genres", '[A]\n"X" = { parent = "Y" }\n"Y" = { parent = "X" }', "is its own ancestor: X < Y < X"),
    ("genres", '[A]\n"X" = { parent = "X" }', "genres.toml [A] [X]: is its own ancestor: X < X"),
    ("genres", '[A]\n"X" = { bpm = [130, 120] }', "its bpm must be [lowest, highest] between 20 and 1000"),
    ("genres", '[A]\n"X" = { bpm = [1, 9000] }', "its bpm must be"),
    ("genres", '[A]\n"X" = { bpm = 128 }', "its bpm must be"),
    ("genres", '[A]\n"X" = { bpm = ["a", "b"] }', "its bpm must be"),
    ("genres", '[A]\n"X" = { bpm = [nan, nan] }', "its bpm must be"),
    ("genres", '[A]\n"X" = { depth = 9 }', "genres.toml [A] [X]: its depth must be a whole number, 1 (most driving)"),
    ("genres", '[A]\n"X" = { depth = true }', "its depth must be"),
    ("genres", '[A]\n"X" = { tempo = 3 }', "has 'tempo'; a genre has only bpm, depth, parent"),
    ("genres", '[A]\n"X" = 3', "genres.toml [A] [X]: has '?'"),
    ("genres", '"X" = {}\nY = 3', "stands outside a family"),
    ("genres", '[A]\n"X Y" = {}\n[B]\n"x-y" = {}', "genres.toml [B] [x-y]: the same spelling stands already at"),
    ("genres", '[A]\n"!!!" = {}', "a genre name needs letters or digits"),
    ("aliases", '[aliases]\n"Hous" = ["x"]', "aliases.toml [aliases] [Hous]: 'Hous' is not a genre of genres.toml"),
    ("aliases", '[aliases]\n"deep house" = ["x"]', "it is written 'Deep House' there"),
    ("aliases", '[aliases]\n"House" = ["techno"]', "'techno' is the genre 'Techno' itself (genres.toml [Techno])"),
    (
        "aliases",
        '[aliases]\n"House" = ["x y"]\n"Techno" = ["X-Y"]',
        "'X-Y' is 'Techno' here and 'House' at aliases.toml",
    ),
    ("aliases", '[aliases]\n"House" = ["x"]\n[broad]\n"x" = []', "'x' is broad here and 'House' at"),
    ("aliases", '[aliases]\n"House" = ["x"]\n[not_a_genre]\nwords = ["X"]', "'X' is not a genre here and 'House' at"),
    ("aliases", '[broad]\n"x" = []\n[not_a_genre]\nwords = ["x"]', "'x' is not a genre here and broad at"),
    ("aliases", '[broad]\n"house" = []', "'house' is the genre 'House' itself"),
    (
        "aliases",
        '[broad]\n"x" = ["Hous"]',
        "aliases.toml [broad] [x]: 'Hous' is not a genre of genres.toml and no family",
    ),
    ("aliases", '[broad]\n"x" = "House"', "must be a list of the genres or families it spans"),
    ("aliases", '[debatable]\n"x" = { genre = "House" }', "must be { genre = ..., why = ... }"),
    ("aliases", '[debatable]\n"x" = { genre = "House", why = " " }', "an opinion gives its reason"),
    (
        "aliases",
        '[debatable]\n"x" = { genre = "Hous", why = "y" }',
        "aliases.toml [debatable] [x]: 'Hous' is not a genre",
    ),
    (
        "aliases",
        '[aliases]\n"House" = ["x"]\n[debatable]\n"x" = { genre = "House", why = "y" }',
        "'x' is debatably 'House'",
    ),
    ("aliases", '[aliases]\n"House" = "x"', "must be a list of spellings"),
    ("aliases", '[aliases]\n"House" = ["?!"]', "'?!' has no letters or digits"),
    ("aliases", "[not_a_genre]\npatterns = ['(']", "'(' is not a regular expression"),
    ("aliases", "[not_a_genre]\nwords = 3", "aliases.toml [not_a_genre] [words] must be a list of texts"),
    ("aliases", "[not_a_genre]\nregexes = []", "no such row; there are patterns and words"),
    ("aliases", "[alias]", "aliases.toml [alias]: no such table; there are aliases, broad"),
    ("aliases", "aliases = 3", "aliases.toml [aliases] must be a table of rows, not int"),
    ("aliases", '[id3]\n"400" = "House"', "ID3 numbers its genres from 0 to 255"),
    ("aliases", '[id3]\n"4" = "(4)"', "must be a name, not '(4)'"),
    ("aliases", '[rename]\n"House" = "Hause"', "only a user's own folder renames"),
    ("styles", '[discogs_style]\n"X" = "Hous"', "styles.toml [discogs_style] [X]: 'Hous' is not a genre"),
    (
        "styles",
        '[discogs_style]\n"X" = [["House", 1.5]]',
        "the weight of 'House' must be above 0 and at most 1, not 1.5",
    ),
    ("styles", '[discogs_style]\n"X" = [["House", -0.1]]', "must be above 0"),
    ("styles", '[discogs_style]\n"X" = [["House", nan]]', "must be above 0"),
    (
        "styles",
        '[tag]\n"X" = [["House", 0.6], ["Techno", 0.6]]',
        "styles.toml [tag] [X]: the weights sum to 1.2; at most 1",
    ),
    ("styles", '[tag]\n"X" = [["House", 0.1], ["House", 0.1]]', "'House' is listed twice"),
    ("styles", '[tag]\n"X" = 3', "must be a genre or a list of [genre, weight]"),
    ("styles", '[tag]\n"X" = ["House"]', "must be a genre or a list of [genre, weight]"),
    ("styles", '[tag]\n"X" = "House"\n"x!" = "Techno"', "'x!' is also written 'X', with another meaning"),
    (
        "styles",
        '[gtzan]\n"x" = "House"\n[unmapped]\ngtzan = ["x"]',
        "styles.toml [unmapped] [gtzan]: 'x' is also written",
    ),
    ("styles", "[discogs]", "styles.toml [discogs]: no such table; there are audioset"),
    ("beatport", '[genre]\n"1" = "House"', "beatport.toml [genre] [1]: must be { name = ..., genre = ... }"),
    ("beatport", '[genre]\n"1" = { name = "x", genre = "Hous" }', "beatport.toml [genre] [1]: 'Hous' is not a genre"),
    ("beatport", '[sub_genre]\n"1/X" = "Hous"', "beatport.toml [sub_genre] [1/X]: 'Hous' is not a genre"),
    ("weights", "[tiers]\nhigh = [1]", "weights.toml [tiers] [high]: must be a number, not [1]"),
    ("weights", "[tiers]\nhigh = nan", "must be a number"),
    ("genres", "[House", "genres.toml is not valid TOML"),
]


@pytest.mark.parametrize(("file", "text", "refusal"), REFUSED, ids=[refusal[-60:] for _, _, refusal in REFUSED])
def test_a_contradiction_is_refused_by_name(tmp_path: Path, file: str, text: str, refusal: str) -> None:
    files = {file: text} if file != "genres" else {"genres": text, "aliases": ""}
    with pytest.raises(TaxonomyError) as caught:
        compile_small(tmp_path, **{"aliases": "", **files})
    assert refusal in str(caught.value)


def test_all_contradictions_are_told_at_once_and_the_flood_is_counted(tmp_path: Path) -> None:
    rows = "\n".join(f'"Stranger {n}" = ["s{n}"]' for n in range(30))
    with pytest.raises(TaxonomyError) as caught:
        compile_small(tmp_path, aliases=f"[aliases]\n{rows}")
    lines = str(caught.value).splitlines()
    assert lines[0] == "The genre tables contradict themselves:"
    assert len(lines) == 23
    assert lines[-2] == "- and 10 more"
    assert "rekurate taxonomy check" in lines[-1]


def test_a_spelling_twice_for_one_genre_and_an_alias_of_its_own_name_are_no_contradiction(tmp_path: Path) -> None:
    taxonomy = compile_small(tmp_path, aliases='[aliases]\n"House" = ["HOUSE", "haus", "h.a.u.s"]')
    assert taxonomy.resolve("Haus").genre == "House"


def test_a_file_with_another_name_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "x", genres=GENRES, alias="[aliases]")
    with pytest.raises(TaxonomyError, match=r"alias\.toml is no taxonomy file\. The names are genres\.toml, aliases"):
        compile_folders(folder)


def test_what_macos_puts_beside_a_file_on_a_usb_stick_is_no_file_of_the_folder(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "x", genres=GENRES)
    (folder / "._genres.toml").write_bytes(b"\x00\x05\x16\x07")
    assert "House" in compile_folders(folder).genres


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "x", genres=GENRES)
    (folder / "aliases.toml").write_bytes(b'[aliases]\n"House" = ["\xff"]')
    with pytest.raises(TaxonomyError, match=r"aliases\.toml is not UTF-8 text \(byte 22\)"):
        compile_folders(folder)


def test_a_byte_order_mark_is_no_contradiction(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "x")
    (folder / "genres.toml").write_bytes(b"\xef\xbb\xbf" + GENRES.encode())
    assert "House" in compile_folders(folder).genres


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="nowhere cannot be read"):
        compile_folders(tmp_path / "nowhere")


def test_missing_files_are_empty_ones(tmp_path: Path) -> None:
    taxonomy = compile_folders(write_folder(tmp_path / "x", genres=GENRES))
    assert taxonomy.resolve("drum n bass").genre == "Drum & Bass"
    assert taxonomy.artist_genres("anybody") == ()
    assert taxonomy.number("tiers", "high", 0.95) == 0.95
