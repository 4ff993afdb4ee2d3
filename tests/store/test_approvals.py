"""A person's yes is to exactly what is staged, and nothing else comes out sealed."""

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from tests.support.staging import LIBRARY, genre

from rekurate.errors import NotApproved, StoreError
from rekurate.model import ApprovedChange, StagedChange
from rekurate.store import Approval, ApprovalCounts, Store, make_practice_store

NOON = "2024-06-01T12:00:00+00:00"
ONE, TWO = genre("1"), genre("2", "House")


def staged(store: Store) -> str:
    store.journal.stage(LIBRARY, [ONE, TWO])
    return store.journal.digest(LIBRARY)


def sealed(store: Store, digest: str, *, partial: bool = False) -> list[ApprovedChange]:
    with store.approvals.seal(LIBRARY, digest, partial=partial) as changes:
        return list(changes)


def approve(store: Store, *changes: object, door: str = "terminal") -> ApprovalCounts:
    return store.approvals.approve(LIBRARY, [change.hash for change in changes], door, "sam")


def test_what_is_approved_is_sealed_with_door_and_time(store: Store) -> None:
    digest = staged(store)
    assert approve(store, ONE, TWO) == ApprovalCounts(approved=2, already=0, gone=0)
    assert sealed(store, digest) == [ApprovedChange(ONE, "terminal", NOON), ApprovedChange(TWO, "terminal", NOON)]


def test_nothing_unapproved_is_sealed_and_the_doors_are_named(store: Store) -> None:
    digest = staged(store)
    with pytest.raises(NotApproved, match=r"2 of 2 staged changes.*rekurate review"):
        sealed(store, digest)
    with pytest.raises(NotApproved, match="2 of 2"):
        sealed(store, digest, partial=True)


def test_a_part_is_sealed_only_when_a_part_is_meant(store: Store) -> None:
    digest = staged(store)
    approve(store, TWO)
    with pytest.raises(NotApproved, match="1 of 2"):
        sealed(store, digest)
    assert sealed(store, digest, partial=True) == [ApprovedChange(TWO, "terminal", NOON)]


def test_another_stage_than_the_one_named_is_not_sealed(store: Store) -> None:
    digest = staged(store)
    approve(store, ONE, TWO)
    store.journal.stage(LIBRARY, [genre("3")])
    with pytest.raises(NotApproved, match="preview_changes"):
        sealed(store, digest)


def test_an_empty_stage_is_not_sealed(store: Store) -> None:
    with pytest.raises(NotApproved, match="Nothing is staged"):
        sealed(store, "")


def test_another_value_voids_the_approval_and_going_back_does_not_revive_it(store: Store) -> None:
    staged(store)
    approve(store, ONE, TWO)
    assert store.journal.stage(LIBRARY, [genre("1", "Ambient")]).voided == 1
    store.journal.stage(LIBRARY, [ONE])
    assert store.approvals.pending(LIBRARY).unapproved == (ONE,)


def test_another_old_value_is_another_change(store: Store) -> None:
    staged(store)
    approve(store, ONE)
    store.journal.stage(LIBRARY, [genre("1", old="Dance")])
    assert store.approvals.pending(LIBRARY).unapproved == (genre("1", old="Dance"), TWO)


def test_clearing_voids_the_approval(store: Store) -> None:
    staged(store)
    approve(store, ONE, TWO)
    assert store.journal.clear(LIBRARY, ["1"]).voided == 1
    store.journal.stage(LIBRARY, [ONE])
    assert store.approvals.pending(LIBRARY).unapproved == (ONE,)


def test_an_answer_that_comes_too_late_approves_nothing_else(store: Store) -> None:
    staged(store)
    store.journal.stage(LIBRARY, [genre("1", "Ambient")])
    assert approve(store, ONE, TWO) == ApprovalCounts(approved=1, already=0, gone=1)
    assert store.approvals.pending(LIBRARY).unapproved == (genre("1", "Ambient"),)


def test_approving_twice_counts_once_and_keeps_the_first_door(store: Store) -> None:
    staged(store)
    approve(store, ONE)
    assert approve(store, ONE, TWO, door="elicitation") == ApprovalCounts(approved=1, already=1, gone=0)
    assert [approval for _, approval in store.approvals.pending(LIBRARY).rows] == [
        Approval("terminal", "sam", NOON),
        Approval("elicitation", "sam", NOON),
    ]


def test_there_are_no_other_doors(store: Store) -> None:
    staged(store)
    with pytest.raises(ValueError, match="window"):
        approve(store, ONE, door="window")


@pytest.mark.parametrize(
    ("forgery", "approved"),
    [
        ("approval = 1", set()),  # the line that staged it
        ("approval = (SELECT id FROM journal WHERE kind = 'approve' AND library = 'library-2')", set()),
        ("approval = (SELECT id FROM journal WHERE kind = 'approve') WHERE track = '2'", {ONE}),
        ("new = 'Ambient' WHERE track = '1'", set()),
        ("new = 'Ambient', hash = (SELECT hash FROM journal WHERE kind = 'approve') WHERE track = '2'", {ONE}),
    ],
)
def test_a_row_that_claims_an_approval_the_journal_does_not_give_stays_out(
    store: Store, forgery: str, approved: set[StagedChange]
) -> None:
    staged(store)
    approve(store, ONE)
    store.journal.stage("library-2", [ONE])
    store.approvals.approve("library-2", [ONE.hash], "terminal")
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(f"UPDATE staged SET {forgery}")
    rows = store.approvals.pending(LIBRARY).rows
    assert {change for change, yes in rows if yes} == approved
    standing = store.approvals.standing(LIBRARY)
    assert set(standing.unapproved) == {change.hash for change, yes in rows if not yes}
    with nullcontext() if approved else pytest.raises(NotApproved, match="2 of 2"):
        assert {one.change for one in sealed(store, standing.digest, partial=True)} == approved


def test_approvals_of_one_library_are_not_those_of_another(store: Store) -> None:
    staged(store)
    store.journal.stage("library-2", [ONE])
    approve(store, ONE)
    assert store.approvals.pending("library-2").unapproved == (ONE,)


def test_a_moment_is_never_seen_twice(store: Store) -> None:
    staged(store)
    first = store.approvals.pending(LIBRARY)
    store.journal.clear(LIBRARY)
    staged(store)
    second = store.approvals.pending(LIBRARY)
    assert (first.digest, first.rows) == (second.digest, second.rows)
    assert first.moment < second.moment


def test_the_door_of_the_demo_counts_in_a_new_store_for_its_own_library_alone(store: Store, tmp_path: Path) -> None:
    practice = make_practice_store(tmp_path / "demo" / "rekurate.sqlite", LIBRARY)
    for one in (store, practice):
        one.journal.stage(LIBRARY, [ONE])
        one.journal.stage("another library", [ONE])
    assert practice.approvals.approve(LIBRARY, [ONE.hash], "demo") == ApprovalCounts(approved=1, already=0, gone=0)
    for other, library in ((practice, "another library"), (store, LIBRARY)):
        with pytest.raises(ValueError, match="demo"):
            other.approvals.approve(library, [ONE.hash], "demo")
    with pytest.raises(StoreError, match="exists already"):
        make_practice_store(store.path, LIBRARY)
    practice.close()
