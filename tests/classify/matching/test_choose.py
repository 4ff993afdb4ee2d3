"""The best of several rows: never the first, and honest when two would say different genres."""

import pytest
from tests.support.library import make_track

from rekurate.classify.matching import RecordingMatcher
from rekurate.model import Choice, Outcome, Recording, Suspect

MATCHER = RecordingMatcher()
TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist", seconds=0)


def suspect(words: str = "house", title: str = "Glass Tide", **fields: object) -> Suspect:
    group = str(fields.pop("group", ""))
    gathered = bool(fields.pop("compilation", False))
    recording = Recording(**{"title": title, "artists": ("Orla Quist",), **fields})
    return Suspect(recording=recording, words=frozenset(words.split()), group=group, compilation=gathered)


def chosen(*suspects: Suspect, **track: object) -> Choice:
    return MATCHER.choose(MATCHER.wanted(TRACK._replace(**track), {}), suspects)


def test_without_rows_there_is_no_match() -> None:
    assert chosen() == Choice(Outcome.NO_MATCH)


def test_the_first_row_is_never_taken_for_being_first() -> None:
    choice = chosen(suspect(title="Low Lantern"), suspect(title="Glass Tide (Live)"))
    assert (choice.outcome, choice.index) == (Outcome.NO_MATCH, 1)
    assert choice.result is not None
    assert choice.result.gates


def test_two_rows_that_disagree_are_ambiguous_and_two_that_agree_are_not() -> None:
    assert chosen(suspect("house"), suspect("techno")).rivals == (1,)
    assert chosen(suspect("house"), suspect("techno")).outcome is Outcome.AMBIGUOUS
    assert chosen(suspect("house"), suspect("deep house")).outcome is Outcome.USABLE
    assert chosen(suspect("house"), suspect("")).outcome is Outcome.USABLE


def test_pressings_of_one_thing_are_no_rivals() -> None:
    assert chosen(suspect("house", group="master/1"), suspect("techno", group="master/1")).outcome is Outcome.USABLE


def test_a_compilation_gives_way_and_is_no_rival() -> None:
    choice = chosen(suspect("trance", compilation=True), suspect("house"))
    assert (choice.outcome, choice.index) == (Outcome.USABLE, 1)


@pytest.mark.parametrize(
    ("track", "fields"),
    [
        ({"label": "Quiet Harbour"}, {"label": "Quiet Harbour"}),
        ({"seconds": 391}, {"seconds": 391.0}),
        ({"bpm": 122.0}, {"bpm": 122.0}),
        ({"album": "Ebb"}, {"album": "Ebb"}),
    ],
)
def test_a_fact_decides_between_two_rows(track: dict[str, object], fields: dict[str, object]) -> None:
    wrong = {"label": "Loud", "seconds": 200.0, "bpm": 150.0, "album": "Flood"}
    other = {name: wrong[name] for name in fields}
    choice = chosen(suspect("techno", **other), suspect("house", **fields), **track)
    assert (choice.outcome, choice.index) == (Outcome.USABLE, 1)


def test_the_earlier_of_two_equal_rows_is_taken() -> None:
    assert chosen(suspect(year=2015), suspect(year=1999)).index == 1


def test_names_as_printed_are_tried_too_where_they_were_repaired() -> None:
    choice = chosen(suspect(title="B1 - Acqua"), title="B1 - Acqua")
    assert choice.outcome is Outcome.USABLE


def test_what_the_files_tags_say_is_part_of_the_question() -> None:
    wanted = MATCHER.wanted(TRACK, {"isrc": "gb-aaa-03-00001", "label": "Quiet Harbour", "year": "2003-05"})
    assert (wanted.recording.isrcs, wanted.recording.label, wanted.recording.year) == (
        ("GBAAA0300001",), "Quiet Harbour", 2003)  # fmt: skip


def test_halves_of_characters_are_left_out_of_the_question() -> None:
    wanted = MATCHER.wanted(TRACK._replace(title="Glass \ud83dTide", artist="Orla Quist\udc80"), {})
    assert (wanted.core, wanted.artists) == ("Glass Tide", ("Orla Quist",))


def test_a_remixer_field_that_repeats_the_artist_is_no_remix() -> None:
    assert chosen(suspect(), remixer="Orla Quist").outcome is Outcome.USABLE
    assert chosen(suspect(), remixer="Bram Oster").outcome is Outcome.NO_MATCH


@pytest.mark.parametrize("text", ["", " ", "\0", "(", "((((", "- - -", "♥", "x" * 1000, "\ud800", "\u202eabc"])
def test_no_text_is_too_strange(text: str) -> None:
    wanted = MATCHER.wanted(TRACK._replace(title=text, artist=text, remixer=text, album=text), {})
    assert MATCHER.choose(wanted, [suspect(), suspect(title=text)]).outcome in set(Outcome)
