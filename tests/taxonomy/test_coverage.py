"""Every word of the vocabularies we meet is mapped, or left out on purpose and listed so."""

from pathlib import Path

import pytest

from rekurate.model import Term
from rekurate.resources import data_folder
from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy

VOCAB = Path(__file__).parents[1] / "data" / "vocab"


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("# ")]


def terms_of(vocabulary: str) -> list[Term]:
    if vocabulary == "discogs_style":
        return [Term(vocabulary, line.partition("---")[2]) for line in lines(VOCAB / "discogs_styles.txt")]
    if vocabulary == "discogs_genre":
        genres = dict.fromkeys(line.partition("---")[0] for line in lines(VOCAB / "discogs_styles.txt"))
        return [Term(vocabulary, genre) for genre in genres]
    if vocabulary == "effnet":
        return [Term(vocabulary, line) for line in lines(data_folder("taxonomy") / "effnet_classes.txt")]
    if vocabulary.startswith("beatport"):
        return [term for line in lines(VOCAB / "beatport_genres.txt") for term in beatport(line, vocabulary)]
    return [Term(vocabulary, line) for line in lines(VOCAB / f"{vocabulary}.txt")]


def beatport(line: str, vocabulary: str) -> list[Term]:
    number, tab, name = line.partition("\t")
    if tab:
        return [Term(vocabulary, name, id=number)] if vocabulary == "beatport_genre" else []
    number, _, name = line.partition("/")
    return [Term(vocabulary, name, id=number)] if vocabulary == "beatport_sub_genre" else []


@pytest.mark.parametrize(
    ("vocabulary", "count"),
    [
        ("discogs_style", 584),
        ("discogs_genre", 15),
        ("effnet", 400),
        ("beatport_genre", 46),
        ("beatport_sub_genre", 75),
        ("gtzan", 10),
    ],
)
def test_every_word_is_mapped_or_left_out_on_purpose(taxonomy: CompiledTaxonomy, vocabulary: str, count: int) -> None:
    terms = terms_of(vocabulary)
    assert len(terms) == count
    assert [term.text for term in terms if not taxonomy.knows(term)] == []


def test_every_music_class_of_audioset_is_mapped_or_left_out_on_purpose(taxonomy: CompiledTaxonomy) -> None:
    terms = [Term("audioset", line) for line in lines(VOCAB / "audioset_music.txt")]
    assert len(terms) == 67  # 216 to 282
    assert [term.text for term in terms if not taxonomy.knows(term)] == []


def test_every_beatport_id_is_found_by_its_name_too(taxonomy: CompiledTaxonomy) -> None:
    terms = terms_of("beatport_genre")
    by_id = {term.text: taxonomy.translate(term) for term in terms}
    assert {term.text: taxonomy.translate(Term(term.vocabulary, term.text)) for term in terms} == by_id


def test_all_192_id3_genres_have_a_verdict(taxonomy: CompiledTaxonomy) -> None:
    unknown = [n for n in range(192) if taxonomy.resolve(f"({n})").verdict is Verdict.UNKNOWN]
    assert unknown == []
    named = sum(taxonomy.resolve(f"({n})").verdict in (Verdict.ALIAS, Verdict.COMPOUND) for n in range(192))
    assert named > 140  # the rest are buckets and speech


def test_a_mapped_word_never_gives_a_stranger_or_more_than_one_whole(taxonomy: CompiledTaxonomy) -> None:
    vocabularies = ("discogs_style", "discogs_genre", "effnet", "beatport_genre", "beatport_sub_genre", "gtzan")
    for term in (term for vocabulary in vocabularies for term in terms_of(vocabulary)):
        shares = taxonomy.translate(term)
        assert {genre for genre, _ in shares} <= set(taxonomy.genres), term
        assert sum(weight for _, weight in shares) <= 1 + 1e-6, term


def test_every_canonical_name_resolves_to_itself_and_stays(taxonomy: CompiledTaxonomy) -> None:
    for name in taxonomy.genres:
        found = taxonomy.resolve(name)
        assert (found.verdict, found.genre, found.debatable) == (Verdict.CANONICAL, name, False)


def test_the_lists_of_labels_and_artists_name_no_stranger(taxonomy: CompiledTaxonomy) -> None:
    _, artists = taxonomy.check_lists()
    assert artists > 5_000
