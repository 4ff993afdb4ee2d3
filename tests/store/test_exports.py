"""An export is planned, then done or abandoned, and what it holds leaves the stage exactly once."""

from pathlib import Path

import pytest
from tests.support.desk import FakeClock
from tests.support.staging import LIBRARY, genre

from rekurate.errors import BadRequest, NotApproved
from rekurate.model import Field, StagedChange
from rekurate.store import ExportedMove, ExportRecord, Named, PastChange, Plan, Store, Written

ONE, TWO = genre("1"), genre("2", "House", confidence="high", reason="why")
NOON, LATER = "2024-06-01T12:00:00+00:00", "2024-06-01T12:00:05+00:00"
FILE = Path("/exports/a.xml")


def planned(store: Store, *changes: object, path: Path = FILE) -> str:
    store.journal.stage(LIBRARY, changes)
    store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal")
    digest = store.journal.digest(LIBRARY)
    names = {"1": Named("/Music/1.mp3", "Mira", "Drive")}
    with store.approvals.seal(LIBRARY, digest) as sealed:
        plan = Plan(path, digest, "Rekurate", sealed, lambda one: names.get(one, Named("", "", "")))
        return store.exports.plan(LIBRARY, plan)


def test_a_finished_export_takes_what_it_holds_off_the_stage(store: Store, clock: FakeClock) -> None:
    export = planned(store, ONE, TWO)
    digest = store.journal.digest(LIBRARY)
    clock.pass_seconds(5)
    store.exports.finish(LIBRARY, export, Written("abc", "Rekurate (2)", bytes([1, 0])))
    assert store.exports.record(LIBRARY) == ExportRecord(
        export, "done", NOON, LATER, FILE, "abc", digest, "Rekurate (2)", tracks=1, changes=1
    )
    assert store.exports.changes(export) == (
        PastChange(ONE, "terminal", NOON, Named("/Music/1.mp3", "Mira", "Drive"), written=True),
        PastChange(TWO, "terminal", NOON, Named("", "", ""), written=False),
    )
    assert store.journal.staged(LIBRARY) == (TWO,)
    assert [entry.kind for entry in store.journal.history(LIBRARY, 1)] == ["export"]


def test_a_track_with_two_changes_is_one_track(store: Store) -> None:
    export = planned(store, ONE, StagedChange("1", Field.ALBUM, "", "Dawn"))
    store.exports.finish(LIBRARY, export, Written("abc", "Rekurate", bytes([1, 1])))
    record = store.exports.record(LIBRARY)
    assert (record.tracks, record.changes) == (1, 2)


def test_an_export_that_is_given_up_is_the_one_that_was_named(store: Store) -> None:
    first, second = planned(store, ONE), planned(store, ONE)
    store.exports.abandon("library-2", first)
    store.exports.abandon(LIBRARY, second)
    assert [record.state for record in store.exports.records(LIBRARY)] == ["abandoned", "planned"]


def test_until_it_is_finished_everything_stays_staged(store: Store) -> None:
    planned(store, ONE)
    assert store.journal.staged(LIBRARY) == (ONE,)
    with pytest.raises(BadRequest, match="Nothing was exported"):
        store.exports.record(LIBRARY)


def test_finishing_twice_changes_nothing(store: Store) -> None:
    export = planned(store, ONE)
    written = Written("abc", "Rekurate", bytes([1]))
    store.exports.finish(LIBRARY, export, written)
    store.journal.stage(LIBRARY, [ONE])
    store.exports.finish(LIBRARY, export, written)
    assert store.journal.staged(LIBRARY) == (ONE,)


@pytest.mark.parametrize("change", ["clear", "restage", "other export"])
def test_a_stage_that_changed_under_the_file_refuses_the_export(store: Store, change: str) -> None:
    export = planned(store, ONE)
    if change == "clear":
        store.journal.clear(LIBRARY)
    elif change == "restage":
        store.journal.stage(LIBRARY, [genre("1", "Ambient")])
    else:
        other = planned(store, ONE)
        store.exports.finish(LIBRARY, other, Written("def", "Rekurate", bytes([1])))
    before = store.journal.history(LIBRARY)
    with pytest.raises(NotApproved, match="taken away"):
        store.exports.finish(LIBRARY, export, Written("abc", "Rekurate", bytes([1])))
    assert store.exports.record(LIBRARY, export).state != "done"
    assert store.journal.history(LIBRARY) == before


def test_a_file_found_after_a_crash_is_recorded_whatever_was_staged_since(store: Store) -> None:
    export = planned(store, ONE, TWO)
    store.journal.stage(LIBRARY, [genre("1", "Ambient")])
    store.exports.finish(LIBRARY, export, Written("abc", "Rekurate", bytes([1, 1])), strict=False)
    assert store.journal.staged(LIBRARY) == (genre("1", "Ambient"),)
    assert store.exports.record(LIBRARY).changes == 2


def test_a_finished_export_is_not_planned_again(store: Store) -> None:
    export, written = planned(store, ONE), Written("abc", "Rekurate", bytes([1]))
    store.exports.finish(LIBRARY, export, written)
    done = store.exports.record(LIBRARY)
    store.exports.announce(LIBRARY, export, written)
    assert store.exports.record(LIBRARY) == done


def test_a_plan_whose_file_is_whole_is_not_given_up_for_another_of_the_same_place(store: Store) -> None:
    first, idle, second = (planned(store, ONE) for _ in range(3))
    for export, sha256 in ((first, "abc"), (second, "def")):
        store.exports.announce(LIBRARY, export, Written(sha256, "Rekurate", bytes([1])))
    assert {record.id: (record.state, record.sha256) for record in store.exports.records(LIBRARY)} == {
        first: ("planned", "abc"),
        idle: ("abandoned", ""),
        second: ("planned", "def"),
    }


def test_a_plan_for_another_place_is_not_given_up(store: Store) -> None:
    planned(store, ONE, path=Path("/exports/b.xml"))
    export, written = planned(store, ONE), Written("abc", "Rekurate", bytes([1]))
    store.exports.announce(LIBRARY, export, written)
    store.exports.finish(LIBRARY, export, written)
    assert [record.state for record in store.exports.records(LIBRARY)] == ["done", "planned"]


def test_an_abandoned_export_is_remembered_as_such_and_a_finished_one_is_not_abandoned(store: Store) -> None:
    first, second = planned(store, ONE), planned(store, ONE)
    store.exports.finish(LIBRARY, first, Written("abc", "Rekurate", bytes([1])))
    store.exports.abandon(LIBRARY, first)
    store.exports.abandon(LIBRARY, second)
    assert [(record.id, record.state) for record in store.exports.records(LIBRARY)] == [
        (second, "abandoned"),
        (first, "done"),
    ]
    assert [record.id for record in store.exports.records(LIBRARY, "done")] == [first]


@pytest.mark.parametrize("export_id", ["7", "", "-1", "x", "9" * 40, "١"])
def test_an_unknown_id_is_refused_with_the_next_call(store: Store, export_id: str) -> None:
    with pytest.raises(BadRequest, match="list_exports"):
        store.exports.record(LIBRARY, export_id)


def test_an_export_of_another_library_is_not_shown(store: Store) -> None:
    export = planned(store, ONE)
    with pytest.raises(BadRequest, match="no export"):
        store.exports.record("library-2", export)


def test_what_was_written_is_counted_by_the_door_it_was_approved_through(store: Store, clock: FakeClock) -> None:
    store.exports.finish(LIBRARY, planned(store, genre("9")), Written("def", "Rekurate", bytes([1])))
    three = genre("3")
    store.journal.stage(LIBRARY, [ONE, TWO, three])
    store.approvals.approve(LIBRARY, [TWO.hash], "terminal")
    store.approvals.approve(LIBRARY, [three.hash], "elicitation")
    clock.pass_seconds(5)
    export = planned(store, ONE)
    store.exports.finish(LIBRARY, export, Written("abc", "Rekurate", bytes([1, 1, 0])))
    assert store.exports.doors(export) == (("terminal", 2, LATER),)
    assert store.journal.staged(LIBRARY) == (three,)


def test_what_was_written_is_summed_by_move_the_commonest_first(store: Store) -> None:
    store.exports.finish(LIBRARY, planned(store, genre("9")), Written("def", "Rekurate", bytes([1])))
    back = StagedChange("4", Field.GENRE, "Techno", "", "undo")
    export = planned(store, ONE, genre("3", proposer="agent"), TWO, back)
    store.exports.finish(LIBRARY, export, Written("abc", "Rekurate", bytes([1, 0, 1, 1])), strict=False)
    assert store.exports.moves(export, 2) == (
        ExportedMove(Field.GENRE, ONE.old, ONE.new, undo=False, count=2),
        ExportedMove(Field.GENRE, "Techno", "", undo=True, count=1),
    )
    assert len(store.exports.moves(export, 1)) == 1


def test_what_later_exports_left_behind_is_what_they_wrote(store: Store) -> None:
    first = planned(store, ONE)
    store.exports.finish(LIBRARY, first, Written("a", "Rekurate", bytes([1])))
    second = planned(store, genre("1", "House", "Techno"), genre("2", "Pop"))
    store.exports.finish(LIBRARY, second, Written("b", "Rekurate", bytes([1, 0])))
    third = planned(store, genre("1", "Ambient", "House"))
    store.exports.announce(LIBRARY, third, Written("c", "Rekurate", bytes([1, 1])))
    store.exports.abandon(LIBRARY, third)
    assert store.exports.written_since(LIBRARY, first) == {("1", Field.GENRE): "House"}
    assert store.exports.written_since(LIBRARY, second) == {}


def test_what_stands_beside_the_stage_is_what_files_of_this_library_hold(store: Store) -> None:
    first = planned(store, ONE, TWO)
    store.exports.finish(LIBRARY, first, Written("a", "Rekurate", bytes([1, 0])))
    given_up = planned(store, genre("1", "Ambient"))
    store.exports.announce(LIBRARY, given_up, Written("b", "Rekurate", bytes([1, 1])))
    store.exports.abandon(LIBRARY, given_up)
    store.journal.clear(LIBRARY)
    for library in (LIBRARY, "library-2"):
        store.journal.stage(library, [StagedChange(track, Field.LABEL, "", "Hard Steel") for track in ("1", "2")])
    for library, beside in {LIBRARY: [("1", Field.GENRE, ONE.old, ONE.new)], "library-2": []}.items():
        with store.exports.beside_staged(library) as changes:
            assert list(changes) == beside
    store.journal.clear(LIBRARY)
    with store.exports.beside_staged(LIBRARY) as changes:
        assert list(changes) == []
