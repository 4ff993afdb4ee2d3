"""After a kill, only the very file that was planned is taken for the export, and what was decided since stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter, Killed, files_of, kill

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, check_wish, write_xml
from rekurate.curation.exporting.past import History, Verified, list_exports, verify_import
from rekurate.curation.exporting.undo import Undo, undo_export
from rekurate.errors import NotApproved
from rekurate.store import open_store

ONE, TWO = genre("1"), genre("2", "House")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(make_library(make_track(id="1"), make_track(id="2"), make_track(id="3")), tmp_path)
    stage(desk, ONE, TWO)
    return desk


def stage(desk: Desk, *changes: object) -> None:
    desk.store.journal.stage(LIBRARY, changes)
    desk.store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal")


def killed(desk: Desk, writer: FakeWriter, moment: str, place: Path, do: Callable[[], None] = kill) -> None:
    """Export to `place` and be killed at a moment of the writer's."""
    setattr(writer, moment, do)
    with pytest.raises(Killed):
        write_xml(desk, ExportWish(str(place)))
    setattr(writer, moment, lambda: None)


def states(desk: Desk) -> list[str]:
    return [record.state for record in desk.store.exports.records(LIBRARY)]


@pytest.mark.parametrize("moment", ["before", "unnamed"])
def test_a_retry_to_the_same_place_is_one_export_and_a_later_decision_stays(
    desk: Desk, writer: FakeWriter, tmp_path: Path, moment: str
) -> None:
    killed(desk, writer, moment, tmp_path / "out.xml")
    assert write_xml(desk, ExportWish(str(tmp_path / "out.xml"))).changes == 2
    stage(desk, ONE)
    history = list_exports(desk)
    assert ([past.record.id for past in history.exports], history.notes) == (["2"], ())
    assert desk.store.journal.staged(LIBRARY) == (ONE,)
    assert states(desk) == ["done", "abandoned"]


def test_another_file_of_the_same_values_is_not_the_export(desk: Desk, writer: FakeWriter, tmp_path: Path) -> None:
    place = tmp_path / "out.xml"
    write_xml(desk, ExportWish(str(tmp_path / "first.xml")))
    stage(desk, ONE, TWO)
    killed(desk, writer, "unnamed", place)
    place.write_bytes((tmp_path / "first.xml").read_bytes() + b"\n")
    assert [past.record.id for past in list_exports(desk).exports] == ["1"]
    assert desk.store.journal.staged(LIBRARY) == (ONE, TWO)


def test_the_file_that_was_planned_is_recorded_with_what_is_in_it(
    desk: Desk, writer: FakeWriter, tmp_path: Path
) -> None:
    stage(desk, gone := genre("9"))
    killed(desk, writer, "after", tmp_path / "out.xml")
    history = list_exports(desk)
    assert "by a process that died" in history.notes[0]
    assert [past.written for past in desk.store.exports.changes("1")] == [True, True, False]
    assert desk.store.journal.staged(LIBRARY) == (gone,)


def test_the_file_that_was_planned_is_recorded_whatever_was_decided_since(
    desk: Desk, writer: FakeWriter, tmp_path: Path
) -> None:
    killed(desk, writer, "after", tmp_path / "out.xml")
    stage(desk, later := genre("1", "Ambient"))
    assert [past.record.changes for past in list_exports(desk).exports] == [2]
    assert desk.store.journal.staged(LIBRARY) == (later,)


@pytest.mark.parametrize("look", [undo_export, verify_import])
def test_the_file_of_a_killed_export_is_the_last_one(
    desk: Desk, writer: FakeWriter, tmp_path: Path, look: Callable[[Desk], Undo | Verified]
) -> None:
    write_xml(desk, ExportWish(str(tmp_path / "first.xml")))
    stage(desk, genre("3"))
    killed(desk, writer, "after", tmp_path / "out.xml")
    assert look(desk).record.path == tmp_path / "out.xml"


@pytest.mark.parametrize("moment", ["before", "unnamed"])
def test_an_export_that_left_no_file_is_given_up(desk: Desk, writer: FakeWriter, tmp_path: Path, moment: str) -> None:
    killed(desk, writer, moment, tmp_path / "out.xml")
    assert list_exports(desk) == History((), 2, ())
    assert states(desk) == ["abandoned"]


def test_a_file_that_cannot_be_read_now_is_looked_at_again_by_the_next_call(
    desk: Desk, writer: FakeWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scanned(path: Path) -> str:
        raise PermissionError(path)

    killed(desk, writer, "after", tmp_path / "out.xml")
    with monkeypatch.context() as moment:
        moment.setattr("rekurate.curation.staging.settle.sha256_of", scanned)
        assert list_exports(desk).exports == ()
    assert "by a process that died" in list_exports(desk).notes[0]
    assert desk.store.journal.staged(LIBRARY) == ()


def test_an_export_that_is_still_at_work_is_nobody_elses_to_finish(
    desk: Desk, writer: FakeWriter, tmp_path: Path
) -> None:
    def another_server_looks() -> None:
        other = replace(desk, store=open_store(desk.store.path, desk.clock))
        other.store.journal.clear(LIBRARY, ["1"])
        assert list_exports(other) == History((), 1, ())
        other.store.close()

    writer.after = another_server_looks
    with pytest.raises(NotApproved, match="taken away"):
        write_xml(desk, ExportWish(str(tmp_path / "out.xml")))
    assert desk.store.journal.staged(LIBRARY) == (TWO,)
    assert (files_of(tmp_path / "out.xml"), list_exports(desk).exports) == ([], ())


@pytest.mark.parametrize("moment", ["unnamed", "after"])
def test_of_two_exports_with_one_file_one_is_recorded(
    desk: Desk, writer: FakeWriter, tmp_path: Path, moment: str
) -> None:
    place = tmp_path / "out.xml"

    def be_overtaken_and_killed() -> None:
        writer.after = writer.unnamed = lambda: None
        if moment == "unnamed":
            write_xml(desk, ExportWish(str(place)))
        with desk.store.connections.writing() as connection:  # as two announce the same before either has the place
            connection.execute("UPDATE export SET state = 'planned' WHERE state = 'abandoned'")
            connection.execute(
                "INSERT INTO export SELECT 9, library, state, started_at, finished_at, path, sha256, "
                "digest, playlist, tracks, changes, stamp FROM export WHERE state = 'planned'"
            )
        raise Killed

    killed(desk, writer, moment, place, be_overtaken_and_killed)
    assert len(list_exports(desk).exports) == 1
    assert states(desk).count("done") == 1


def test_the_empty_file_of_a_kill_where_there_are_no_links_does_not_refuse_a_retry(
    desk: Desk, writer: FakeWriter, tmp_path: Path
) -> None:
    def kill_before_the_rename() -> None:
        (tmp_path / "out.xml").touch()
        raise Killed

    killed(desk, writer, "unnamed", tmp_path / "out.xml", kill_before_the_rename)
    check_wish(desk, ExportWish(str(tmp_path / "out.xml")))
    assert write_xml(desk, ExportWish(str(tmp_path / "out.xml"))).changes == 2


@pytest.mark.parametrize("moment", ["before", "unnamed"])
def test_a_file_at_the_place_that_is_not_ours_is_left_there(
    desk: Desk, writer: FakeWriter, tmp_path: Path, moment: str
) -> None:
    place = tmp_path / "out.xml"

    def somebody_puts_one_there() -> None:
        place.write_text("" if moment == "before" else "theirs")
        raise Killed

    killed(desk, writer, moment, place, somebody_puts_one_there)
    assert list_exports(desk).exports == ()
    assert place.exists()
