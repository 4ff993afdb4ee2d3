"""Any text at all has an answer, quickly, and the answer keeps the promises of its verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekurate.model import Term
from rekurate.taxonomy import Resolution, Verdict
from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_taxonomy
from rekurate.taxonomy.ladder import Ladder
from rekurate.taxonomy.spelling import LONGEST, key_of, tidy, words_of

TAXONOMY = compile_taxonomy()
WORDS = [
    "House",
    "techno",
    "DnB",
    "dance",
    "deep",
    "90s",
    "unknown",
    "zzyzx",
    "R&B",
    "(35)",
    "http://x.org",
    "n",
    "and",
]
SIGNS = [
    " ",
    ", ",
    "/",
    " / ",
    ";",
    " & ",
    "+",
    "-",
    " - ",
    "(",
    ")",
    "[",
    "]",
    "((",
    "\0",
    "\n",
    "|",
    "│",
    "&amp;",
    ":",
]
ANY_TEXT = st.text(st.characters(), max_size=60)
MIXED = st.lists(st.sampled_from(WORDS + SIGNS), max_size=14).map("".join)


def keeps_its_promises(found: Resolution) -> bool:
    named = found.genre is not None
    genres = {*found.parts, *([found.genre] if found.genre else [])}
    return (
        named is (found.verdict in (Verdict.CANONICAL, Verdict.ALIAS))
        and (len(set(found.parts)) > 1) >= (found.verdict is Verdict.COMPOUND)
        and genres <= set(TAXONOMY.genres)
        and bool(found.steps)
    )


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT | MIXED)
def test_any_text_has_an_answer(text: str) -> None:
    found = TAXONOMY.resolve(text)
    assert found.term == text
    assert keeps_its_promises(found)
    assert TAXONOMY.resolve(text) == found


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_what_a_string_resolves_to_resolves_to_itself(text: str) -> None:
    found = TAXONOMY.resolve(text)
    for name in (found.genre, *found.parts):
        if name is not None:
            assert TAXONOMY.resolve(name).verdict is Verdict.CANONICAL


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["file_tag", "lastfm", "discogs_style", "effnet", "beatport_genre", "nobody's"]), ANY_TEXT | MIXED
)
def test_any_term_is_translated_to_at_most_one_whole(vocabulary: str, text: str) -> None:
    shares = TAXONOMY.translate(Term(vocabulary, text, id=text[:3]))
    assert all(0 < weight <= 1 and genre in TAXONOMY.genres for genre, weight in shares)
    assert sum(weight for _, weight in shares) <= 1 + 1e-6


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT | MIXED)
def test_the_key_of_a_spelling_is_one_word_whatever_is_between(text: str) -> None:
    key = key_of(text)
    assert key == "".join(words_of(text))
    assert key_of(key) in (key, "")
    assert key_of(f" {text.upper()} ") == key or not text.isascii()


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_tidy_text_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text) or "&" in text
    assert len(tidy(text)) <= 4 * LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "House; " * 20_000,
        "(" * 50_000,
        "((House) " * 9_000,
        "a/b," * 25_000,
        " " * 100_000,
        "\0" * 100_000,
    ],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)
def test_a_hundred_thousand_characters_are_cut(taxonomy: CompiledTaxonomy, text: str) -> None:
    found = taxonomy.resolve(text)
    assert keeps_its_promises(found)
    assert sum(map(len, found.steps)) < 20_000


def test_a_long_list_is_read_from_its_beginning(taxonomy: CompiledTaxonomy) -> None:
    found = taxonomy.resolve("House; " * 20_000)
    assert (found.verdict, found.genre) == (Verdict.ALIAS, "House")
    assert found.steps[0] == f"only the first {LONGEST} characters are read"


def test_half_a_surrogate_pair_is_no_letter(taxonomy: CompiledTaxonomy) -> None:
    assert taxonomy.resolve("\ud83d").verdict is Verdict.NOT_A_GENRE
    assert taxonomy.resolve("House\udc25").genre == "House"


def test_a_tangle_of_brackets_and_lists_is_read_once_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Ladder.ask
    monkeypatch.setattr(Ladder, "ask", lambda ladder, text, rungs: asked.append(text) or ask(ladder, text, rungs))
    tangle = "(a,b/[c;d|e#f - {g,h/i;j" * 10
    assert TAXONOMY.resolve(tangle).term == tangle
    assert len(asked) < len(tangle)
