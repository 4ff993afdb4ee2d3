"""Staging checks every row against the library, and stages all of a call or none of it."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre

from rekurate.curation.desk import Desk
from rekurate.curation.staging.stage import StageReport, Wanted, stage_changes
from rekurate.errors import BadRequest
from rekurate.model import Field, StagedChange, TrackKind


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(
        make_library(
            make_track(id="1"),
            make_track(id="2", genre="House", year=1999, rating=3, artist="", title="x" * 500),
            make_track(id="3", kind=TrackKind.STREAMING, location="soundcloud:tracks:3"),
            make_track(id="4", location=""),
        ),
        tmp_path,
    )


def want(track_id: str, genre: str = "Techno", **more: str) -> Wanted:
    return Wanted(track_id, {Field.GENRE: genre}, **more)


def test_a_change_is_staged_over_the_librarys_value(desk: Desk) -> None:
    wanted = Wanted("2", {Field.GENRE: "Techno", Field.YEAR: "2001", Field.RATING: "5"}, "by ear", "high")
    report = stage_changes(desk, [wanted], "agent")
    assert report == StageReport(staged=3, replaced=0, unchanged=0, withdrawn=0, voided=0, total_pending=3)
    said = ("agent", "high", "by ear", "/Music/2.mp3")
    assert desk.store.journal.staged(LIBRARY) == (
        StagedChange("2", Field.GENRE, "House", "Techno", *said),
        StagedChange("2", Field.RATING, "3", "5", *said),
        StagedChange("2", Field.YEAR, "1999", "2001", *said),
    )


def test_one_bad_row_refuses_the_call_and_names_every_bad_row(desk: Desk) -> None:
    desk.store.journal.lock(LIBRARY, ["1"])
    rows = [
        want("9"),
        want("3"),
        want("1"),
        want("2"),
        Wanted("2", {}),
        Wanted("2", {Field.RATING: "9", Field.YEAR: "12"}),
        want("2", "Ambient"),
    ]
    with pytest.raises(BadRequest) as caught:
        stage_changes(desk, rows, "agent")
    text = str(caught.value)
    for part in (
        "changes[0]: there is no track '9'",
        "changes[1]: track 3 ('Mira Vale - Night Drive') is a streaming track",
        "changes[2]: track 1 ('Mira Vale - Night Drive') is locked",
        "changes[4]: track 2 ('xxx",
        "changes[5].rating: '9' is no rating",
        "changes[5].year: '12' is no year",
        "changes[6].genre: track 2 (",
        "given twice, as 'Techno' and 'Ambient'",
        "Nothing was staged",
    ):
        assert part in text
    assert desk.store.journal.staged(LIBRARY) == ()


def test_a_flood_of_bad_rows_is_counted(desk: Desk) -> None:
    with pytest.raises(BadRequest, match=r"changes\[9\].*; and 90 more\. Nothing") as caught:
        stage_changes(desk, [want(f"nope-{number}") for number in range(100)], "agent")
    assert len(str(caught.value)) < 1_000


def test_no_rows_at_all_are_refused(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="No changes"):
        stage_changes(desk, [], "agent")


def test_the_librarys_own_value_is_skipped_and_withdraws_what_is_staged(desk: Desk) -> None:
    stage_changes(desk, [want("2")], "agent")
    report = stage_changes(desk, [want("2", "House"), Wanted("1", {Field.YEAR: ""})], "agent")
    assert report == StageReport(0, 0, 0, withdrawn=1, voided=0, total_pending=0, skipped={"already_so": 2})


def test_staging_again_replaces_and_voids(desk: Desk) -> None:
    stage_changes(desk, [want("1"), want("2")], "agent")
    desk.store.approvals.approve(LIBRARY, [genre("1", location="/Music/1.mp3").hash], "terminal")
    report = stage_changes(desk, [want("1", "Ambient"), want("2")], "agent")
    assert report == StageReport(staged=0, replaced=1, unchanged=1, withdrawn=0, voided=1, total_pending=2)


def test_one_change_given_twice_alike_is_one_change(desk: Desk) -> None:
    assert stage_changes(desk, [want("1"), want(" 1 ")], "agent").total_pending == 1


@pytest.mark.parametrize(("tracks", "warned"), [(3, False), (2, True)])
def test_a_name_that_three_tracks_have_is_the_users_own_and_a_rarer_one_may_be_a_slip(
    tmp_path: Path, tracks: int, warned: bool
) -> None:
    rows = [make_track(id=str(n), genre="Tecno" if n < tracks else "") for n in range(4)]
    assert (
        bool(stage_changes(make_desk(make_library(*rows), tmp_path), [want("3", "Tecno")], "agent").warnings) is warned
    )


def test_warnings_are_gathered_by_what_they_say(desk: Desk) -> None:
    rows = [want("1", "Qqqq"), want("2", "Qqqq"), want("4", " Techno")]
    assert stage_changes(desk, rows, "agent").warnings == (
        "changes[0].genre and 1 more: genre 'Qqqq' is not in the taxonomy; staged as given",
        "changes[2].genre: ' Techno' was trimmed to 'Techno'",
        "changes[2]: track 4 ('Mira Vale - Night Drive') has no file location: an export leaves it out",
    )


def test_a_lenient_caller_has_obstacles_counted(desk: Desk) -> None:
    desk.store.journal.lock(LIBRARY, ["1"])
    report = stage_changes(desk, [want(one) for one in ("1", "2", "3", "9")], "classifier", lenient=True)
    assert report.skipped == {"locked": 1, "streaming": 1, "gone": 1}
    assert [change.track_id for change in desk.store.journal.staged(LIBRARY)] == ["2"]


def test_a_lenient_caller_has_values_no_field_can_hold_counted_and_the_rest_staged(desk: Desk) -> None:
    rows = [want("1", "a\0b"), Wanted("2", {Field.GENRE: "x" * 300, Field.YEAR: "2001"})]
    report = stage_changes(desk, rows, "classifier", lenient=True)
    assert (report.staged, report.skipped) == (1, {"not_writable": 2})
    year = StagedChange("2", Field.YEAR, "1999", "2001", "classifier", location="/Music/2.mp3")
    assert desk.store.journal.staged(LIBRARY) == (year,)
