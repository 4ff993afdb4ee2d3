"""Words of the sources, read as genres."""

from pathlib import Path

import pytest
from tests.support.taxonomy_files import compile_small

from rekurate.model import Term
from rekurate.taxonomy.compiled import CompiledTaxonomy

STYLES = """
[discogs_style]
"Rock'n'Beat" = "Disco"
"Acid" = [["Acid", 0.6], ["Acid House", 0.4]]
"Hardcore" = "Hard Techno"
[discogs_genre]
"Hip Hop" = [["Hip-Hop", 0.4]]
[gtzan]
"hiphop" = "Hip-Hop"
[audioset]
"House music" = "House"
[tag]
"deep" = [["Deep House", 0.5]]
"rap" = [["Hip-Hop", 0.9]]
[effnet]
"Reggae---Hardcore" = "Breaks"
[unmapped]
discogs_style = ["Comedy"]
audioset = ["Song"]
effnet = ["Non-Music---Comedy"]
"""
BEATPORT = """
[genre]
"1" = { name = "Drum & Bass", genre = "Drum & Bass" }
"2" = { name = ["Breaks / Club", "Breaks"], genre = [["Breaks", 0.8], ["House", 0.2]] }
"3" = { name = "Techno (Hard / Raw)", genre = [["Techno", 0.5], ["Hard Techno", 0.5]] }
[sub_genre]
"1/Jungle" = "Jungle"
"1/Deep" = "Drum & Bass"
"2/Deep" = "Deep House"
"2/UK / Happy" = "Hard Techno"
[retired]
"Breaks" = "Disco"
"Old Shelf" = "House"
[unmapped]
genre = ["16"]
sub_genre = ["16/Loops"]
names = { "16" = "Tools" }
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CompiledTaxonomy:
    return compile_small(tmp_path_factory.mktemp("small"), styles=STYLES, beatport=BEATPORT)


@pytest.mark.parametrize(
    ("term", "shares"),
    [
        (Term("discogs_style", "Rock’n’Beat"), (("Disco", 1.0),)),
        (Term("discogs_style", "Acid"), (("Acid", 0.6), ("Acid House", 0.4))),
        (Term("discogs_style", "Tech House"), (("Tech House", 1.0),)),
        (Term("discogs_style", "Comedy"), ()),
        (Term("discogs_style", "Nobody's Style"), ()),
        (Term("discogs_genre", "Hip Hop"), (("Hip-Hop", 0.4),)),
        (Term("effnet", "Electronic---Acid"), (("Acid", 0.6), ("Acid House", 0.4))),
        (Term("effnet", "Electronic---Hardcore"), (("Hard Techno", 1.0),)),
        (Term("effnet", "Reggae---Hardcore"), (("Breaks", 1.0),)),
        (Term("effnet", "Non-Music---Comedy"), ()),
        (Term("gtzan", "hiphop"), (("Hip-Hop", 1.0),)),
        (Term("ensemble", "House music"), (("House", 1.0),)),
        (Term("audioset", "House music"), (("House", 1.0),)),
        (Term("audioset", "Disco"), ()),
        (Term("beatport_genre", "whatever it is called now", id="1"), (("Drum & Bass", 1.0),)),
        (Term("beatport_genre", "Breaks", id=""), (("Breaks", 0.8), ("House", 0.2))),
        (Term("beatport_genre", "Old Shelf"), (("House", 1.0),)),
        (Term("beatport_genre", "Tools", id="16"), ()),
        (Term("beatport_genre", "Tech House", id="999"), (("Tech House", 1.0),)),
        (Term("beatport_sub_genre", "Deep", id="1"), (("Drum & Bass", 1.0),)),
        (Term("beatport_sub_genre", "Deep", id="2/Deep"), (("Deep House", 1.0),)),
        (Term("beatport_sub_genre", "2/Deep"), (("Deep House", 1.0),)),
        (Term("beatport_sub_genre", "UK / Happy", id="2"), (("Hard Techno", 1.0),)),
        (Term("beatport_sub_genre", "2/UK / Happy"), (("Hard Techno", 1.0),)),
        (Term("beatport_sub_genre", "Jungle", id="77"), (("Jungle", 1.0),)),
        (Term("beatport_sub_genre", "Loops", id="16"), ()),
        (Term("lastfm", "rap"), (("Hip-Hop", 0.9),)),
        (Term("lastfm", "drum n bass"), (("Drum & Bass", 1.0),)),
        (Term("file_tag", "House; Techno"), (("House", 0.5), ("Techno", 0.5))),
        (Term("file_tag", "Mutant Jungle"), (("Jungle", 0.8),)),
        (Term("bandcamp", "dance"), (("House", 0.1), ("Techno", 0.1))),
        (Term("musicbrainz", "electronic"), ()),
        (Term("musicbrainz", "https://example.org"), ()),
        (Term("musicbrainz", "zzyzx"), ()),
        (Term("a new source", "House"), (("House", 1.0),)),
    ],
)
def test_a_word_is_read_in_its_vocabulary(
    small: CompiledTaxonomy, term: Term, shares: tuple[tuple[str, float], ...]
) -> None:
    assert small.translate(term) == shares


def test_an_ambiguous_sub_genre_without_its_genre_is_read_as_a_plain_name(small: CompiledTaxonomy) -> None:
    assert small.translate(Term("beatport_sub_genre", "Deep")) == (("Deep House", 0.8),)


@pytest.mark.parametrize(
    ("term", "known"),
    [
        (Term("discogs_style", "Comedy"), True),
        (Term("discogs_style", "House"), False),
        (Term("effnet", "Electronic---Acid"), True),
        (Term("effnet", "Electronic---House"), False),
        (Term("beatport_genre", "", id="16"), True),
        (Term("beatport_genre", "House", id="77"), False),
        (Term("audioset", "Song"), True),
        (Term("audioset", "Speech"), False),
        (Term("file_tag", "house"), True),
        (Term("file_tag", "zzyzx"), False),
    ],
)
def test_a_word_is_known_when_somebody_looked_at_it(small: CompiledTaxonomy, term: Term, known: bool) -> None:
    assert small.knows(term) is known


def test_the_weights_of_disputed_readings_and_buckets_are_numbers_of_the_file(tmp_path: Path) -> None:
    weights = "[translate]\ndebatable = 0.5\nbroad = 0.6"
    small = compile_small(tmp_path, weights=weights)
    assert small.translate(Term("file_tag", "Mutant Jungle")) == (("Jungle", 0.5),)
    assert small.translate(Term("file_tag", "dance")) == (("House", 0.3), ("Techno", 0.3))


def test_shop_names_and_styles_are_spellings_of_genre_fields_too(small: CompiledTaxonomy) -> None:
    assert small.resolve("Old Shelf").genre == "House"
    assert small.resolve("breaks club").parts == ("Breaks", "House")
    assert small.resolve("Tools").verdict == "not_a_genre"
    shelf, style = small.resolve("Techno  (Hard  Raw)"), small.resolve("Hardcore")
    assert (shelf.genre, shelf.debatable, shelf.why) == ("Techno", True, "the shop's name spans Techno, Hard Techno")
    assert (style.genre, style.debatable) == ("Hard Techno", True)
