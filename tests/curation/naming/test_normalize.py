"""The genre strings of a library are sorted, and plain spellings staged."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.curation.finding.overview import GenreCount
from rekurate.curation.naming.normalize import normalizations
from rekurate.errors import BadRequest
from rekurate.model import TrackKind
from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import compile_taxonomy

STRINGS = [
    "House",
    "House",
    "dnb",
    "dnb",
    "deep-house",
    "minimal techno",
    "House, Techno",
    "dance",
    "12",
    "Zzyzx",
    "",
    " ",
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    tracks = [make_track(id=str(number), genre=text) for number, text in enumerate(STRINGS, 1)]
    sampler = make_track(id="90", genre="dnb", kind=TrackKind.SAMPLER)
    stream = make_track(id="91", genre="dnb", kind=TrackKind.STREAMING, location="soundcloud:tracks:91")
    return make_desk(make_library(*tracks, sampler, stream), tmp_path)


def test_strings_are_sorted_by_what_can_be_done_about_them(desk: Desk) -> None:
    found = normalizations(desk)
    resolve = desk.taxonomy.resolve
    assert found.rows == tuple(
        GenreCount(text, count, resolve(text))
        for text, count in [
            ("dnb", 3),
            ("deep-house", 1),
            ("minimal techno", 1),
            ("Zzyzx", 1),
            ("House, Techno", 1),
            ("dance", 1),
            ("12", 1),
        ]
    )
    assert found.totals == {
        Verdict.CANONICAL: (1, 2),
        Verdict.ALIAS: (3, 5),
        Verdict.BROAD: (1, 1),
        Verdict.COMPOUND: (1, 1),
        Verdict.NOT_A_GENRE: (1, 1),
        Verdict.UNKNOWN: (1, 1),
    }
    assert (found.stageable_tracks, found.staged, found.left_alone) == (4, None, {})
    assert desk.store.journal.staged(LIBRARY) == ()


def test_only_aliases_that_nobody_disputes_are_staged(desk: Desk) -> None:
    found = normalizations(desk, stage_aliases=True)
    reason = {"proposer": "normalization", "reason": "another spelling"}
    assert set(desk.store.journal.staged(LIBRARY)) == {
        genre("3", "Drum & Bass", "dnb", location="/Music/3.mp3", **reason),
        genre("4", "Drum & Bass", "dnb", location="/Music/4.mp3", **reason),
        genre("5", "Deep House", "deep-house", location="/Music/5.mp3", **reason),
    }
    assert found.staged is not None
    assert found.staged.staged == 3
    assert found.left_alone == {"streaming": 1}


def test_staging_twice_stages_nothing_more(desk: Desk) -> None:
    normalizations(desk, stage_aliases=True)
    again = normalizations(desk, stage_aliases=True)
    assert again.staged is not None
    assert (again.staged.staged, again.staged.unchanged, again.staged.total_pending) == (0, 3, 3)


def test_what_somebody_staged_already_is_kept(desk: Desk) -> None:
    desk.store.journal.stage(LIBRARY, [genre("3", "Jungle", "dnb")], "user")
    desk.store.journal.lock(LIBRARY, ["4"])
    found = normalizations(desk, stage_aliases=True)
    assert {(change.track_id, change.new) for change in desk.store.journal.staged(LIBRARY)} == {
        ("3", "Jungle"),
        ("5", "Deep House"),
    }
    assert found.left_alone == {"another_genre_staged": 1, "locked": 1, "streaming": 1}


def test_rare_strings_are_left_out_of_list_and_stage(desk: Desk) -> None:
    found = normalizations(desk, min_count=2, stage_aliases=True)
    assert [row.text for row in found.rows] == ["dnb"]
    assert found.totals[Verdict.ALIAS] == (1, 3)
    assert {change.track_id for change in desk.store.journal.staged(LIBRARY)} == {"3", "4"}


def test_a_count_below_one_is_refused(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="`min_count` must be 1 or more, not 0"):
        normalizations(desk, min_count=0)


def test_a_library_without_genres_has_nothing_to_stage(tmp_path: Path) -> None:
    found = normalizations(make_desk(make_library(make_track(id="1")), tmp_path), stage_aliases=True)
    assert (found.rows, found.staged, found.stageable_tracks) == ((), None, 0)


def test_with_the_tables_that_ship_a_case_of_a_canonical_name_is_staged(tmp_path: Path) -> None:
    library = make_library(make_track(id="1", genre="uk garage"), make_track(id="2", genre="UK Garage"))
    desk = make_desk(library, tmp_path, taxonomy=compile_taxonomy())
    normalizations(desk, stage_aliases=True)
    assert [(change.track_id, change.new) for change in desk.store.journal.staged(LIBRARY)] == [("1", "UK Garage")]
