"""How one row fits: components, gates and reasons."""

import pytest

from rekurate.classify.matching import judge, read
from rekurate.model import MatchResult, Outcome, Recording

OURS = Recording(title="Glass Tide", artists=("Orla Quist",))


def fit(theirs: Recording, ours: Recording = OURS) -> MatchResult:
    return judge(read(ours), read(theirs))


def row(title: str = "Glass Tide", artist: str = "Orla Quist", **facts: object) -> Recording:
    return Recording(**{"title": title, "artists": (artist,), **facts})


def test_the_same_names_are_usable_and_say_how() -> None:
    assert fit(row()) == MatchResult(Outcome.USABLE, 1.0, {"title": 1.0, "artist": 1.0, "version": 1.0})


def test_another_title_or_artist_is_none_with_its_gate() -> None:
    assert [gate.split(":")[0] for gate in fit(row("Low Lantern")).gates] == ["title"]
    assert [gate.split(":")[0] for gate in fit(row(artist="Vell Grau")).gates] == ["artist"]


@pytest.mark.parametrize("mix", ["Bram Oster Remix", "VIP Mix", "Live", "Acapella", "Acoustic Version", "Remix"])
def test_a_version_never_matches_the_original(mix: str) -> None:
    for title, field in ((f"Glass Tide ({mix})", ""), ("Glass Tide", mix)):
        result = fit(row(title, mix=field))
        assert (result.outcome, [gate.split(":")[0] for gate in result.gates]) == (Outcome.NO_MATCH, ["version"])


@pytest.mark.parametrize("mix", ["Hotwire's Mix", "Moore Mix", "La Mare Edit", "Inspire Version", "Remixer Remix"])
def test_a_remixer_whose_name_ends_like_a_word_of_versions_is_still_one(mix: str) -> None:
    assert fit(row(), row(f"Glass Tide ({mix})")).outcome is Outcome.NO_MATCH


def test_two_versions_in_one_unclosed_bracket_are_two() -> None:
    ours = row("Glass Tide (Bram Oster Remix (Vell Grau Remix)")
    assert fit(row("Glass Tide (Bram Oster Remix"), ours).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize("mix", ["Radio Edit", "Club Mix", "Dub", "Instrumental"])
def test_a_version_of_the_same_hand_is_weak_with_its_reason(mix: str) -> None:
    result = fit(row(mix=mix))
    assert (result.outcome, result.gates) == (Outcome.WEAK, ())
    assert result.reasons[0].startswith("version: ")


def test_what_one_side_does_not_say_is_neutral() -> None:
    full = Recording(
        title="Glass Tide", artists=("Orla Quist",), label="Quiet Harbour", catno="QH 012", year=2003, seconds=391.0,
        isrcs=("GBAAA0300001",), album="Glass Tide EP", bpm=122.0,
    )  # fmt: skip
    assert fit(full) == fit(row())


@pytest.mark.parametrize(
    ("name", "ours", "same", "other"),
    [
        ("seconds", 391.0, 394.0, 460.0),
        ("label", "Quiet Harbour Records", "Quiet Harbour", "Loud Bay"),
        ("year", 2003, 2004, 2023),
        ("catno", "QH 012", "QH012; QH12", "QH013"),
        ("isrcs", ("GB-AAA-03-00001",), ("GBAAA0300001",), ("GBAAA0300002",)),
        ("album", "Glass Tide - Single", "Glass Tide EP", "Elsewhere"),
    ],
)
def test_a_fact_of_both_sides_counts(name: str, ours: object, same: object, other: object) -> None:
    mine = row(**{name: ours})
    agreed, disagreed = fit(row(**{name: same}), mine), fit(row(**{name: other}), mine)
    assert agreed.score == 1.0
    assert disagreed.score < agreed.score
    assert disagreed.outcome is Outcome.USABLE  # names outweigh one fact


def test_half_the_tempo_is_the_same_and_another_one_is_weak_unless_the_length_agrees() -> None:
    mine = row(bpm=174.0, seconds=391.0)
    assert fit(row(bpm=87.0), mine).score == 1.0
    assert fit(row(bpm=150.0), mine).outcome is Outcome.WEAK
    assert fit(row(bpm=150.0, seconds=392.0), mine).outcome is Outcome.USABLE


def test_a_letter_is_no_slip_of_another_artist() -> None:
    assert fit(row(artist="N"), row(artist="M")).outcome is Outcome.NO_MATCH


def test_who_is_listed_as_the_remixer_of_their_own_live_version_made_no_remix() -> None:
    theirs = Recording(title="Glass Tide (Live)", artists=("Orla Quist",), remixers=("Orla Quist",))
    assert fit(theirs, row("Glass Tide (Live)")).outcome is Outcome.USABLE
    assert fit(theirs).outcome is Outcome.NO_MATCH


def test_not_on_label_says_nothing_about_the_label() -> None:
    nobody = row(label="Not On Label (Orla Quist Self-released)")
    assert "label" not in fit(nobody, row(label="Quiet Harbour")).components


@pytest.mark.parametrize("title", ["Untitled", "303", "Track 2"])
def test_an_untitled_track_needs_another_proof(title: str) -> None:
    assert fit(row(title), row(title)).outcome is Outcome.NO_MATCH
    for fact in ({"label": "QH"}, {"catno": "QH 1"}, {"seconds": 300.0}, {"album": "Glass Tide"}):
        assert fit(row(title, **fact), row(title, **fact)).outcome is Outcome.USABLE
    assert fit(row(title, label="A Records"), row(title, label="B Records")).outcome is Outcome.NO_MATCH


def test_an_unnamed_artist_needs_another_proof_and_stays_weak() -> None:
    nobody = Recording(title="Glass Tide", seconds=391.0)
    assert fit(row(), nobody).outcome is Outcome.NO_MATCH
    assert fit(row(seconds=391.0), nobody).outcome is Outcome.WEAK
    assert fit(row(artist="Various")).outcome is Outcome.NO_MATCH


def test_an_isrc_opens_the_gates_of_names_but_not_of_versions() -> None:
    mine = row(isrcs=("GBAAA0300001",))
    assert fit(row("Glass & Tide", isrcs=("GBAAA0300001",)), mine).outcome is Outcome.USABLE
    assert fit(row(artist="O. Q.", isrcs=("GBAAA0300001",)), mine).outcome is Outcome.WEAK
    assert fit(row("Low Lantern", isrcs=("GBAAA0300001",)), mine).outcome is Outcome.NO_MATCH
    assert fit(row("Glass Tide (Live)", isrcs=("GBAAA0300001",)), mine).outcome is Outcome.NO_MATCH


def test_another_printed_name_of_the_artist_is_the_artist() -> None:
    assert fit(row(artist="Orla Margaret Quist", aliases=("Orla Quist",))).outcome is Outcome.USABLE


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("Glas Tide", "Glass Tide", Outcome.USABLE),
        ("Glass Tied", "Glass Tide", Outcome.USABLE),
        ("GLASS TIDE!", "Glass Tide", Outcome.USABLE),
        ("Glass & Tide", "Glass and Tide", Outcome.USABLE),
        ("Part II", "Part 2", Outcome.USABLE),
        ("Glass (Part I)", "Glass Pt. 1", Outcome.USABLE),
        ("Glass Pt. V", "Glass Part Four", Outcome.NO_MATCH),
        ("Part One", "Part Two", Outcome.NO_MATCH),
        ("Side A", "Side B", Outcome.NO_MATCH),
        ("Minimal Art A", "Minimal Art", Outcome.NO_MATCH),
        ("Love", "Live", Outcome.USABLE),
        ("残酷な天使のテーゼ", "残酷な天使のテーゼ", Outcome.USABLE),
        ("事", "是", Outcome.NO_MATCH),
        ("か", "が", Outcome.NO_MATCH),
        ("♥", "★", Outcome.NO_MATCH),
        ("Группа крови", "Gruppa krovi", Outcome.USABLE),
    ],
)
def test_titles_are_compared(ours: str, theirs: str, outcome: Outcome) -> None:
    assert fit(row(theirs), row(ours)).outcome is outcome


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Summertime", "Suppertime"),
        ("Northern Suite II", "Northern Suite I"),
        ("Northern Suite (iir", "Northern Suite (i)"),
    ],
)
def test_two_slips_or_another_numeral_make_another_title(ours: str, theirs: str) -> None:
    assert fit(row(theirs), row(ours)).outcome is Outcome.NO_MATCH


def test_a_bracket_whose_version_is_misspelt_is_no_subtitle_to_leave_out() -> None:
    assert fit(row(), row("Glass Tide (Bram Oster Rmeix)")).outcome is Outcome.NO_MATCH
    assert fit(row("Glass Tide (Bram Oster Remix)"), row("Glass Tide (Bram Oster Rmeix)")).outcome is Outcome.USABLE


@pytest.mark.parametrize(
    ("title", "outcome"), [("1984", Outcome.USABLE), ("7", Outcome.NO_MATCH), ("02", Outcome.NO_MATCH)]
)
def test_a_small_number_alone_is_no_title_and_a_year_is_one(title: str, outcome: Outcome) -> None:
    assert fit(row(title), row(title)).outcome is outcome
    assert fit(row("1985"), row("1984")).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Prelude in C Major", "Prelude in C Minor"),
        ("Prelude in C Major", "Prelude in D Major"),
        ("Study in C♯ Minor", "Study in C Minor"),
        ("Study in E♭ Major", "Study in E Major"),
        ("Evening Mass: I. Opening", "Evening Mass: X. Opening"),
    ],
)
def test_a_key_or_a_letter_in_the_middle_tells_two_titles_apart(title: str, other: str) -> None:
    assert fit(row(title), row(other)).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(("title", "other"), [("Я и ты", "Ya i ty"), ("Ночь и", "Noch i"), ("Ø Tide", "O Tide")])
def test_single_letters_are_compared_in_one_script(title: str, other: str) -> None:
    assert fit(row(title), row(other)).outcome is Outcome.USABLE


def test_signs_of_a_key_are_read_as_their_words() -> None:
    assert fit(row("Study in C# Minor"), row("Study in C-sharp minor")).outcome is Outcome.USABLE
    assert fit(row("Study in E♭ Major"), row("Study in E-flat Major")).outcome is Outcome.USABLE
