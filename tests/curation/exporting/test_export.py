"""An export writes what was approved, takes exactly that off the stage, and survives a kill at any moment."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from tests.support.desk import NOON, make_desk
from tests.support.library import make_library, make_source, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter, Killed, files_of, kill

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ApprovedBy, ExportWish, write_xml
from rekurate.curation.exporting.past import list_exports
from rekurate.curation.staging.approve import ask_about
from rekurate.errors import BadRequest, ExportError, NotApproved, StoreError
from rekurate.rekordbox.export import LeftOut, LeftOuts, Reason

ONE, TWO = genre("1"), genre("2", "House")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(make_library(make_track(id="1"), make_track(id="2"), make_track(id="3")), tmp_path)
    desk.store.journal.stage(LIBRARY, [ONE, TWO])
    return desk


def approve(desk: Desk, *changes: object) -> None:
    desk.store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal", "sam")


def test_what_is_approved_is_written_and_leaves_the_stage(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    report = write_xml(desk, ExportWish(staged_digest=desk.store.journal.digest(LIBRARY)))
    local = datetime.fromtimestamp(NOON).astimezone()
    assert report.path == desk.exports / f"rekurate-{local:%Y%m%d-%H%M%S}.xml"
    assert report.sha256 == hashlib.sha256(report.path.read_bytes()).hexdigest()
    assert report.playlist == f"Rekurate {local:%Y-%m-%d %H.%M}"
    assert (report.export_id, report.tracks, report.changes, report.not_approved) == ("1", 2, 2, 0)
    assert report.approvals == (ApprovedBy("terminal", 2, "2024-06-01T12:00:00+00:00"),)
    assert [approved.change for approved in writer.requests[0].changes] == [ONE, TWO]
    assert desk.store.journal.staged(LIBRARY) == ()


def test_two_exports_never_share_a_playlist_for_an_import_would_replace_the_first(
    desk: Desk, writer: FakeWriter
) -> None:
    approve(desk, ONE)
    first = write_xml(desk, ExportWish()).playlist
    approve(desk, TWO)
    assert write_xml(desk, ExportWish()).playlist == f"{first} (2)"


@pytest.mark.parametrize(("kind", "said"), [("xml", "as old as the XML"), ("database", "was read from the database")])
def test_the_guide_says_where_the_rest_of_each_record_is_from(
    desk: Desk, writer: FakeWriter, kind: str, said: str
) -> None:
    desk.library.library = make_library(make_track(id="1"), source=make_source(kind=kind))
    approve(desk, ONE)
    assert said in " ".join(write_xml(desk, ExportWish()).guide.notes)


def test_only_the_approved_part_is_written_and_the_rest_stays(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, TWO)
    report = write_xml(desk, ExportWish())
    assert ([approved.change for approved in writer.requests[0].changes], report.not_approved) == ([TWO], 1)
    assert desk.store.journal.staged(LIBRARY) == (ONE,)


def test_nothing_approved_writes_nothing(desk: Desk, writer: FakeWriter) -> None:
    with pytest.raises(NotApproved, match="rekurate review"):
        write_xml(desk, ExportWish())
    assert (writer.requests, files_of(desk.exports)) == ([], [])


def test_a_stale_digest_or_an_empty_stage_name_the_next_call(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    with pytest.raises(BadRequest, match=r"'0000'.*preview_changes"):
        write_xml(desk, ExportWish(staged_digest="0000"))
    desk.store.journal.clear(LIBRARY)
    with pytest.raises(BadRequest, match=r"Nothing is staged.*update_tracks"):
        write_xml(desk, ExportWish())
    assert writer.requests == []


def test_what_the_writer_leaves_out_stays_staged_and_approved(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    desk.library.library = make_library(make_track(id="1", genre="Pop"), make_track(id="2"))
    report = write_xml(desk, ExportWish())
    left_out = LeftOut("1", Reason.CHANGED_SINCE_STAGING)
    assert report.left_out == LeftOuts({Reason.CHANGED_SINCE_STAGING: 1}, (left_out,))
    assert desk.store.journal.staged(LIBRARY) == (ONE,)
    assert desk.store.approvals.pending(LIBRARY).unapproved == ()


def test_a_writer_that_fails_leaves_everything_as_it_was(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)

    def fail() -> None:
        raise ExportError("the disk is full")

    writer.before = fail
    with pytest.raises(ExportError, match="disk is full"):
        write_xml(desk, ExportWish())
    assert (desk.store.journal.count(LIBRARY), files_of(desk.exports)) == (2, [])
    assert list_exports(desk).exports == ()


@pytest.mark.parametrize("change", ["restage", "clear", "lock"])
def test_a_stage_that_changes_while_it_is_written_takes_the_file_away(
    desk: Desk, writer: FakeWriter, change: str
) -> None:
    approve(desk, ONE, TWO)
    journal = desk.store.journal
    writer.before = {
        "restage": lambda: journal.stage(LIBRARY, [genre("1", "Ambient")]),
        "clear": lambda: journal.clear(LIBRARY, ["1"]),
        "lock": lambda: journal.lock(LIBRARY, ["1"]),
    }[change]
    with pytest.raises(NotApproved, match="taken away"):
        write_xml(desk, ExportWish())
    assert (files_of(desk.exports), list_exports(desk).exports) == ([], ())
    assert TWO in journal.staged(LIBRARY)


def test_a_store_that_cannot_record_the_export_takes_the_file_away(
    desk: Desk, writer: FakeWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(desk, ONE, TWO)

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("rekurate.store.exports.Exports.finish", full)
    with pytest.raises(StoreError):
        write_xml(desk, ExportWish())
    assert (files_of(desk.exports), desk.store.journal.count(LIBRARY)) == ([], 2)


def test_two_exports_of_one_stage_cannot_both_be_recorded(desk: Desk, writer: FakeWriter, tmp_path: Path) -> None:
    approve(desk, ONE, TWO)
    other = ExportWish(output_path=str(tmp_path / "other.xml"))

    def overtake() -> None:
        writer.before = lambda: None
        write_xml(desk, other)

    writer.before = overtake
    with pytest.raises(NotApproved, match="another program"):
        write_xml(desk, ExportWish())
    assert [past.record.path for past in list_exports(desk).exports] == [tmp_path / "other.xml"]
    assert files_of(desk.exports) == []


@pytest.mark.parametrize("folder", [True, False])
def test_a_name_that_another_server_takes_first_is_not_ours_and_the_next_one_is(
    desk: Desk, writer: FakeWriter, tmp_path: Path, folder: bool
) -> None:
    approve(desk, ONE)
    taken: list[Path] = []

    def take() -> None:
        if len(taken) < 3:
            taken.append(writer.requests[-1].output)
            taken[-1].write_text("theirs")

    writer.before = take
    report = write_xml(desk, ExportWish(str(tmp_path) if folder else None))
    assert [report.path.stem.removeprefix(taken[0].stem), len(set(taken))] == ["-4", 3]
    assert [path.read_text() for path in taken] == ["theirs"] * 3
    assert [past.record.path for past in list_exports(desk).exports] == [report.path]


def test_a_server_that_comes_second_learns_that_nothing_is_left(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)

    def overtake() -> None:
        writer.before = lambda: None
        write_xml(desk, ExportWish())

    writer.before = overtake
    with pytest.raises(NotApproved, match="exported by another program"):
        write_xml(desk, ExportWish())
    assert len(files_of(desk.exports)) == len(list_exports(desk).exports) == 1


def test_a_kill_before_the_file_appears_loses_nothing(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    writer.before = kill
    with pytest.raises(Killed):
        write_xml(desk, ExportWish())
    writer.before = lambda: None
    desk.clock.pass_seconds(2)
    assert (write_xml(desk, ExportWish()).changes, len(list_exports(desk).exports)) == (2, 1)


def test_a_kill_after_the_file_appeared_does_not_export_twice_unnoticed(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    desk.store.journal.stage(LIBRARY, [genre("3")])
    writer.after = kill
    with pytest.raises(Killed):
        write_xml(desk, ExportWish())
    asking = ask_about(desk)
    assert asking is not None
    assert list(asking.changes) == [genre("3").hash]
    history = list_exports(desk)
    assert [(past.record.changes, past.file_exists) for past in history.exports] == [(2, True)]
    assert history.exports[0].record.sha256 == hashlib.sha256(history.exports[0].record.path.read_bytes()).hexdigest()


def test_a_plan_whose_file_never_came_is_given_up(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)
    writer.before = kill
    with pytest.raises(Killed):
        write_xml(desk, ExportWish())
    list_exports(desk)
    assert [record.state for record in desk.store.exports.records(LIBRARY)] == ["abandoned"]


def test_a_file_of_other_contents_at_a_planned_path_is_not_taken_for_the_export(desk: Desk, writer: FakeWriter) -> None:
    approve(desk, ONE, TWO)

    def kill_beside_another_file() -> None:
        writer.requests[0].output.write_text("<DJ_PLAYLISTS/>")
        raise Killed

    writer.before = kill_beside_another_file
    with pytest.raises(Killed):
        write_xml(desk, ExportWish())
    assert (list_exports(desk).exports, desk.store.journal.count(LIBRARY)) == ((), 2)
