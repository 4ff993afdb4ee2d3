"""The journal only grows, and the stage is what it says."""

import sqlite3
from contextlib import closing

import pytest
from tests.support.desk import FakeClock
from tests.support.staging import LIBRARY, genre

from rekurate.errors import BadRequest
from rekurate.model import Field, StagedChange, digest_of
from rekurate.store import Clearing, Staging, Store


def kinds(store: Store) -> list[tuple[str, str, str]]:
    return [(entry.kind, entry.track_id, entry.new) for entry in reversed(store.journal.history(LIBRARY))]


def test_staged_changes_are_there_in_a_stable_order(store: Store) -> None:
    label = StagedChange("2", Field.LABEL, "", "Night Groove", "user", "", "from the sleeve")
    counts = store.journal.stage(LIBRARY, [label, genre("2"), genre("10", "House", "Dance")])
    assert counts == Staging(staged=3, replaced=0, unchanged=0, withdrawn=0, voided=0, total_pending=3)
    assert store.journal.staged(LIBRARY) == (genre("10", "House", "Dance"), genre("2"), label)
    assert store.journal.staged(LIBRARY, ["2"]) == (genre("2"), label)


def test_libraries_do_not_see_each_other(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1")])
    store.journal.lock("library-2", ["1"])
    store.journal.stage(LIBRARY, [genre("1", "House")])
    store.journal.clear("library-2")
    assert (store.journal.staged(LIBRARY), store.journal.staged("library-2")) == ((genre("1", "House"),), ())


def test_another_value_replaces_and_the_same_value_is_no_news(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1"), genre("2")])
    counts = store.journal.stage(LIBRARY, [genre("1"), genre("2", "House"), genre("3")])
    assert counts == Staging(staged=1, replaced=1, unchanged=1, withdrawn=0, voided=0, total_pending=3)
    assert store.journal.staged(LIBRARY) == (genre("1"), genre("2", "House"), genre("3"))


def test_the_same_again_writes_nothing_and_leaves_an_open_question_open(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1")])
    moment = store.approvals.standing(LIBRARY).moment
    store.journal.stage(LIBRARY, [genre("1")])
    assert store.approvals.standing(LIBRARY).moment == moment


def test_a_new_reason_for_the_same_value_keeps_its_approval(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1")])
    store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    store.journal.stage(LIBRARY, [genre("1", confidence="high", reason="14 of 17 tracks")])
    pending = store.approvals.pending(LIBRARY)
    assert [(change.reason, approval and approval.door) for change, approval in pending.rows] == [
        ("14 of 17 tracks", "terminal")
    ]


def test_the_librarys_own_value_withdraws_what_is_staged(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1"), genre("2")])
    counts = store.journal.stage(LIBRARY, [genre("3")], withdraw=[("1", Field.GENRE), ("9", Field.GENRE)])
    assert counts == Staging(staged=1, replaced=0, unchanged=0, withdrawn=1, voided=0, total_pending=2)
    assert store.journal.staged(LIBRARY) == (genre("2"), genre("3"))


def test_clearing_takes_tracks_or_fields_or_everything(store: Store) -> None:
    album = StagedChange("1", Field.ALBUM, "", "Dawn")
    store.journal.stage(LIBRARY, [genre("1"), album, genre("2"), genre("3")])
    assert store.journal.clear(LIBRARY, ["1", "3"], [Field.GENRE]) == Clearing(2, 0, 2)
    assert store.journal.staged(LIBRARY) == (album, genre("2"))
    assert store.journal.clear(LIBRARY) == Clearing(2, 0, 0)
    assert store.journal.clear(LIBRARY) == Clearing(0, 0, 0)


def test_exactly_named_changes_can_be_withdrawn(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1"), genre("2")])
    store.journal.stage(LIBRARY, [genre("1", "House")])
    assert store.journal.withdraw(LIBRARY, [genre("1").hash, genre("2").hash]) == Clearing(1, 0, 1)
    assert store.journal.staged(LIBRARY) == (genre("1", "House"),)


def test_a_selection_larger_than_a_statement_takes_is_still_exact(store: Store) -> None:
    changes = [genre(str(number)) for number in range(1_500)]
    store.journal.stage(LIBRARY, changes)
    wanted = [str(number) for number in range(0, 1_500, 1)][:1_200]
    assert store.journal.clear(LIBRARY, wanted).cleared == 1_200
    assert store.journal.count(LIBRARY) == 300


def test_a_locked_track_refuses_the_whole_call(store: Store) -> None:
    store.journal.lock(LIBRARY, [str(number) for number in range(7)])
    with pytest.raises(BadRequest, match=r"0, 1, 2, 3, 4 and 2 more\. Nothing was staged.*lock_tracks"):
        store.journal.stage(LIBRARY, [genre(str(number)) for number in range(9)])
    assert store.journal.staged(LIBRARY) == ()


def test_locking_takes_the_tracks_changes_off_the_stage(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("1"), genre("2")])
    store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    assert store.journal.lock(LIBRARY, ["1", "1", "7"]) == Clearing(cleared=1, voided=1, remaining=1)
    assert store.journal.locked(LIBRARY) == {"1", "7"}
    assert store.journal.unlock(LIBRARY, ["1", "2"]) == 1
    assert store.journal.locked(LIBRARY) == {"7"}


def test_the_history_tells_every_decision_in_order(store: Store, clock: FakeClock) -> None:
    store.journal.stage(LIBRARY, [genre("1", reason="by ear")], "agent")
    store.approvals.approve(LIBRARY, [genre("1").hash], "terminal", "sam")
    store.journal.stage(LIBRARY, [genre("1", "House")], "agent")
    store.journal.lock(LIBRARY, ["1"], "agent")
    clock.pass_seconds(90)
    store.journal.unlock(LIBRARY, ["1"], "agent")
    assert kinds(store) == [
        ("stage", "1", "Techno"),
        ("approve", "1", "Techno"),
        ("void", "1", "Techno"),
        ("stage", "1", "House"),
        ("lock", "1", ""),
        ("clear", "1", "House"),
        ("unlock", "1", ""),
    ]
    newest, *_, approved, first = store.journal.history(LIBRARY)
    assert (newest.at, first.at) == ("2024-06-01T12:01:30+00:00", "2024-06-01T12:00:00+00:00")
    assert (first.actor, first.note, first.hash) == ("agent", "by ear", genre("1").hash)
    assert (approved.actor, approved.door) == ("sam", "terminal")
    assert store.journal.history(LIBRARY, limit=1, track_id="1") == (newest,)
    assert store.journal.history(LIBRARY, track_id="2") == ()


@pytest.mark.parametrize("attack", ["DELETE FROM journal", "UPDATE journal SET hash = 'x'"])
def test_the_journal_refuses_to_forget(store: Store, attack: str) -> None:
    store.journal.stage(LIBRARY, [genre("1")])
    with (
        closing(sqlite3.connect(store.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(attack)
    assert kinds(store) == [("stage", "1", "Techno")]


def test_the_version_grows_with_every_decision(store: Store) -> None:
    versions = [store.journal.version(LIBRARY)]
    store.journal.stage(LIBRARY, [genre("1")])
    versions.append(store.journal.version(LIBRARY))
    store.journal.staged(LIBRARY)
    versions.append(store.journal.version(LIBRARY))
    store.journal.clear(LIBRARY)
    versions.append(store.journal.version(LIBRARY))
    assert versions[0] == 0 < versions[1] == versions[2] < versions[3]


def test_the_digest_names_the_set_and_not_its_order(store: Store) -> None:
    store.journal.stage(LIBRARY, [genre("2"), genre("1")])
    assert store.journal.digest(LIBRARY) == digest_of([genre("1"), genre("2")])


def test_hostile_text_is_staged_as_it_is(store: Store) -> None:
    ugly = genre("'; DROP TABLE staged; --", "\u202egnik\x00 🎛 'quoted' \"too\"", "a" * 1_000)
    store.journal.stage(LIBRARY, [ugly])
    assert store.journal.staged(LIBRARY) == (ugly,)


def test_equal_texts_of_a_large_stage_are_kept_once(store: Store) -> None:
    store.journal.stage(LIBRARY, [StagedChange(str(n), Field.GENRE, "", "Techno", "agent", "", "why") for n in "123"])
    first, *others = store.journal.staged(LIBRARY)
    assert all(other.new is first.new and other.reason is first.reason for other in others)
