"""What an export is lent: the approved changes of one moment, numbered, found by track, and held by nobody."""

from tests.support.staging import LIBRARY, genre

from rekurate.model import ApprovedChange, Field, Numbered, StagedChange
from rekurate.store import Store

NOON = "2024-06-01T12:00:00+00:00"
TEN, NINE = genre("10"), genre("9", "House", confidence="high", reason="why", proposer="classifier")
YEAR = StagedChange("10", Field.YEAR, "0", "1999")
OPEN = genre("11")


def yes(change: StagedChange) -> ApprovedChange:
    return ApprovedChange(change, "terminal", NOON)


def staged(store: Store) -> str:
    store.journal.stage(LIBRARY, [NINE, TEN, YEAR, OPEN])
    store.approvals.approve(LIBRARY, [change.hash for change in (NINE, TEN, YEAR)], "terminal")
    return store.journal.digest(LIBRARY)


def test_changes_are_numbered_by_track_and_field_and_found_by_track(store: Store) -> None:
    with store.approvals.seal(LIBRARY, staged(store), partial=True) as sealed:
        assert (len(sealed), list(sealed)) == (3, [yes(TEN), yes(YEAR), yes(NINE)])
        assert sealed.of(["9", "11", "12"]) == {"9": (Numbered(2, yes(NINE)),)}
        assert sealed.of(["10"]) == {"10": (Numbered(0, yes(TEN)), Numbered(1, yes(YEAR)))}
        assert sealed.of([]) == {}


def test_an_id_that_is_no_text_is_not_found(store: Store) -> None:
    with store.approvals.seal(LIBRARY, staged(store), partial=True) as sealed:
        assert set(sealed.of(["\udcff", "é\udcff", "9"])) == {"9"}


def test_what_is_sealed_stays_whatever_becomes_of_the_stage(store: Store) -> None:
    digest = staged(store)
    with store.approvals.seal(LIBRARY, digest, partial=True) as sealed:
        store.journal.stage(LIBRARY, [genre("9", "Ambient")])
        store.journal.clear(LIBRARY, ["10"])
        store.approvals.approve(LIBRARY, [OPEN.hash], "chat")
        with store.approvals.seal(LIBRARY, store.journal.digest(LIBRARY), partial=True) as other:
            assert [one.change for one in other] == [OPEN]
        assert [one.change for one in sealed] == [TEN, YEAR, NINE]
        assert sealed.of(["9"]) == {"9": (Numbered(2, yes(NINE)),)}


def test_a_reading_that_was_left_in_the_middle_is_no_hindrance(store: Store) -> None:
    digest = staged(store)
    for _ in range(2):
        with store.approvals.seal(LIBRARY, digest, partial=True) as sealed:
            assert next(iter(sealed)) == yes(TEN)


def test_the_stage_counted_and_walked_is_the_stage_read_whole(store: Store) -> None:
    staged(store)
    pending = store.approvals.pending(LIBRARY)
    with store.approvals.walk(LIBRARY) as (standing, stage):
        assert tuple((one.change, one.approval) for one in stage) == pending.rows
    assert store.approvals.standing(LIBRARY) == standing
    assert (standing.digest, standing.moment) == (pending.digest, pending.moment)
    assert (standing.total, standing.approved, list(standing.unapproved)) == (4, 3, [OPEN.hash])


def test_nothing_staged_counts_as_nothing(store: Store) -> None:
    standing = store.approvals.standing(LIBRARY)
    assert (standing.total, standing.approved, len(standing.unapproved)) == (0, 0, 0)
    assert standing.digest == store.approvals.pending(LIBRARY).digest == store.journal.digest(LIBRARY)


def test_a_yes_to_a_question_held_as_hashes_is_a_yes_to_those_alone(store: Store) -> None:
    store.journal.stage(LIBRARY, [TEN, NINE])
    asked = store.approvals.standing(LIBRARY).unapproved
    store.journal.stage(LIBRARY, [genre("9", "Ambient"), OPEN])
    counts = store.approvals.approve(LIBRARY, asked, "elicitation")
    assert (counts.approved, counts.already, counts.gone) == (1, 0, 1)
    assert store.approvals.pending(LIBRARY).unapproved == (OPEN, genre("9", "Ambient"))
