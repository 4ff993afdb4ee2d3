"""The line of reasons tells the strongest voice against a genre as well."""

import pytest

from rekurate.classify.answering.citation import cite
from rekurate.classify.answering.quick import Quick
from rekurate.classify.answering.sound import Sound
from rekurate.model import Action, Confidence, Vote

FOR = Vote("own", "own_label", "night groove", "House", 2.0, "14 of 17 tracks")
AGAINST = Vote("discogs", "discogs_style", "Techno", "Techno", 1.0)
SLIGHT = Vote("own", "own_years", "1996-1999", "Trance", 3.0, "3 of 4 tracks")


def line(genre: str | None, *votes: Vote) -> str:
    return cite(votes, (), Quick(genre, Confidence.LOW, Action.SUGGEST, 0.5, None, None), 0.0, Sound())


@pytest.mark.parametrize(
    ("genre", "votes", "said"),
    [
        ("House", (FOR,), "label night groove: 14 of 17 yours are House"),
        ("House", (FOR, AGAINST), "label night groove: 14 of 17 yours are House; against it Discogs: Techno"),
        ("House", (SLIGHT, FOR), "label night groove: 14 of 17 yours are House"),
        ("House", (), "nothing names it outright; the best of what fits"),
        (None, (AGAINST,), "too little evidence; Discogs: Techno"),
        (None, (), "no evidence yet"),
    ],
)
def test_what_speaks_for_a_genre_and_what_against_it_is_told(
    genre: str | None, votes: tuple[Vote, ...], said: str
) -> None:
    assert line(genre, *votes) == said


def test_a_word_that_is_read_as_another_genre_says_so() -> None:
    assert (
        line("Deep House", Vote("discogs", "discogs_style", "Deep", "Deep House", 1.0))
        == "Discogs: Deep, so Deep House"
    )
