"""What keeps a match weak that nothing forbids."""

import pytest

from rekurate.classify.matching import judge, read
from rekurate.model import MatchResult, Outcome, Recording

OURS = Recording(title="Glass Tide", artists=("Orla Quist",))


def fit(theirs: Recording, ours: Recording = OURS) -> MatchResult:
    return judge(read(ours), read(theirs))


def row(title: str = "Glass Tide", artist: str = "Orla Quist", **facts: object) -> Recording:
    return Recording(**{"title": title, "artists": (artist,), **facts})


@pytest.mark.parametrize("note", ["[Quiet Harbour]", "(Quiet Harbour Records)", "(2003)", "[Bandcamp]"])
def test_a_label_a_year_or_a_note_behind_the_title_is_no_subtitle(note: str) -> None:
    assert fit(row(label="Quiet Harbour", year=2003), row(f"Glass Tide {note}")).outcome is Outcome.USABLE


def test_another_label_and_another_length_together_may_be_somebody_else_of_that_name() -> None:
    mine = row(label="Quiet Harbour", seconds=391.0)
    assert fit(row(label="Loud Bay", seconds=200.0), mine).outcome is Outcome.WEAK
    assert fit(row(label="Loud Bay", seconds=380.0), mine).outcome is Outcome.USABLE
    assert fit(row(label="Loud Bay"), mine).outcome is Outcome.USABLE


@pytest.mark.parametrize(("ours", "theirs"), [("Lady (Hear Me Tonight)", "Lady"), ("Lady", "Lady (Hear Me Tonight)")])
def test_a_subtitle_that_one_side_leaves_out_needs_another_proof(ours: str, theirs: str) -> None:
    assert fit(row(theirs), row(ours)).outcome is Outcome.WEAK
    assert fit(row(theirs, seconds=391.0), row(ours, seconds=394.0)).outcome is Outcome.USABLE
    assert fit(row(theirs, album="Glass Tide"), row(ours, album="Glass Tide EP")).outcome is Outcome.USABLE
    assert fit(row(theirs, label="Quiet Harbour"), row(ours, label="Quiet Harbour")).outcome is Outcome.WEAK


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("Nara Voss", "Orla Quist & Vell Grau feat. Nara Voss", Outcome.WEAK),
        ("Orla Quist & Vell Grau ft. Nara Voss", "Nara Voss", Outcome.WEAK),
        ("Nara Voss", "Orla Quist, Nara Voss", Outcome.WEAK),
        ("Beyond", "Above & Beyond", Outcome.WEAK),
        ("Nara Voss, Orla Quist", "Orla Quist, Nara Voss", Outcome.USABLE),
        ("Orla Quist", "Orla Quist & Nara Voss", Outcome.USABLE),
        ("Orla Quist & Nara Voss", "Orla Quist", Outcome.USABLE),
        ("Kruder Dorfmeister", "Kruder & Dorfmeister", Outcome.USABLE),
    ],
)
def test_a_remake_that_names_somebody_else_first_needs_another_proof(ours: str, theirs: str, outcome: Outcome) -> None:
    mine = row(artist=ours, seconds=391.0)
    assert fit(row(artist=theirs), mine).outcome is outcome
    assert fit(row(artist=theirs, seconds=391.0), mine).outcome is Outcome.USABLE


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("Orla Quist feat. Nara Voss", "Orla Quist feat. Vell Grau", Outcome.WEAK),
        ("Orla Quist, Nara Voss", "Orla Quist & Vell Grau", Outcome.WEAK),
        ("Orla Quist, Nara Voss", "Orla Quist & Nara Vos", Outcome.USABLE),
    ],
)
def test_other_guests_on_both_sides_need_another_proof(ours: str, theirs: str, outcome: Outcome) -> None:
    mine = row(artist=ours, seconds=391.0)
    assert fit(row(artist=theirs), mine).outcome is outcome
    assert fit(row(artist=theirs, seconds=391.0), mine).outcome is Outcome.USABLE


def test_other_guests_in_both_titles_need_another_proof() -> None:
    assert fit(row("Glass Tide (feat. Nara Voss)"), row("Glass Tide feat. Vell Grau")).outcome is Outcome.WEAK
    assert fit(row("Glass Tide (feat. Nara Voss)"), row("Glass Tide")).outcome is Outcome.USABLE


def test_an_artist_named_only_as_remixer_is_weak() -> None:
    ours = row("Glass Tide (Bram Oster Remix)", "Bram Oster")
    theirs = Recording(title="Glass Tide (Bram Oster Remix)", artists=("Orla Quist",), remixers=("Bram Oster",))
    assert fit(theirs, ours).outcome is Outcome.WEAK


def test_a_slip_in_a_name_needs_that_no_fact_speaks_against_it() -> None:
    slipped = row("Glass Tede", label="Loud Bay", seconds=391.0)
    assert fit(slipped, row(seconds=391.0)).outcome is Outcome.USABLE
    assert fit(slipped, row(seconds=460.0)).outcome is Outcome.WEAK
    assert fit(slipped, row(label="Quiet Harbour")).outcome is Outcome.WEAK
    assert fit(row("Glass Tede", "Orla Quest")).outcome is Outcome.WEAK
